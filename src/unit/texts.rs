//! Texts of any length, each behind its length, in pages: a text's place is one number.

use super::{Full, room};
use crate::simd;

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

/// Texts of any length below a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pages: Vec<Vec<u8>>,
    /// So many bytes fit into the last page as it is.
    left: usize,
}

impl Texts {
    /// Stands for no text.
    pub(super) const ABSENT: u32 = u32::MAX;

    /// Keeps a text, and says where.
    pub(super) fn put(&mut self, text: &[u8]) -> Result<u32, Full> {
        self.put_behind(&[], text)
    }

    /// Keeps a few bytes and a text behind them as one, and says where.
    #[inline]
    pub(super) fn put_behind<const N: usize>(
        &mut self,
        front: &[u8; N],
        text: &[u8],
    ) -> Result<u32, Full> {
        let len = N + text.len();
        let needed = len + LENGTH_BYTES;
        if needed > self.left {
            self.make_room(needed)?;
        }
        let number = self.pages.len().wrapping_sub(1);
        let page = self.pages.last_mut().ok_or(Full)?;
        let place = number << PAGE_BITS | page.len();
        put_length(page, len);
        page.extend_from_slice(front);
        simd::append(page, text);
        self.left = page.capacity().min(PAGE) - page.len();
        u32::try_from(place).map_err(|_| Full)
    }

    /// The text at a place.
    #[inline]
    pub(super) fn get(&self, place: u32) -> Option<&[u8]> {
        let page = self.pages.get((place >> PAGE_BITS) as usize)?;
        let text = page.get(place as usize % PAGE..)?;
        let (len, text) = take_length(text)?;
        text.get(..len)
    }

    /// The text at a place, of which there was one, or of [`Texts::ABSENT`].
    pub(super) fn text(&self, place: u32) -> Option<&str> {
        self.get(place).map(|text| core::str::from_utf8(text).unwrap_or_default())
    }

    /// So many bytes the texts are, lengths included, or less than a page more.
    #[inline]
    pub(super) fn size(&self) -> usize {
        let last = self.pages.last().map_or(0, Vec::len);
        self.pages.len().saturating_sub(1) * PAGE + last
    }

    /// Where the texts end.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark { pages: self.pages.len(), filled: self.pages.last().map_or(0, Vec::len) }
    }

    /// Forgets the texts behind a mark.
    pub(super) fn rewind(&mut self, mark: Mark) {
        self.pages.truncate(mark.pages);
        if let Some(page) = self.pages.last_mut() {
            page.truncate(mark.filled);
            self.left = page.capacity().min(PAGE) - page.len();
        } else {
            self.left = 0;
        }
    }

    /// The first page grows with what comes; whoever needs a second one needs all of it.
    #[cold]
    fn make_room(&mut self, needed: usize) -> Result<(), Full> {
        let first = self.pages.len() <= 1;
        match self.pages.last_mut() {
            Some(page) if first && page.len() + needed <= PAGE => {
                let more = needed.max(page.len()).min(PAGE - page.len());
                room(page.try_reserve_exact(more))?;
            }
            _ => {
                if self.pages.len() == MOST_PAGES || needed > PAGE {
                    return Err(Full);
                }
                let mut page = Vec::new();
                let size = if self.pages.is_empty() { needed.max(256) } else { PAGE };
                room(page.try_reserve_exact(size))?;
                room(self.pages.try_reserve(1))?;
                self.pages.push(page);
            }
        }
        Ok(())
    }
}

#[expect(clippy::cast_possible_truncation, reason = "seven bits of it")]
fn put_length(page: &mut Vec<u8>, mut len: usize) {
    while len > 0x7F {
        page.push(len as u8 | 0x80);
        len >>= 7;
    }
    page.push(len as u8);
}

#[inline]
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
        let mut texts = Texts::default();
        let lengths = [0, 1, 3, 4, 15, 16, 17, 127, 128, 129, 16_383, 16_384, 65_536, PAGE - 3];
        let sent: Vec<Vec<u8>> = lengths.iter().map(|len| vec![b'x'; *len]).collect();
        let places: Vec<u32> = sent.iter().map(|text| texts.put(text).unwrap()).collect();
        for (place, text) in places.iter().zip(&sent) {
            assert_eq!(texts.get(*place), Some(&text[..]));
        }
        assert_eq!(texts.put(&vec![0; PAGE - 2]), Err(Full));
        assert_eq!(texts.get(Texts::ABSENT), None);
    }
}
