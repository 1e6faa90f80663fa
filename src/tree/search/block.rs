//! Some names at a time, folded one behind another: one look over the block finds all of them that hold a text.

use memchr::memmem::Finder;

use super::Rank;
use super::fold::Fold;
use crate::unit::OutOfMemory;

/// A block takes no further name when it has so many bytes: it stays in the cache, and so does what it was made of.
const FULL: usize = 32 * 1024;

/// Stands behind every name. It is no byte of any text, so nothing is found across it.
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
    /// Takes names until it is full, in place of those that it had; false where there are no more.
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
            if self.text.len() >= FULL {
                break;
            }
        }
        Ok(!self.names.is_empty())
    }

    /// The rows whose name holds the text, and how well it fits.
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
    /// Where the text is found next.
    next: Option<usize>,
}

impl Iterator for Hits<'_> {
    type Item = (u32, Rank);

    /// The best of all places in one name: once a word is found, no other is better but the start, which comes first.
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
            Some(before) if is_of_word(before, self.fold) => Rank::Inside,
            _ => Rank::Word,
        }
    }
}

fn is_of_word(character: char, fold: &Fold) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && fold.joins(character))
}

fn last_char(text: &[u8]) -> Option<char> {
    let start = text.iter().rposition(|byte| !matches!(byte, 0x80..=0xbf))?;
    core::str::from_utf8(text.get(start..)?).ok()?.chars().next()
}
