//! Defects as lines of text, so that a table of them can be read.

use business_units::tree::{Defect, DefectKind, Tree};

/// `kind row id …`, and what else it carries; units by `row`, ids as sent.
pub(crate) fn note(tree: &Tree, defect: &Defect) -> String {
    let place = defect.row.map(|row| format!(" {row} {:?}", tree.id(row))).unwrap_or_default();
    format!("{}{place}{}", defect.kind.as_str(), carried(tree, &defect.kind))
}

pub(crate) fn notes(tree: &Tree) -> Vec<String> {
    tree.defects().iter().map(|defect| note(tree, defect)).collect()
}

fn carried(tree: &Tree, kind: &DefectKind) -> String {
    let ids = |rows: &[u32]| rows.iter().map(|row| tree.id(*row)).collect::<Vec<_>>().join(" ");
    match kind {
        DefectKind::DuplicateId { rows } => format!(", rows {rows:?}"),
        DefectKind::MissingParent { suggestion: Some(suggestion) } => {
            format!(", perhaps {} by {}", suggestion.row, suggestion.by.as_str())
        }
        DefectKind::Cycle { rows } => format!(", rows {rows:?}, ids {}", ids(rows)),
        DefectKind::CountMismatch { count, listed } => format!(", count {count}, listed {listed}"),
        DefectKind::EmptyId
        | DefectKind::MissingParent { suggestion: None }
        | DefectKind::SelfParent
        | DefectKind::OtherAccount
        | DefectKind::PathMismatch => String::new(),
    }
}
