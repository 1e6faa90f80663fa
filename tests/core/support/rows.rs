//! Listings made of rows, without any service's wire.

use business_units::provider::Provider;
use business_units::tree::Tree;
use business_units::unit::{Field, Units};

/// One unit as sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) id: Option<String>,
    pub(crate) parent_id: Option<String>,
    pub(crate) name: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) account_id: Option<String>,
}

/// A unit whose name is its id; below nothing, it is a root.
pub(crate) fn row(id: &str, parent_id: &str) -> Row {
    Row {
        id: Some(id.to_owned()),
        parent_id: (!parent_id.is_empty()).then(|| parent_id.to_owned()),
        name: Some(id.to_owned()),
        ..Row::default()
    }
}

impl Row {
    pub(crate) fn named(self, name: &str) -> Self {
        Self { name: Some(name.to_owned()), ..self }
    }

    pub(crate) fn with_path(self, path: &str) -> Self {
        Self { path: Some(path.to_owned()), ..self }
    }

    pub(crate) fn of_account(self, account_id: &str) -> Self {
        Self { account_id: Some(account_id.to_owned()), ..self }
    }
}

pub(crate) fn units(rows: &[Row]) -> Units {
    let mut units = Units::new(Provider::Autodesk);
    for row in rows {
        for (field, text) in [
            (Field::Id, &row.id),
            (Field::ParentId, &row.parent_id),
            (Field::Name, &row.name),
            (Field::Path, &row.path),
            (Field::AccountId, &row.account_id),
        ] {
            units.set(field, text.as_deref()).unwrap();
        }
        units.end_row().unwrap();
    }
    units
}

/// The tree of those rows; its invariants hold.
pub(crate) fn built(rows: &[Row]) -> Tree {
    let tree = Tree::build(units(rows)).unwrap();
    tree.assert_invariants();
    tree
}

/// The tree of pairs of id and parent id.
pub(crate) fn built_of(pairs: &[(&str, &str)]) -> Tree {
    built(&pairs.iter().map(|(id, parent_id)| row(id, parent_id)).collect::<Vec<_>>())
}

/// The forest in one line: `na(west(ca) east) emea`.
pub(crate) fn sketch(tree: &Tree) -> String {
    let mut drawn = String::new();
    let mut depth = 0;
    for row in 0..tree.len() {
        let deeper = tree.depth(row);
        match row {
            0 => {}
            _ if deeper > depth => drawn.push('('),
            _ => drawn.push_str(&(")".repeat((depth - deeper) as usize) + " ")),
        }
        drawn.push_str(tree.name(row).unwrap_or("?"));
        depth = deeper;
    }
    drawn + &")".repeat(depth as usize)
}
