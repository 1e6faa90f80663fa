//! Defects as plain JavaScript objects.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::record::ids;
use super::table::{NONE, Of, Table};
use crate::tree::{Defect, DefectKind, Tree};
use crate::unit::Field;

#[wasm_bindgen(module = "/src/wasm/table.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = addLoop)]
    fn add_loop(defects: &Array, rows: &[u32], ids: &Array) -> Result<(), JsValue>;
}

/// Makes the objects of all defects, in the order sent.
pub(super) fn defects(tree: &Tree) -> Result<Array, JsValue> {
    let into = Array::new();
    if tree.defects().is_empty() {
        return Ok(into);
    }
    let mut table = Table::sharing(tree.units());
    for defect in tree.defects() {
        add_defect(&mut table, tree, defect);
        if let DefectKind::Cycle { rows } = &defect.kind {
            // A loop may hold every unit of the listing: its ids are sent in blocks too.
            table.send(Of::Defects, &into)?;
            add_loop(&into, rows, &ids(tree, &mut rows.iter().copied())?)?;
        } else if table.is_full() {
            table.send(Of::Defects, &into)?;
        }
    }
    table.send(Of::Defects, &into)?;
    Ok(into)
}

/// Adds eight numbers: kind, severity, message, row, id, and up to three that depend on the kind.
fn add_defect(table: &mut Table<'_>, tree: &Tree, defect: &Defect) {
    let row = defect.row.unwrap_or_default();
    let index = tree.index_of(row);
    let [first, second, third] = match &defect.kind {
        DefectKind::EmptyId | DefectKind::SelfParent | DefectKind::Cycle { .. } => [NONE; 3],
        DefectKind::DuplicateId { rows: [first, again] } => [*first, *again, NONE],
        DefectKind::MissingParent { suggestion } => [
            table.field(Field::ParentId, index),
            suggestion.map_or(NONE, |suggestion| suggestion.row),
            suggestion.map_or(NONE, |suggestion| table.word(suggestion.by.as_str())),
        ],
        DefectKind::OtherAccount => [table.field(Field::AccountId, index), NONE, NONE],
        DefectKind::PathMismatch => {
            [table.text(&tree.expected_path(row)), table.field(Field::Path, index), NONE]
        }
        DefectKind::CountMismatch { count, listed } => {
            [table.text(&count.to_string()), *listed, NONE]
        }
    };
    let numbers = [
        table.word(defect.kind.as_str()),
        table.word(defect.kind.severity().as_str()),
        table.text(&tree.message(defect)),
        row,
        table.id(index),
        first,
        second,
        third,
    ];
    table.push(&numbers);
}
