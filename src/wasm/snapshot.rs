//! A snapshot as bytes of JavaScript.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::error::no_memory;
use crate::snapshot::push_units;
use crate::unit::{OutOfMemory, Units};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Uint8Array)]
    type Bytes;

    /// As `Uint8Array::new_with_length`, which does not catch what is thrown when there is no memory.
    #[wasm_bindgen(constructor, js_class = "Uint8Array", catch)]
    fn new(length: u32) -> Result<Bytes, JsValue>;
}

/// Units are written in blocks of so many.
const BLOCK: u32 = 256;

/// Writes the units between two texts. The module's memory never shrinks, so it holds a block at a time: the units are
/// written once to learn their length, and once into their place.
pub(super) fn snapshot(units: &Units, before: &str, after: &str) -> Result<Uint8Array, JsValue> {
    let mut length = before.len() + after.len();
    each_block(units, &mut |block| length += block.len())?;
    let length = u32::try_from(length).map_err(|_| no_memory(OutOfMemory))?;
    let bytes: Uint8Array =
        Bytes::new(length).map_err(|_| no_memory(OutOfMemory))?.unchecked_into();
    let mut at = 0;
    let mut put = |part: &[u8]| {
        let end = at + u32::try_from(part.len()).unwrap_or_default();
        bytes.subarray(at, end).copy_from(part);
        at = end;
    };
    put(before.as_bytes());
    each_block(units, &mut put)?;
    put(after.as_bytes());
    Ok(bytes)
}

fn each_block(units: &Units, take: &mut dyn FnMut(&[u8])) -> Result<(), JsValue> {
    let mut block = Vec::new();
    let mut start = 0;
    while start < units.len() {
        let end = units.len().min(start.saturating_add(BLOCK));
        block.clear();
        push_units(units, start..end, &mut block).map_err(no_memory)?;
        take(&block);
        start = end;
    }
    Ok(())
}
