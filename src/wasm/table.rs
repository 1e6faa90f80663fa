//! Sends units to JavaScript in blocks. A unit has eight texts, and a call for each would be slow. So a block of units
//! crosses in one call, and table.js makes its objects.
//!
//! ```text
//!   numbers   7 3 2 0 3 0 0 4 0 0 1 1 │ 8 9 …      what the objects are made of: here twelve a unit, the row first
//!                 │   │     └ text 4
//!                 │   └ text 3                     0 is no text and 1 is the empty one: these are not sent
//!                 └ text 2
//!             … │ 14 19 22 …                       after them, from `count` on, the end of each text: twice its
//!                 │  └ text 3: at 9 in wide        place, plus one for a text in wide
//!                 └ text 2: at 7 in plain
//!   count     how many numbers are not about texts
//!   plain     unit-12d4a0b3c7-…                    texts of ASCII, one after the other
//!   wide      Größe 12…                            all others; places in it are UTF-16 units, as in JavaScript
//! ```
//! `plain` and `wide` become one string each, and JavaScript slices its texts from them. There are two because ASCII is
//! decoded by copying: one umlaut would make a whole block slower to decode and twice as large. A text that the block
//! holds is not sent again: accounts, times and paths repeat, and the id of a unit is the parent id of its children.
//!
//! A slice keeps its whole string alive, so a block is small: a slice keeps at most [`TEXT`] bytes and the texts of one
//! unit.

use core::cell::Cell;

use wasm_bindgen::prelude::*;

use super::error::no_memory;
use crate::unit::{Field, OutOfMemory, TextKey, Units, append};

#[wasm_bindgen(module = "/src/wasm/table.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = makeObjects)]
    fn make_objects(
        of: u32,
        into: &JsValue,
        numbers: &[u32],
        count: u32,
        plain: &[u8],
        wide: Option<&[u8]>,
    ) -> Result<JsValue, JsValue>;
}

/// What a block holds; table.js knows these by number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    /// Units, of twelve numbers each.
    Records = 0,
    /// Texts, of one number each.
    Texts = 1,
    /// Defects, of eight numbers each.
    Defects = 2,
    /// One unit, which is returned and not added to an array.
    Record = 3,
}

/// No text.
pub(super) const NONE: u32 = 0;
/// The empty text.
pub(super) const EMPTY: u32 = 1;
/// The number of the first text that is sent.
const FIRST: u32 = 2;
/// A block is full at this many bytes of text.
const TEXT: usize = 64 * 1024;
/// A block is full at this many numbers.
pub(super) const NUMBERS: usize = 3 * 1024;
/// The slots for texts that may repeat.
const SEEN: usize = 256;

/// A block that is being filled.
pub(super) struct Table<'a> {
    units: &'a Units,
    numbers: Vec<u32>,
    ends: Vec<u32>,
    plain: Vec<u8>,
    wide: Vec<u8>,
    /// The length of `wide` in UTF-16 units.
    wide_units: u32,
    /// Texts of this block by a hash of their keys; empty in a table that shares none.
    seen: Vec<Option<Seen>>,
    /// Texts of this block that are constants of the module, by address.
    words: Vec<(&'static str, u32)>,
    /// Whether there was no memory for a text of this block.
    full: bool,
}

/// The memory of the last block. It is kept: to allocate it costs as much as to send a unit.
#[derive(Default)]
struct Kept {
    numbers: Vec<u32>,
    ends: Vec<u32>,
    plain: Vec<u8>,
}

thread_local! {
    static KEPT: Cell<Kept> = Cell::default();
}

impl Drop for Table<'_> {
    fn drop(&mut self) {
        let [mut numbers, mut ends] = [&mut self.numbers, &mut self.ends].map(core::mem::take);
        let mut plain = core::mem::take(&mut self.plain);
        // One text may have been larger than a block.
        if plain.capacity() <= 2 * TEXT {
            numbers.clear();
            ends.clear();
            plain.clear();
            KEPT.set(Kept { numbers, ends, plain });
        }
    }
}

/// A text of the block.
type Seen = (TextKey, u32);

impl<'a> Table<'a> {
    /// Makes a table of texts that are not expected to repeat.
    pub(super) fn new(units: &'a Units) -> Self {
        let Kept { numbers, ends, plain } = KEPT.take();
        Self {
            units,
            numbers,
            ends,
            plain,
            wide: Vec::new(),
            wide_units: 0,
            seen: Vec::new(),
            words: Vec::new(),
            full: false,
        }
    }

