//! Suggests which unit a missing parent is: one whose id differs only in letter case, or the one that the path leads to.
//! Suggests nothing if there are two candidates.
//!
//! Both are one look-up for each orphan, whatever it names. Ids are looked up in lower case. Paths are looked up by a hash of
//! the letters and digits of all names from the root down, which leaves out the separators; the path of what is found is then
//! compared name by name.

use super::Tree;
use super::defect::{SuggestedBy, Suggestion};
use super::links::LinkDefect;
use super::names::Names;
use super::numbers::filled;
use super::path_match::matches;
use crate::unit::{Field, HashTable, OutOfMemory};

/// Indexes to look up missing parents in; empty if no parent is missing.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    by_case: Candidates,
    by_path: Candidates,
    /// For each row, the hash of the names from its root down to it; none if a name was not sent.
    hashes: Vec<Option<u64>>,
}

/// An index of rows by a value that should be unique.
#[derive(Debug, Default)]
struct Candidates {
    rows: HashTable,
    /// For each row, whether another row has the same value, or the row must not be suggested.
    doubtful: Vec<bool>,
}

impl Candidates {
    fn with_capacity(len: usize) -> Result<Self, OutOfMemory> {
        Ok(Self { rows: HashTable::with_capacity(len)?, doubtful: filled(len, false)? })
    }

    fn add(
        &mut self,
        hash: u32,
        (row, doubtful): (u32, bool),
        is_same: impl Fn(u32) -> bool,
    ) -> Result<(), OutOfMemory> {
        let before = self.rows.find(hash, is_same);
        if before.is_none() {
            self.rows.insert(hash, row)?;
        }
        if let Some(slot) = self.doubtful.get_mut(before.unwrap_or(row) as usize) {
            *slot |= doubtful || before.is_some();
        }
        Ok(())
    }

    fn find(&self, hash: u32, is_same: impl Fn(u32) -> bool) -> Option<u32> {
        let row = self.rows.find(hash, is_same)?;
        (self.doubtful.get(row as usize) == Some(&false)).then_some(row)
    }
}

impl Suggestions {
    /// Collects the candidates. Rows with `uncertain` ancestors have no path to look up.
    pub(super) fn of(
        tree: &Tree,
        links: &[(u32, LinkDefect)],
        uncertain: &[bool],
    ) -> Result<Self, OutOfMemory> {
        let mut found = Self::default();
        let mut missing =
            links.iter().filter(|(_, link)| *link == LinkDefect::MissingParent).peekable();
        if missing.peek().is_some() {
            found.collect_ids(tree, uncertain)?;
        }
        if missing.any(|(index, _)| tree.units().path(*index).is_some()) {
            found.collect_paths(tree, uncertain)?;
        }
        Ok(found)
    }

    /// Returns the unit that the missing parent of `row` probably is.
    pub(super) fn suggest(&self, tree: &Tree, row: u32) -> Result<Option<Suggestion>, OutOfMemory> {
        if let Some(row) = self.by_case(tree, row)? {
            return Ok(Some(Suggestion { row, by: SuggestedBy::Case }));
        }
        Ok(self.by_path(tree, row).map(|row| Suggestion { row, by: SuggestedBy::Path }))
    }

    /// Collects ids. A unit whose ancestors are uncertain may be a descendant of the orphan, so it is doubtful.
    fn collect_ids(&mut self, tree: &Tree, uncertain: &[bool]) -> Result<(), OutOfMemory> {
        self.by_case = Candidates::with_capacity(uncertain.len())?;
        let mut lower = Vec::new();
        for index in tree.indexes_by_id() {
            let row = tree.row_at(index);
            let id = tree.id(row);
            let doubtful = uncertain.get(row as usize) != Some(&false);
            let is_same = |other| tree.id(other).eq_ignore_ascii_case(&id);
            let hash = hash_of_lower(tree, &id, &mut lower)?;
            self.by_case.add(hash, (row, doubtful), is_same)?;
        }
        Ok(())
    }

    fn collect_paths(&mut self, tree: &Tree, uncertain: &[bool]) -> Result<(), OutOfMemory> {
        self.by_path = Candidates::with_capacity(uncertain.len())?;
        self.hashes.try_reserve_exact(uncertain.len())?;
        for (row, uncertain) in (0..tree.len()).zip(uncertain) {
            let above = match tree.parent_row(row) {
                None => Some(START),
                Some(parent) => self.hash_of(parent),
            };
            let here = above.zip(tree.name(row)).map(|(above, name)| extend_hash(above, name));
            self.hashes.push(here);
            if let Some(here) = here.filter(|_| !uncertain) {
                let doubtful = tree.row_of(&tree.id(row)) != Some(row);
                let hashes = &self.hashes;
                let is_same = |other| hashes.get(other as usize) == Some(&Some(here));
                let hash = tree.units().seed().hash_number(here);
                self.by_path.add(hash, (row, doubtful), is_same)?;
            }
        }
        Ok(())
    }

    fn by_case(&self, tree: &Tree, row: u32) -> Result<Option<u32>, OutOfMemory> {
        let Some(parent_id) = tree.text(Field::ParentId, row) else { return Ok(None) };
        let is_same = |other| tree.id(other).eq_ignore_ascii_case(&parent_id);
        let hash = hash_of_lower(tree, &parent_id, &mut Vec::new())?;
        Ok(self.by_case.find(hash, is_same))
    }

    /// Looks up the path as it is, and without the unit's own name at its end.
    fn by_path(&self, tree: &Tree, row: u32) -> Option<u32> {
        let path = tree.units().path(tree.index_of(row))?;
        let own = tree.name(row).filter(|own| !own.is_empty());
        let above = own.and_then(|own| path.strip_suffix(own));
        let look_up = |text: &str| {
            let wanted = extend_hash(START, text);
            let is_same = |other| self.hash_of(other) == Some(wanted);
            let found = self.by_path.find(tree.units().seed().hash_number(wanted), is_same)?;
            matches(path, tree.name(row), &Names::Sent(tree, found)).then_some(found)
        };
        match (look_up(path), above.and_then(look_up)) {
            (Some(with), Some(without)) if with != without => None,
            (with, without) => with.or(without),
        }
    }

    fn hash_of(&self, row: u32) -> Option<u64> {
        self.hashes.get(row as usize).copied().flatten()
    }
}

/// Returns the hash of an id in lower case. Overwrites `lower`.
fn hash_of_lower(tree: &Tree, id: &str, lower: &mut Vec<u8>) -> Result<u32, OutOfMemory> {
    lower.clear();
    lower.try_reserve(id.len())?;
    lower.extend_from_slice(id.as_bytes());
    lower.make_ascii_lowercase();
    Ok(tree.units().seed().hash_text(lower))
}

/// The hash of no names.
const START: u64 = 0xCBF2_9CE4_8422_2325;

/// Extends a hash (FNV-1a) by the letters and digits of a text.
fn extend_hash(start: u64, text: &str) -> u64 {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.fold(start, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
    })
}
