//! A block of folded names, one behind another: one search over the block finds all names that contain a text.

use memchr::memmem::Finder;

use super::fold::Fold;
use super::rank::Rank;
use crate::unit::OutOfMemory;

/// A block is full at 32 KiB: then the block and its names fit into the cache of the processor.
const MAX_BYTES: usize = 32 * 1024;

/// Ends every name. It is a byte of no text, so no match spans two names.
const END: u8 = 0xff;

#[derive(Debug, Default)]
pub(super) struct Block {
    text: Vec<u8>,
    names: Vec<Name>,
}

#[derive(Debug)]
struct Name {
    row: u32,
    start: usize,
    end: usize,
}

impl Block {
    /// Replaces the names of the block until it is full; returns false if there are none left.
    pub(super) fn fill<'a>(
        &mut self,
        names: &mut impl Iterator<Item = (u32, &'a str)>,
        fold: &mut Fold,
    ) -> Result<bool, OutOfMemory> {
        self.text.clear();
        self.names.clear();
        for (row, name) in names {
            let start = self.text.len();
            fold.push(name, &mut self.text)?;
            self.names.try_reserve(1)?;
            self.names.push(Name { row, start, end: self.text.len() });
            self.text.push(END);
            if self.text.len() >= MAX_BYTES {
                break;
            }
        }
        Ok(!self.names.is_empty())
    }

    /// Yields the rows whose name contains the text, and how well it matches.
    pub(super) fn hits<'a>(
        &'a self,
        needle: &'a Finder<'a>,
        fold: &'a Fold,
    ) -> impl Iterator<Item = (u32, Rank)> {
        let next = needle.find(&self.text);
        Hits { text: &self.text, names: self.names.iter(), needle, fold, next }
    }
}

struct Hits<'a> {
    text: &'a [u8],
    names: core::slice::Iter<'a, Name>,
    needle: &'a Finder<'a>,
    fold: &'a Fold,
    /// The next match.
    next: Option<usize>,
}

impl Iterator for Hits<'_> {
    type Item = (u32, Rank);

    /// Ranks a name by its best match. The start of the name is the first match, so after the start of a word none is better.
    fn next(&mut self) -> Option<(u32, Rank)> {
        let first = self.next?;
        let name = self.names.find(|name| first < name.end)?;
        let mut best = Rank::Inside;
        while let Some(at) = self.next.filter(|at| *at < name.end) {
            let end = at + self.needle.needle().len();
            best = self.rank(name, at, end);
            let from = if best == Rank::Inside { end } else { name.end };
            self.next = self.text.get(from..).and_then(|rest| Some(from + self.needle.find(rest)?));
        }
        Some((name.row, best))
    }
}

impl Hits<'_> {
    fn rank(&self, name: &Name, at: usize, end: usize) -> Rank {
        if at == name.start {
            return if end == name.end { Rank::Whole } else { Rank::Start };
        }
        match self.text.get(name.start..at).and_then(last_char) {
            Some(before) if is_in_word(before, self.fold) => Rank::Inside,
            _ => Rank::WordStart,
        }
    }
}

fn is_in_word(character: char, fold: &Fold) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && fold.joins(character))
}

fn last_char(text: &[u8]) -> Option<char> {
    let start = text.iter().rposition(|byte| !matches!(byte, 0x80..=0xbf))?;
    core::str::from_utf8(text.get(start..)?).ok()?.chars().next()
}