    /// Makes a table that sends repeated texts once.
    pub(super) fn sharing(units: &'a Units) -> Self {
        let mut table = Self::new(units);
        table.seen = vec![None; SEEN];
        table
    }

    /// Returns whether it is time to send the block.
    pub(super) fn is_full(&self) -> bool {
        self.numbers.len() >= NUMBERS || self.plain.len() + self.wide.len() >= TEXT
    }

    /// Adds numbers.
    pub(super) fn push(&mut self, numbers: &[u32]) {
        self.numbers.extend_from_slice(numbers);
    }

    /// Adds a constant of the module, and returns its number.
    pub(super) fn word(&mut self, word: &'static str) -> u32 {
        let known = self.words.iter().find(|(known, _)| core::ptr::eq(*known, word));
        if let Some((_, number)) = known {
            return *number;
        }
        let number = self.text(word);
        self.words.push((word, number));
        number
    }

    /// Adds a text, and returns its number.
    pub(super) fn text(&mut self, text: &str) -> u32 {
        let start = self.plain.len();
        self.full |= append(&mut self.plain, text.as_bytes()).is_err();
        self.keep(start)
    }

    /// Adds a text of the unit at an index, and returns its number.
    #[inline]
    pub(super) fn field(&mut self, field: Field, index: u32) -> u32 {
        let key = self.units.text_key(field, index).filter(|_| !self.seen.is_empty());
        let Some(key) = key else { return self.fresh(field, index) };
        let slot = key.hash() % SEEN;
        match self.seen.get(slot) {
            Some(Some((seen, number))) if *seen == key => return *number,
            _ => {}
        }
        let number = self.fresh(field, index);
        if let Some(seen) = self.seen.get_mut(slot) {
            *seen = Some((key, number));
        }
        number
    }

    /// Adds the id of the unit at an index, and returns its number; the id is empty where the provider sent none.
    pub(super) fn id(&mut self, index: u32) -> u32 {
        self.field(Field::Id, index).max(EMPTY)
    }

    /// Sends the block to JavaScript, which adds the objects to `into`, and begins the next block. Returns the last object.
    /// Throws if there was no memory for a text: a check at each text would cost too much.
    pub(super) fn send(&mut self, of: Of, into: &JsValue) -> Result<JsValue, JsValue> {
        if self.full {
            return Err(no_memory(OutOfMemory));
        }
        let count = length(self.numbers.len());
        self.numbers.append(&mut self.ends);
        let wide = Some(self.wide.as_slice()).filter(|wide| !wide.is_empty());
        let last = make_objects(of as u32, into, &self.numbers, count, &self.plain, wide);
        self.numbers.clear();
        self.plain.clear();
        self.wide.clear();
        self.wide_units = 0;
        self.words.clear();
        self.seen.fill(None);
        last
    }

    fn fresh(&mut self, field: Field, index: u32) -> u32 {
        let start = self.plain.len();
        match self.units.push_bytes(field, index, &mut self.plain) {
            Ok(true) => self.keep(start),
            Ok(false) => NONE,
            Err(OutOfMemory) => {
                self.full = true;
                NONE
            }
        }
    }

    /// Keeps the text at the end of `plain`, there or in `wide`, and returns its number.
    fn keep(&mut self, start: usize) -> u32 {
        let text = self.plain.get(start..).unwrap_or_default();
        if text.is_empty() {
            return EMPTY;
        }
        let number = FIRST + length(self.ends.len());
        if text.is_ascii() {
            self.ends.push(length(self.plain.len()) << 1);
        } else {
            self.full |= append(&mut self.wide, text).is_err();
            self.wide_units += utf16_length(text);
            self.ends.push((self.wide_units << 1) | 1);
            self.plain.truncate(start);
        }
        number
    }
}

/// Counts the UTF-16 units of a UTF-8 text: one for the first byte of a character, and another if it has four bytes.
fn utf16_length(text: &[u8]) -> u32 {
    text.iter().map(|byte| u32::from(byte & 0xC0 != 0x80) + u32::from(*byte >= 0xF0)).sum()
}

/// Converts a length. It is below 2³¹ in this memory, so twice the length fits too.
fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or_default()
}
