//! Where in a name, as it was sent, stands what was found in the folded name.
//!
//! ```text
//!   sent      S  t  r  a  ß   e  ◌́  !        UTF-16 units 0 .. 8
//!   folded    s  t  r  a  ss  e     !        bytes        0 .. 8
//!
//!   "se"  =  bytes 5 .. 7 of the folded name  =  ß, e and its accent  =  units 4 .. 7 of the name
//! ```
//! It begins with the character that the first byte came from. It ends with the one that the last byte came from, and
//! with what joins that one: marks above and below, and what folding drops.

use memchr::memmem::Finder;

use super::fold::{Fold, room_for};
use crate::unit::OutOfMemory;

/// One name at a time; kept from name to name for its memory.
#[derive(Debug, Default)]
pub(super) struct Places {
    text: Vec<u8>,
    /// One a character of the name; none where the name is ASCII, since every place is then the same in both.
    ends: Vec<End>,
}

/// Where a character of the name ends.
#[derive(Debug)]
struct End {
    folded: usize,
    sent: u32,
    /// Where the last one ends that joins it.
    joined: u32,
    joins: bool,
}

impl Places {
    /// Every place of the text in the name, from left to right.
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
                // One character that became several can hold the text several times.
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
        self.text.try_reserve(room_for(name))?;
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

    /// Where the character begins that a byte of the folded name came from.
    fn start(&self, byte: usize) -> u32 {
        let place = self.ends.partition_point(|end| end.folded <= byte);
        match place.checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(0, |end| end.sent),
            None if self.ends.is_empty() => same(byte),
            None => 0,
        }
    }

    /// Where what ends at a byte of the folded name ends in the name.
    fn end(&self, byte: usize) -> u32 {
        let place = self.ends.partition_point(|end| end.folded < byte);
        self.ends.get(place).map_or_else(|| same(byte), |end| end.joined)
    }
}

/// A name is shorter than 4 GiB, as all names together are.
fn same(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
