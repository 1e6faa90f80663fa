//! Finds units by a piece of their name, without regard to letter case.

use super::Tree;

/// A unit whose name holds what was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its row.
    pub row: u32,
    /// Where in the name, in UTF-16 units: start and end.
    pub ranges: Vec<(u32, u32)>,
    rank: Rank,
}

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Whole,
    Start,
    Word,
    Inside,
}

impl Tree {
    /// The units whose name holds `text`, the best first: the whole name, its start, the start of a word, anywhere;
    /// of one kind, in preorder. Blank text finds nothing.
    ///
    /// # Cost
    /// O(bytes of all names).
    pub fn search(&self, text: &str, limit: Option<usize>) -> Vec<Hit> {
        let needle: Vec<char> = text.trim().chars().flat_map(char::to_lowercase).collect();
        if needle.is_empty() {
            return Vec::new();
        }
        let mut name = Folded::default();
        let mut hits: Vec<Hit> = (0..self.len())
            .filter_map(|row| {
                name.fold(self.name(row)?);
                name.hit(row, &needle)
            })
            .collect();
        hits.sort_by_key(|hit| (hit.rank, hit.row));
        hits.truncate(limit.unwrap_or(usize::MAX));
        hits
    }
}

/// A name in lower case, and where in UTF-16 units each character of it came from.
#[derive(Debug, Default)]
struct Folded {
    chars: Vec<char>,
    places: Vec<(u32, u32)>,
}

impl Folded {
    fn fold(&mut self, name: &str) {
        self.chars.clear();
        self.places.clear();
        let mut start = 0;
        for character in name.chars() {
            let end = start + if character.len_utf16() == 2 { 2 } else { 1 };
            for lower in character.to_lowercase() {
                self.chars.push(lower);
                self.places.push((start, end));
            }
            start = end;
        }
    }

    fn hit(&self, row: u32, needle: &[char]) -> Option<Hit> {
        let mut starts = Vec::new();
        let mut at = 0;
        while let Some(rest) = self.chars.get(at..).filter(|rest| rest.len() >= needle.len()) {
            if rest.starts_with(needle) {
                starts.push(at);
                at += needle.len();
            } else {
                at += 1;
            }
        }
        let rank = starts.iter().map(|start| self.rank(*start, needle.len())).min()?;
        let ranges = starts.iter().filter_map(|start| self.range(*start, needle.len())).collect();
        Some(Hit { row, ranges, rank })
    }

    fn rank(&self, start: usize, length: usize) -> Rank {
        match start.checked_sub(1).and_then(|before| self.chars.get(before)) {
            None if length == self.chars.len() => Rank::Whole,
            None => Rank::Start,
            Some(before) if !before.is_alphanumeric() => Rank::Word,
            Some(_) => Rank::Inside,
        }
    }

    fn range(&self, start: usize, length: usize) -> Option<(u32, u32)> {
        let (first, _) = self.places.get(start)?;
        let (_, last) = self.places.get(start + length - 1)?;
        Some((*first, *last))
    }
}
