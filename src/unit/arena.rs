//! StringArena of any length, each behind its length, in pages: a text's place is one number.

use super::OutOfMemory;
use crate::simd::{self, PREFIX_STEP};

const PAGE_BITS: u32 = 18;
const PAGE: usize = 1 << PAGE_BITS;
/// The last page would reach the number that stands for no text.
const MOST_PAGES: usize = (1 << (32 - PAGE_BITS)) - 1;
/// A length takes at most so many bytes, seven bits each.
const LENGTH_BYTES: usize = 3;

/// A place where texts ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pages: usize,
    filled: usize,
}

/// StringArena of any length below a page.
#[derive(Clone, Debug, Default)]
pub(super) struct StringArena {
    full: Vec<Vec<u8>>,
    /// The page that is being filled.
    open: Vec<u8>,
}

impl StringArena {
    /// Stands for no text.
    pub(super) const ABSENT: u32 = u32::MAX;

    /// Keeps a text, and says where.
    #[inline(always)]
    pub(super) fn put(&mut self, text: &[u8]) -> Result<u32, OutOfMemory> {
        let place = self.begin(text.len())?;
        simd::append(&mut self.open, text);
        Ok(place)
    }

    /// Keeps the first bytes of some as a text, and says where. Those behind them make copying easier.
    #[inline(always)]
    pub(super) fn put_prefix(&mut self, bytes: &[u8], len: usize) -> Result<u32, OutOfMemory> {
        let place = self.begin(len)?;
        simd::append_prefix(&mut self.open, bytes, len);
        Ok(place)
    }

    /// Puts the length of a text that comes next, for which there is and says where it stands.
    #[inline(always)]
    fn begin(&mut self, len: usize) -> Result<u32, OutOfMemory> {
        let needed = len + LENGTH_BYTES + PREFIX_STEP;
        if self.open.capacity() - self.open.len() < needed {
            self.make_room(needed)?;
        }
        let place = self.full.len() << PAGE_BITS | self.open.len();
        put_length(&mut self.open, len);
        u32::try_from(place).map_err(|_| OutOfMemory)
    }

    /// The text at a place.
    #[inline(always)]
    pub(super) fn get(&self, place: u32) -> Option<&[u8]> {
        let number = (place >> PAGE_BITS) as usize;
        let page = if number == self.full.len() { &self.open } else { self.full.get(number)? };
        let (len, text) = take_length(page.get(place as usize % PAGE..)?)?;
        text.get(..len)
    }

    /// The text at a place, of which there was one, or of [`StringArena::ABSENT`].
    pub(super) fn text(&self, place: u32) -> Option<&str> {
        self.get(place).map(|text| core::str::from_utf8(text).unwrap_or_default())
    }

    /// Where the texts end.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark { pages: self.full.len(), filled: self.open.len() }
    }

    /// Forgets the texts behind a mark.
    pub(super) fn rewind(&mut self, mark: Mark) {
        if mark.pages < self.full.len() {
            self.open = self.full.swap_remove(mark.pages);
            self.full.truncate(mark.pages);
        }
        self.open.truncate(mark.filled);
    }

    /// The first page grows with what comes; whoever needs a second one needs all of it.
    #[cold]
    fn make_room(&mut self, needed: usize) -> Result<(), OutOfMemory> {
        let whole = self.open.len() + needed;
        if self.full.is_empty() && whole <= PAGE + PREFIX_STEP {
            let size = whole.max(self.open.capacity() * 4).clamp(512, PAGE + PREFIX_STEP);
            self.open.try_reserve_exact(size - self.open.len())?;
            return Ok(());
        }
        if self.full.len() + 1 >= MOST_PAGES || needed > PAGE + PREFIX_STEP {
            return Err(OutOfMemory);
        }
        let mut page = Vec::new();
        page.try_reserve_exact(PAGE + PREFIX_STEP)?;
        self.full.try_reserve(1)?;
        self.full.push(core::mem::replace(&mut self.open, page));
        Ok(())
    }
}

/// Appends a length.
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
    let bytes = if len >> 14 == 0 { 2 } else { LENGTH_BYTES };
    for place in 0..bytes {
        let more = if place + 1 < bytes { 0x80 } else { 0 };
        to.push((len >> (7 * place)) as u8 & 0x7F | more);
    }
}

#[inline(always)]
fn take_length(text: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = text.split_first()?;
    if *first < 0x80 { Some((usize::from(*first), rest)) } else { take_long(text) }
}

fn take_long(mut text: &[u8]) -> Option<(usize, &[u8])> {
    let mut len = 0;
    for shift in (0..LENGTH_BYTES).map(|byte| 7 * byte) {
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
    fn a_text_of_any_length_comes_back() {
        let mut texts = StringArena::default();
        let lengths = [0, 1, 3, 4, 15, 16, 17, 127, 128, 129, 16_383, 16_384, 65_536, PAGE - 3];
        let sent: Vec<Vec<u8>> = lengths.iter().map(|len| vec![b'x'; *len]).collect();
        let places: Vec<u32> = sent.iter().map(|text| texts.put(text).unwrap()).collect();
        for (place, text) in places.iter().zip(&sent) {
            assert_eq!(texts.get(*place), Some(&text[..]));
        }
        assert_eq!(texts.put(&vec![0; PAGE - 2]), Err(OutOfMemory));
        assert_eq!(texts.get(StringArena::ABSENT), None);
        assert_eq!(texts.full.len(), 1);
    }

    #[test]
    fn a_mark_is_gone_back_to_over_pages() {
        let mut texts = StringArena::default();
        let kept = texts.put(b"kept").unwrap();
        let mark = texts.mark();
        for _ in 0..9 {
            texts.put(&vec![b'x'; PAGE / 3]).unwrap();
        }
        texts.rewind(mark);
        assert_eq!((texts.mark(), texts.get(kept)), (mark, Some(&b"kept"[..])));
        let next = texts.put(b"next").unwrap();
        assert_eq!((texts.get(kept), texts.get(next)), (Some(&b"kept"[..]), Some(&b"next"[..])));
    }
}
