//! Random forests: rows whose paths, accounts and order are right, and rows of which nothing is right.

use proptest::collection::vec;
use proptest::prelude::{Strategy, any};
use proptest::sample::{Index, select};

use super::rows::Row;

pub(crate) const ACCOUNT: &str = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";

/// Names that repeat, and that hold what separates them.
const NAMES: [&str; 8] = ["A", "B", "West", "R/D", "\u{c9}t\u{e9} \\ Hiver", "B (1)", "a", "42"];

/// A forest of up to forty units in any order, without a defect.
pub(crate) fn forest() -> impl Strategy<Value = Vec<Row>> {
    let unit = (any::<Index>(), 0..10_u8, select(&NAMES[..]));
    vec(unit, 1..40).prop_map(|units| grown(&units)).prop_shuffle()
}

/// Each unit but every tenth one is a child of an earlier unit.
fn grown(units: &[(Index, u8, &str)]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (place, (parent, root, name)) in units.iter().enumerate() {
        let parent = (*root > 0 && place > 0).then(|| &rows[parent.index(place)]);
        rows.push(Row {
            id: Some(format!("unit-{place}")),
            parent_id: parent.and_then(|parent| parent.id.clone()),
            name: Some((*name).to_owned()),
            path: parent.map(path_below),
            account_id: Some(ACCOUNT.to_owned()),
        });
    }
    rows
}

fn path_below(parent: &Row) -> String {
    let above = parent.path.as_ref().map(|path| format!("{path}/")).unwrap_or_default();
    above + parent.name.as_deref().unwrap()
}

/// Rows whose ids, parents, paths and accounts fit only by chance.
pub(crate) fn wild() -> impl Strategy<Value = Vec<Row>> {
    let id = || {
        select(
            &[
                None,
                Some(""),
                Some("a"),
                Some("A"),
                Some("b"),
                Some("c"),
                Some("d"),
                Some("e"),
                Some("7"),
            ][..],
        )
    };
    let path =
        select(&[None, Some(""), Some("A"), Some("A/B"), Some("West > A"), Some("nowhere")][..]);
    let account = select(&[None, Some(ACCOUNT), Some("other")][..]);
    let name = select(&[None, Some("A"), Some("B"), Some("West"), Some("")][..]);
    let unit =
        (id(), id(), name, path, account).prop_map(|(id, parent_id, name, path, account_id)| Row {
            id: id.map(Into::into),
            parent_id: parent_id.map(Into::into),
            name: name.map(Into::into),
            path: path.map(Into::into),
            account_id: account_id.map(Into::into),
        });
    vec(unit, 0..24)
}
