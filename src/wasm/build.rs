//! A tree from bytes that are complete.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::reader::TreeReader;
use super::tree::UnitTree;

/// Builds a tree from the bytes of an answer of a provider or of the edge worker, told apart by the key of the list. With
/// `bare`, from an array of units or records.
///
/// Throws an `Error` named `BusinessUnitsError` with the code `ERR_JSON`, `ERR_SHAPE`, `ERR_TOO_LARGE` or `ERR_OPTION`.
#[wasm_bindgen(js_name = buildTree)]
pub fn build_tree(
    input: &Uint8Array,
    #[wasm_bindgen(unchecked_param_type = "ReaderOptions | undefined")] options: JsValue,
) -> Result<UnitTree, JsValue> {
    let mut reader = TreeReader::new(options)?;
    reader.push(input)?;
    reader.finish()
}
