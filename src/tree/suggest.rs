//! Which unit a missing parent may be: one that differs in letter case only, or the one that the path names. Never a
//! guess between two.
//!
//! Both are one look-up an orphan, whatever it names: by the id in lower case, and by a hash of the letters and digits
//! of all names from a root down, which leaves out whatever the separator may be. What the hash finds is then compared
//! name by name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use super::link::{Flaw, get};
use super::{NONE, SuggestedBy, Suggestion, Tree, path};
use crate::unit::Field;

/// Where to look for missing parents; empty where none is missing. A row of [`NONE`] stands for several.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    by_case: HashMap<String, u32>,
    by_path: HashMap<u64, u32>,
}

impl Suggestions {
    /// `adrift` says which rows have ancestors that are not known, and so no path either.
    pub(super) fn of(tree: &Tree, flaws: &[(u32, Flaw)], adrift: &[bool]) -> Self {
        let mut found = Self::default();
        let mut missing = flaws.iter().filter(|(_, flaw)| *flaw == Flaw::MissingParent).peekable();
        if missing.peek().is_some() {
            found.collect_ids(tree, adrift);
        }
        if missing.any(|(index, _)| tree.units.text(Field::Path, *index).is_some()) {
            found.collect_paths(tree, adrift);
        }
        found
    }

    /// The unit that the missing parent of `row` may be.
    pub(super) fn suggest(&self, tree: &Tree, row: u32) -> Option<Suggestion> {
        let by_case = self.by_case(tree, row).map(|row| Suggestion { row, by: SuggestedBy::Case });
        by_case.or_else(|| {
            self.by_path(tree, row).map(|row| Suggestion { row, by: SuggestedBy::Path })
        })
    }

    /// Of a unit that hangs below a root which is none, nobody knows whether it is not below the orphan itself.
    fn collect_ids(&mut self, tree: &Tree, adrift: &[bool]) {
        for index in tree.ids.iter().copied() {
            let row = get(&tree.row_of, index);
            let known = adrift.get(row as usize) == Some(&false);
            note(
                &mut self.by_case,
                tree.units.id(index).to_ascii_lowercase(),
                if known { row } else { NONE },
            );
        }
    }

    fn collect_paths(&mut self, tree: &Tree, adrift: &[bool]) {
        let mut letters: Vec<Option<u64>> = Vec::with_capacity(adrift.len());
        for (row, adrift) in (0..tree.len()).zip(adrift) {
            let above = match tree.parent_row(row) {
                None => Some(START),
                Some(parent) => letters.get(parent as usize).copied().flatten(),
            };
            let here = above.zip(tree.name(row)).map(|(above, name)| letters_of(above, name));
            letters.push(here);
            if let Some(here) = here.filter(|_| !adrift) {
                let owns_its_id = tree.row_of(&tree.id(row)) == Some(row);
                note(&mut self.by_path, here, if owns_its_id { row } else { NONE });
            }
        }
    }

    fn by_case(&self, tree: &Tree, row: u32) -> Option<u32> {
        let parent_id = tree.text(Field::ParentId, row)?.to_ascii_lowercase();
        self.by_case.get(&parent_id).copied().filter(|found| *found != NONE)
    }

    /// The path may hold the unit's own name at its end, or not.
    fn by_path(&self, tree: &Tree, row: u32) -> Option<u32> {
        let path = &*tree.text(Field::Path, row)?;
        let own = tree.name(row).filter(|own| !own.is_empty());
        let above = own.and_then(|own| path.strip_suffix(own));
        let look_up = |text: &str| {
            let found =
                *self.by_path.get(&letters_of(START, text)).filter(|found| **found != NONE)?;
            path::fits(path, tree, row, found).then_some(found)
        };
        match (look_up(path), above.and_then(look_up)) {
            (Some(with), Some(without)) if with != without => None,
            (with, without) => with.or(without),
        }
    }
}

fn note<K: Hash + Eq>(rows: &mut HashMap<K, u32>, key: K, row: u32) {
    match rows.entry(key) {
        Entry::Vacant(entry) => _ = entry.insert(row),
        Entry::Occupied(mut entry) => _ = entry.insert(NONE),
    }
}

const START: u64 = 0xCBF2_9CE4_8422_2325;

/// Goes on with a hash (FNV-1a) of letters and digits: every name continues that of its parent.
fn letters_of(start: u64, text: &str) -> u64 {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.fold(start, |hash, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01B3)
    })
}
