//! Units as plain JavaScript objects, and their ids.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::error::no_memory;
use super::table::{NUMBERS, Of, Table};
use crate::tree::{Hit, Tree};
use crate::unit::{Field, OutOfMemory};

#[wasm_bindgen(module = "/src/wasm/table.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = makeHits)]
    fn make_hits(into: &Array, numbers: &[u32]) -> Result<(), JsValue>;
}

/// Makes the objects of search hits.
pub(super) fn hits(found: &[Hit]) -> Result<Array, JsValue> {
    let into = Array::new();
    let mut numbers = Vec::new();
    for Hit { row, ranges, .. } in found {
        numbers.try_reserve(2 + 2 * ranges.len()).map_err(|_| no_memory(OutOfMemory))?;
        numbers.extend([*row, u32::try_from(ranges.len()).unwrap_or_default()]);
        numbers.extend(ranges.iter().flat_map(|(start, end)| [*start, *end]));
        if numbers.len() >= NUMBERS {
            make_hits(&into, &numbers)?;
            numbers.clear();
        }
    }
    make_hits(&into, &numbers)?;
    Ok(into)
}

/// The rows that are touched before they are read.
const TOUCHED: usize = 256;

/// Makes the object of one unit.
pub(super) fn record(tree: &Tree, row: u32) -> Result<JsValue, JsValue> {
    let mut table = Table::new(tree.units());
    add_record(&mut table, tree, row);
    table.send(Of::Record, &JsValue::UNDEFINED)
}

/// Makes the objects of units.
pub(super) fn records(tree: &Tree, rows: &mut dyn Iterator<Item = u32>) -> Result<Array, JsValue> {
    let into = Array::new();
    let mut table = Table::sharing(tree.units());
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let touched: Vec<u32> = rows.by_ref().take(TOUCHED).collect();
        touch(tree, &touched);
        for row in touched {
            add_record(&mut table, tree, row);
            if table.is_full() {
                table.send(Of::Records, &into)?;
            }
        }
    }
    table.send(Of::Records, &into)?;
    Ok(into)
}

/// Lists the ids of units; an id that the provider did not send is empty.
pub(super) fn ids(tree: &Tree, rows: &mut dyn Iterator<Item = u32>) -> Result<Array, JsValue> {
    texts(tree, rows, Field::Id)
}

/// Lists the names of units; a name that the provider did not send is null.
pub(super) fn names(tree: &Tree, rows: &mut dyn Iterator<Item = u32>) -> Result<Array, JsValue> {
    texts(tree, rows, Field::Name)
}

fn texts(tree: &Tree, rows: &mut dyn Iterator<Item = u32>, field: Field) -> Result<Array, JsValue> {
    let into = Array::new();
    let mut table = Table::new(tree.units());
    for row in rows {
        let index = tree.index_of(row);
        let text = if field == Field::Id { table.id(index) } else { table.field(field, index) };
        table.push(&[text]);
        if table.is_full() {
            table.send(Of::Texts, &into)?;
        }
    }
    table.send(Of::Texts, &into)?;
    Ok(into)
}

fn add_record(table: &mut Table<'_>, tree: &Tree, row: u32) {
    let index = tree.index_of(row);
    let numbers = [
        row,
        index,
        table.id(index),
        table.field(Field::ParentId, index),
        table.field(Field::Name, index),
        table.field(Field::Description, index),
        table.field(Field::Path, index),
        table.field(Field::AccountId, index),
        table.field(Field::CreatedAt, index),
        table.field(Field::UpdatedAt, index),
        tree.depth(row),
        tree.subtree_size(row),
    ];
    table.push(&numbers);
}

/// Loads the units of some rows into the cache. Rows are in preorder and units in the order sent, so nearly every access is
/// a cache miss. Here the misses overlap, and few are left when texts are copied.
fn touch(tree: &Tree, rows: &[u32]) {
    for row in rows {
        tree.units().touch(tree.index_of(*row));
    }
}
