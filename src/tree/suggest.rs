//! Which unit a missing parent may be: one that differs in letter case only, or the one that the path names. Never a
//! guess between two.
//!
//! Both are one look-up an orphan, whatever it names: by the id in lower case, and by a hash of the letters and digits
//! of all names from a root down, which leaves out whatever the separator may be. What the hash finds is then compared
//! name by name.

use super::links::Flaw;
use super::numbers::{filled, get};
use super::{SuggestedBy, Suggestion, Tree, path};
use crate::unit::{Field, HashTable, OutOfMemory};

/// Where to look for missing parents; empty where none is missing.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    by_case: Candidates,
    by_path: Candidates,
    /// Of each row the hash of the names down to it, if all of them are known.
    letters: Vec<Option<u64>>,
}

/// Rows by something that should tell one from another.
#[derive(Debug, Default)]
struct Candidates {
    rows: HashTable,
    /// The rows that something else was the same for, or that may not be suggested.
    doubtful: Vec<bool>,
}

impl Candidates {
    fn with_room(len: usize) -> Result<Self, OutOfMemory> {
        Ok(Self { rows: HashTable::with_capacity(len)?, doubtful: filled(len, false)? })
    }

    fn note(
        &mut self,
        hash: u32,
        (row, doubtful): (u32, bool),
        same: impl Fn(u32) -> bool,
    ) -> Result<(), OutOfMemory> {
        let before = self.rows.find(hash, same);
        if before.is_none() {
            self.rows.insert(hash, row)?;
        }
        if let Some(slot) = self.doubtful.get_mut(before.unwrap_or(row) as usize) {
            *slot |= doubtful || before.is_some();
        }
        Ok(())
    }

    fn find(&self, hash: u32, same: impl Fn(u32) -> bool) -> Option<u32> {
        let row = self.rows.find(hash, same)?;
        (self.doubtful.get(row as usize) == Some(&false)).then_some(row)
    }
}

impl Suggestions {
    /// `adrift` says which rows have ancestors that are not known, and so no path either.
    pub(super) fn of(
        tree: &Tree,
        flaws: &[(u32, Flaw)],
        adrift: &[bool],
    ) -> Result<Self, OutOfMemory> {
        let mut found = Self::default();
        let mut missing = flaws.iter().filter(|(_, flaw)| *flaw == Flaw::MissingParent).peekable();
        if missing.peek().is_some() {
            found.collect_ids(tree, adrift)?;
        }
        if missing.any(|(index, _)| tree.units.path(*index).is_some()) {
            found.collect_paths(tree, adrift)?;
        }
        Ok(found)
    }

    /// The unit that the missing parent of `row` may be.
    pub(super) fn suggest(&self, tree: &Tree, row: u32) -> Result<Option<Suggestion>, OutOfMemory> {
        if let Some(row) = self.by_case(tree, row)? {
            return Ok(Some(Suggestion { row, by: SuggestedBy::Case }));
        }
        Ok(self.by_path(tree, row).map(|row| Suggestion { row, by: SuggestedBy::Path }))
    }

    /// Of a unit that hangs below a root which is none, nobody knows whether it is not below the orphan itself.
    fn collect_ids(&mut self, tree: &Tree, adrift: &[bool]) -> Result<(), OutOfMemory> {
        self.by_case = Candidates::with_room(adrift.len())?;
        let mut lower = Vec::new();
        for index in tree.by_id.indexes() {
            let row = get(&tree.rows.row_of, index);
            let id = tree.id(row);
            let doubtful = adrift.get(row as usize) != Some(&false);
            let same = |other| tree.id(other).eq_ignore_ascii_case(&id);
            let hash = hash_of_case(tree, &id, &mut lower)?;
            self.by_case.note(hash, (row, doubtful), same)?;
        }
        Ok(())
    }

    fn collect_paths(&mut self, tree: &Tree, adrift: &[bool]) -> Result<(), OutOfMemory> {
        self.by_path = Candidates::with_room(adrift.len())?;
        self.letters.try_reserve_exact(adrift.len())?;
        for (row, adrift) in (0..tree.len()).zip(adrift) {
            let above = match tree.parent_row(row) {
                None => Some(START),
                Some(parent) => self.letters_of(parent),
            };
            let here = above.zip(tree.name(row)).map(|(above, name)| letters_of(above, name));
            self.letters.push(here);
            if let Some(here) = here.filter(|_| !adrift) {
                let doubtful = tree.row_of(&tree.id(row)) != Some(row);
                let letters = &self.letters;
                let same = |other| letters.get(other as usize) == Some(&Some(here));
                self.by_path.note(tree.units.seed().hash_number(here), (row, doubtful), same)?;
            }
        }
        Ok(())
    }

    fn by_case(&self, tree: &Tree, row: u32) -> Result<Option<u32>, OutOfMemory> {
        let Some(parent_id) = tree.text(Field::ParentId, row) else { return Ok(None) };
        let same = |other| tree.id(other).eq_ignore_ascii_case(&parent_id);
        let hash = hash_of_case(tree, &parent_id, &mut Vec::new())?;
        Ok(self.by_case.find(hash, same))
    }

    /// The path may hold the unit's own name at its end, or not.
    fn by_path(&self, tree: &Tree, row: u32) -> Option<u32> {
        let path = tree.units.path(tree.index_of(row))?;
        let own = tree.name(row).filter(|own| !own.is_empty());
        let above = own.and_then(|own| path.strip_suffix(own));
        let look_up = |text: &str| {
            let wanted = letters_of(START, text);
            let same = |other| self.letters_of(other) == Some(wanted);
            let found = self.by_path.find(tree.units.seed().hash_number(wanted), same)?;
            path::fits(path, tree, row, found).then_some(found)
        };
        match (look_up(path), above.and_then(look_up)) {
            (Some(with), Some(without)) if with != without => None,
            (with, without) => with.or(without),
        }
    }

    fn letters_of(&self, row: u32) -> Option<u64> {
        self.letters.get(row as usize).copied().flatten()
    }
}

/// `lower` is written over.
fn hash_of_case(tree: &Tree, id: &str, lower: &mut Vec<u8>) -> Result<u32, OutOfMemory> {
    lower.clear();
    lower.try_reserve(id.len())?;
    lower.extend_from_slice(id.as_bytes());
    lower.make_ascii_lowercase();
    Ok(tree.units.seed().hash_text(lower))
}

const START: u64 = 0xCBF2_9CE4_8422_2325;

/// Goes on with a hash (FNV-1a) of letters and digits: every name continues that of its parent.
fn letters_of(start: u64, text: &str) -> u64 {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.fold(start, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
    })
}
