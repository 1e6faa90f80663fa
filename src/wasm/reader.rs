//! A tree from bytes that arrive in chunks.

use core::cell::Cell;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use super::error::{no_memory, thrown};
use super::options::Options;
use super::tree::UnitTree;
use super::value::{number, random};
use crate::error::{Code, Error};
use crate::provider::{Accept, Decoder};
use crate::tree::Tree;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[wasm_bindgen(typescript_custom_section)]
const PROVIDER: &str = crate::provider::TYPE;

/// The most bytes that are copied into wasm memory at a time.
const PIECE: u32 = 256 * 1024;

/// Reads a listing while it arrives: `push` each chunk, then `finish`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct TreeReader {
    /// None after an error.
    decoder: Option<Decoder>,
}

#[wasm_bindgen]
impl TreeReader {
    /// Makes a reader. Throws `ERR_OPTION`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ReaderOptions | undefined")] options: JsValue,
    ) -> Result<Self, JsValue> {
        let decoder = decoder(options).map_err(|error| thrown(&error))?;
        Ok(Self { decoder: Some(decoder) })
    }

    /// Reads one more chunk. Throws `ERR_JSON`, `ERR_SHAPE` or `ERR_TOO_LARGE`. Afterwards the reader is of no use.
    pub fn push(&mut self, chunk: &Uint8Array) -> Result<(), JsValue> {
        let decoder = self.decoder.as_mut().ok_or_else(spent)?;
        in_pieces(chunk, |piece| decoder.push(piece)).map_err(|error| {
            self.decoder = None;
            thrown(&error)
        })
    }

    /// Ends the body and returns its tree. The reader is freed. Throws `ERR_JSON` or `ERR_SHAPE`.
    pub fn finish(self) -> Result<UnitTree, JsValue> {
        let units = self.decoder.ok_or_else(spent)?.finish().map_err(|error| thrown(&error))?;
        let tree = Tree::build(units).map_err(no_memory)?;
        Ok(UnitTree::new(tree))
    }

    /// The bytes that it has read.
    #[wasm_bindgen(getter)]
    pub fn bytes(&self) -> f64 {
        self.decoder.as_ref().map_or(0.0, |decoder| number(decoder.bytes()))
    }

    /// The units that it has read.
    #[wasm_bindgen(getter)]
    pub fn units(&self) -> u32 {
        self.decoder.as_ref().map_or(0, Decoder::units)
    }
}

thread_local! {
    /// The buffer that pieces are copied to. It is kept: a new one costs more than a small listing.
    static STAGING: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Copies bytes into wasm memory piece by piece, so that memory never holds a whole body.
pub(super) fn in_pieces<E>(
    bytes: &Uint8Array,
    mut take: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let total = bytes.length();
    let mut staging = STAGING.take();
    let mut from = 0;
    let mut taken = Ok(());
    while from < total && taken.is_ok() {
        let to = total.min(from.saturating_add(PIECE));
        let len = (to - from) as usize;
        if staging.len() < len {
            staging.resize(len, 0);
        }
        let piece = staging.get_mut(..len).unwrap_or_default();
        if len == total as usize {
            bytes.copy_to(piece);
        } else {
            // Our own view: a subclass may override `subarray`.
            let start = bytes.byte_offset() + from;
            Uint8Array::new_with_byte_offset_and_length(&bytes.buffer(), start, to - from)
                .copy_to(piece);
        }
        taken = take(piece);
        from = to;
    }
    STAGING.set(staging);
    taken
}

fn decoder(options: JsValue) -> Result<Decoder, Error> {
    let options = Options::new(options)?;
    let provider = options.provider()?;
    let accept = match provider {
        _ if options.flag("bare")? => Accept::Bare(provider),
        Some(provider) => Accept::Of(provider),
        None => Accept::Any,
    };
    let account_id = options.text("accountId")?;
    let decoder = Decoder::new(accept, options.tree_limits()?).with_seed(random());
    Ok(decoder.with_account_id(account_id))
}

fn spent() -> JsValue {
    thrown(&Error::new(Code::State, "This reader failed on an earlier chunk: make a new one."))
}
