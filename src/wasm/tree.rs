//! The tree as a handle: one for a tree, none for a unit.

use js_sys::{Array, Int32Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::defect::defects;
use super::error::no_memory;
use super::record::{hits, ids, names, record, records};
use super::value::{object, signed};
use crate::snapshot::write_units;
use crate::tree::{Tree, listed};
use crate::unit::append;

/// A checked forest of units in preorder rows. It holds memory until `free()`, or until it is collected.
#[wasm_bindgen]
#[derive(Debug)]
pub struct UnitTree {
    tree: Tree,
}

impl UnitTree {
    pub(super) fn new(tree: Tree) -> Self {
        Self { tree }
    }
}

#[wasm_bindgen]
impl UnitTree {
    /// How many units there are.
    #[wasm_bindgen(getter)]
    pub fn size(&self) -> u32 {
        self.tree.len()
    }

    /// The depth of the deepest unit; 0 where there is none.
    #[wasm_bindgen(getter)]
    pub fn height(&self) -> u32 {
        self.tree.height()
    }

    /// The provider of the units.
    #[wasm_bindgen(getter, unchecked_return_type = "Provider")]
    pub fn provider(&self) -> String {
        self.tree.provider().to_owned()
    }

    /// The account that the caller asked for, else the first one that a unit names.
    #[wasm_bindgen(getter, js_name = accountId)]
    pub fn account_id(&self) -> Option<String> {
        self.tree.account_id().map(str::to_owned)
    }

    /// The number of units that the provider claims to have sent; undefined if it claims none.
    #[wasm_bindgen(getter)]
    pub fn count(&self) -> Option<f64> {
        self.tree.units().claimed_count().map(signed)
    }

    /// The defects, in the order sent.
    #[wasm_bindgen(unchecked_return_type = "Defect[]")]
    pub fn defects(&self) -> Result<Array, JsValue> {
        defects(&self.tree)
    }

    /// What the reader had to repair, counted.
    pub fn warnings(&self) -> Vec<String> {
        self.tree.units().warnings().to_vec()
    }

    /// The rows of the roots, in the order sent. This and every other list throws `ERR_TOO_LARGE` when there is no memory.
    #[wasm_bindgen(js_name = rootRows)]
    pub fn root_rows(&self) -> Result<Vec<u32>, JsValue> {
        listed(self.tree.roots()).map_err(no_memory)
    }

    /// The rows of a unit's children, in the order sent; none for a row out of range.
    #[wasm_bindgen(js_name = childRows)]
    pub fn child_rows(&self, row: u32) -> Result<Vec<u32>, JsValue> {
        listed(self.tree.children(row)).map_err(no_memory)
    }

    /// The row of a unit's parent.
    #[wasm_bindgen(js_name = parentRow)]
    pub fn parent_row(&self, row: u32) -> Option<u32> {
        self.tree.parent_row(row)
    }

    /// The row itself, that of its parent, and so on up to the root; none for a row out of range.
    #[wasm_bindgen(js_name = ancestorRows)]
    pub fn ancestor_rows(&self, row: u32) -> Result<Vec<u32>, JsValue> {
        listed(self.tree.ancestors(row)).map_err(no_memory)
    }

    /// One unit.
    #[wasm_bindgen(unchecked_return_type = "UnitRecord | undefined")]
    pub fn record(&self, row: u32) -> Result<JsValue, JsValue> {
        if row < self.tree.len() { record(&self.tree, row) } else { Ok(JsValue::UNDEFINED) }
    }

    /// The units of a window of rows, `to` not included.
    #[wasm_bindgen(unchecked_return_type = "UnitRecord[]")]
    pub fn records(&self, from: u32, to: u32) -> Result<Array, JsValue> {
        records(&self.tree, &mut (from..to.min(self.tree.len())))
    }

    /// The units of some rows; none for a row out of range.
    #[wasm_bindgen(js_name = recordsAt, unchecked_return_type = "UnitRecord[]")]
    pub fn records_at(&self, rows: &[u32]) -> Result<Array, JsValue> {
        let size = self.tree.len();
        records(&self.tree, &mut rows.iter().copied().filter(|row| *row < size))
    }

    /// The unit with exactly that id; of several, the first one sent.
    #[wasm_bindgen(js_name = recordOf, unchecked_return_type = "UnitRecord | undefined")]
    pub fn record_of(&self, id: &str) -> Result<JsValue, JsValue> {
        self.tree.row_of(id).map_or(Ok(JsValue::UNDEFINED), |row| record(&self.tree, row))
    }

    /// The rows reached from the roots by exactly those names.
    #[expect(clippy::needless_pass_by_value, reason = "wasm-bindgen hands over what it copied")]
    pub fn at(&self, names: Vec<String>) -> Result<Vec<u32>, JsValue> {
        self.tree.at(&names).map_err(no_memory)
    }

    /// The ids of a unit and everything below it; none for an unknown id.
    #[wasm_bindgen(js_name = subtreeIds, unchecked_return_type = "string[]")]
    pub fn subtree_ids(&self, id: &str) -> Result<Array, JsValue> {
        let rows = self.tree.row_of(id).map_or(0..0, |row| row..self.tree.end_of(row));
        ids(&self.tree, &mut rows.filter(|row| self.tree.has_id(*row)))
    }

    /// The ids of a window of rows, `to` not included; empty where the provider sent none.
    #[wasm_bindgen(unchecked_return_type = "string[]")]
    pub fn ids(&self, from: u32, to: u32) -> Result<Array, JsValue> {
        ids(&self.tree, &mut (from..to.min(self.tree.len())))
    }

    /// The names of a window of rows, `to` not included; null where the provider sent none.
    #[wasm_bindgen(unchecked_return_type = "(string | null)[]")]
    pub fn names(&self, from: u32, to: u32) -> Result<Array, JsValue> {
        names(&self.tree, &mut (from..to.min(self.tree.len())))
    }

    /// The units whose name holds a text, the best first; `ranges` are in UTF-16 units of the name.
    #[wasm_bindgen(unchecked_return_type = "{ row: number; ranges: [number, number][] }[]")]
    pub fn search(&self, text: &str, limit: Option<u32>) -> Result<Array, JsValue> {
        let found = self.tree.search(text, limit.map(|limit| limit as usize));
        hits(&found.map_err(no_memory)?)
    }

    /// Returns the bytes of a snapshot: `head`, all units in the order sent, and the end.
    pub fn snapshot(&self, head: &str) -> Result<Vec<u8>, JsValue> {
        let units = self.tree.units();
        let written = |bytes: &mut Vec<u8>| {
            append(bytes, head.as_bytes())?;
            write_units(units, bytes)?;
            append(bytes, b"}")
        };
        let mut bytes = Vec::new();
        written(&mut bytes).map_err(no_memory)?;
        Ok(bytes)
    }

    /// The columns by row, as copies; `parent` is -1 for a root.
    #[wasm_bindgen(
        unchecked_return_type = "{ depth: Uint32Array; size: Uint32Array; parent: Int32Array; index: Uint32Array }"
    )]
    pub fn columns(&self) -> Result<JsValue, JsValue> {
        let [depth, size, parent, index] =
            self.tree.columns().map_err(no_memory)?.map(|column| Uint32Array::from(&column[..]));
        // The one number that is no row has all bits set, which is -1.
        let parent = Int32Array::new(&parent.buffer());
        Ok(object(&[
            ("depth", depth.into()),
            ("size", size.into()),
            ("parent", parent.into()),
            ("index", index.into()),
        ]))
    }
}
