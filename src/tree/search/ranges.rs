//! Finds where in a name, as sent, a match of the folded name is.
//!
//! ```text
//!   sent      S  t  r  a  ß   e  ◌́  !        UTF-16 units 0 .. 8
//!   folded    s  t  r  a  ss  e     !        bytes        0 .. 8
//!
//!   "se"  =  bytes 5 .. 7 of the folded name  =  ß, e and its accent  =  units 4 .. 7 of the name
//! ```
//! A range begins with the character that the first byte came from. It ends with the character that the last byte came from,
//! and with what joins that character: marks above and below, and what folding drops.

use memchr::memmem::Finder;

use super::fold::{Fold, max_folded_len};
use crate::unit::OutOfMemory;

/// Finds ranges in one name at a time. Keeps its memory from name to name.
#[derive(Debug, Default)]
pub(super) struct RangeFinder {
    text: Vec<u8>,
    /// One for each character of the name. Empty for an ASCII name, in which offsets do not change.
    ends: Vec<End>,
}

/// Where a character ends.
#[derive(Debug)]
struct End {
    /// In the folded name, in bytes.
    folded: usize,
    /// In the name as sent, in UTF-16 code units.
    sent: u32,
    /// Where the last character that joins it ends, in the name as sent.
    joined: u32,
    /// Whether the character joins the one before it.
    joins: bool,
}

impl RangeFinder {
    /// Returns every range of the text in the name, from left to right.
    pub(super) fn ranges(
        &mut self,
        name: &str,
        needle: &Finder<'_>,
        fold: &mut Fold,
    ) -> Result<Vec<(u32, u32)>, OutOfMemory> {
        self.read(name, fold)?;
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for at in needle.find_iter(&self.text) {
            let (start, end) = (self.start(at), self.end(at + needle.needle().len()));
            match ranges.last_mut() {
                // A character that became several can contain the text several times.
                Some((_, last)) if start < *last => *last = end.max(*last),
                _ => {
                    ranges.try_reserve(1)?;
                    ranges.push((start, end));
                }
            }
        }
        Ok(ranges)
    }

    fn read(&mut self, name: &str, fold: &mut Fold) -> Result<(), OutOfMemory> {
        self.text.clear();
        self.ends.clear();
        if name.is_ascii() {
            return fold.push(name, &mut self.text);
        }
        self.text.try_reserve(max_folded_len(name))?;
        self.ends.try_reserve(name.len())?;
        self.read_each(name, fold);
        Ok(())
    }

    fn read_each(&mut self, name: &str, fold: &mut Fold) {
        let mut sent = 0;
        for character in name.chars() {
            let folded = fold.character(character);
            folded.append(&mut self.text);
            sent += if character.len_utf16() == 2 { 2 } else { 1 };
            let joins = folded.joins();
            self.ends.push(End { folded: self.text.len(), sent, joined: sent, joins });
        }
        let mut joined = None;
        for end in self.ends.iter_mut().rev() {
            end.joined = joined.unwrap_or(end.sent);
            joined = end.joins.then_some(end.joined);
        }
    }

    /// Returns where the character that a byte of the folded name came from begins.
    fn start(&self, byte: usize) -> u32 {
        let at = self.ends.partition_point(|end| end.folded <= byte);
        match at.checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(0, |end| end.sent),
            None if self.ends.is_empty() => same(byte),
            None => 0,
        }
    }

    /// Returns where a match that ends at a byte of the folded name ends.
    fn end(&self, byte: usize) -> u32 {
        let at = self.ends.partition_point(|end| end.folded < byte);
        self.ends.get(at).map_or_else(|| same(byte), |end| end.joined)
    }
}

/// Returns an offset that does not change. All names together are shorter than 4 GiB.
fn same(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
