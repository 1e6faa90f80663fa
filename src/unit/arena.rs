//! Strings of any length below a page, in pages of 256 KiB. A string has its length in front of it, in one to three bytes.
//!
//! ```text
//!  reference = page number << 18 | offset in the page
//!
//!  page 0   [ 4 West │ 4 East │ 13 North America │ … ]   full
//!  page 1   [ 4 Alps │ … ]                                open: the next string goes here
//! ```

use super::memory::OutOfMemory;
use crate::simd::{self, PREFIX_STEP};

const PAGE_BITS: u32 = 18;
const PAGE: usize = 1 << PAGE_BITS;
/// One page less than 32 bits address: the last page would contain the reference that means "absent".
const MAX_PAGES: usize = (1 << (32 - PAGE_BITS)) - 1;
/// A length takes at most three bytes of seven bits each.
const MAX_LENGTH_BYTES: usize = 3;

/// A reference to a string. Equal references mean equal strings. The converse holds only for those of an interner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextRef(u32);

impl TextRef {
    /// Refers to no string.
    pub(super) const ABSENT: Self = Self(u32::MAX);

    pub(super) const fn to_bits(self) -> u32 {
        self.0
    }

    pub(super) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }
}

/// The end of an arena at some time, to rewind to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pages: usize,
    filled: usize,
}

/// Stores strings one behind another.
#[derive(Clone, Debug, Default)]
pub(super) struct StringArena {
    full: Vec<Vec<u8>>,
    /// The page that takes the next string.
    open: Vec<u8>,
}

impl StringArena {
    /// Stores a string.
    #[inline(always)]
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<TextRef, OutOfMemory> {
        let text = self.begin(bytes.len())?;
        simd::append(&mut self.open, bytes);
        Ok(text)
    }

    /// Stores the first `len` bytes as a string. The bytes after them allow copying in steps of a fixed size.
    #[inline(always)]
    pub(super) fn put_prefix(&mut self, bytes: &[u8], len: usize) -> Result<TextRef, OutOfMemory> {
        let text = self.begin(len)?;
        simd::append_prefix(&mut self.open, bytes, len);
        Ok(text)
    }

    /// Reserves memory for a string, writes its length, and returns the reference to it.
    #[inline(always)]
    fn begin(&mut self, len: usize) -> Result<TextRef, OutOfMemory> {
        let needed = len + MAX_LENGTH_BYTES + PREFIX_STEP;
        if self.open.capacity() - self.open.len() < needed {
            self.grow(needed)?;
        }
        let at = self.full.len() << PAGE_BITS | self.open.len();
        put_length(&mut self.open, len);
        u32::try_from(at).map(TextRef).map_err(|_| OutOfMemory)
    }

    /// Returns the bytes of a string.
    #[inline(always)]
    pub(super) fn bytes(&self, TextRef(at): TextRef) -> Option<&[u8]> {
        let number = (at >> PAGE_BITS) as usize;
        let page = if number == self.full.len() { &self.open } else { self.full.get(number)? };
        let (len, text) = take_length(page.get(at as usize % PAGE..)?)?;
        text.get(..len)
    }

    /// Returns a string as text; an empty one if it is not UTF-8.
    pub(super) fn text(&self, text: TextRef) -> Option<&str> {
        self.bytes(text).map(|bytes| core::str::from_utf8(bytes).unwrap_or_default())
    }

    /// Returns where the strings end.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark { pages: self.full.len(), filled: self.open.len() }
    }

    /// Drops the strings that were stored after the mark was taken.
    pub(super) fn rewind(&mut self, mark: Mark) {
        if mark.pages < self.full.len() {
            self.open = self.full.swap_remove(mark.pages);
            self.full.truncate(mark.pages);
        }
        self.open.truncate(mark.filled);
    }

    /// Enlarges the first page, or begins another one. The first page grows with its content, for small listings; each
    /// further page is allocated whole.
    #[cold]
    fn grow(&mut self, needed: usize) -> Result<(), OutOfMemory> {
        let whole = self.open.len() + needed;
        if self.full.is_empty() && whole <= PAGE + PREFIX_STEP {
            let size = whole.max(self.open.capacity() * 4).clamp(512, PAGE + PREFIX_STEP);
            return Ok(self.open.try_reserve_exact(size - self.open.len())?);
        }
        if self.full.len() + 1 >= MAX_PAGES || needed > PAGE + PREFIX_STEP {
            return Err(OutOfMemory);
        }
        let mut page = Vec::new();
        page.try_reserve_exact(PAGE + PREFIX_STEP)?;
        self.full.try_reserve(1)?;
        self.full.push(core::mem::replace(&mut self.open, page));
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seven bits of it")]
#[inline(always)]
fn put_length(to: &mut Vec<u8>, len: usize) {
    if len < 0x80 {
        to.push(len as u8);
    } else {
        put_long_length(to, len);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seven bits of it")]
fn put_long_length(to: &mut Vec<u8>, len: usize) {
    let bytes = if len >> 14 == 0 { 2 } else { MAX_LENGTH_BYTES };
    for byte in 0..bytes {
        let more = if byte + 1 < bytes { 0x80 } else { 0 };
        to.push((len >> (7 * byte)) as u8 & 0x7F | more);
    }
}

#[inline(always)]
fn take_length(text: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = text.split_first()?;
    if *first < 0x80 { Some((usize::from(*first), rest)) } else { take_long_length(text) }
}

fn take_long_length(mut text: &[u8]) -> Option<(usize, &[u8])> {
    let mut len = 0;
    for shift in (0..MAX_LENGTH_BYTES).map(|byte| 7 * byte) {
        let (byte, rest) = text.split_first()?;
        text = rest;
        len |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some((len, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_of_any_length_is_returned_as_stored() {
        let mut arena = StringArena::default();
        let lengths = [0, 1, 3, 4, 15, 16, 17, 127, 128, 129, 16_383, 16_384, 65_536, PAGE - 3];
        let sent: Vec<Vec<u8>> = lengths.iter().map(|len| vec![b'x'; *len]).collect();
        let refs: Vec<TextRef> = sent.iter().map(|text| arena.put(text).unwrap()).collect();
        for (text, bytes) in refs.iter().zip(&sent) {
            assert_eq!(arena.bytes(*text), Some(&bytes[..]));
        }
        assert_eq!(arena.put(&vec![0; PAGE - 2]), Err(OutOfMemory));
        assert_eq!(arena.bytes(TextRef::ABSENT), None);
        assert_eq!(arena.full.len(), 1);
    }

    #[test]
    fn a_rewind_drops_pages_and_keeps_what_was_stored_before_the_mark() {
        let mut arena = StringArena::default();
        let kept = arena.put(b"kept").unwrap();
        let mark = arena.mark();
        for _ in 0..9 {
            arena.put(&vec![b'x'; PAGE / 3]).unwrap();
        }
        arena.rewind(mark);
        assert_eq!((arena.mark(), arena.bytes(kept)), (mark, Some(&b"kept"[..])));
        let next = arena.put(b"next").unwrap();
        assert_eq!(
            (arena.bytes(kept), arena.bytes(next)),
            (Some(&b"kept"[..]), Some(&b"next"[..]))
        );
    }
}
