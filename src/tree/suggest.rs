//! Which unit a missing parent may be: one that differs in letter case only, or the one that the path names. Never a
//! guess between two.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::link::{Flaw, get};
use super::{NONE, SuggestedBy, Suggestion, Tree, path};
use crate::unit::Field;

/// So many units of one name, and so many places in one path, are tried: hostile data may hold a million of each.
const TRIES: usize = 32;

/// Where to look for missing parents; empty where none is missing.
#[derive(Debug, Default)]
pub(super) struct Suggestions<'a> {
    by_case: HashMap<String, u32>,
    by_name: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Suggestions<'a> {
    pub(super) fn of(tree: &'a Tree, flaws: &[(u32, Flaw)]) -> Self {
        let mut found = Self::default();
        let mut missing = flaws.iter().filter(|(_, flaw)| *flaw == Flaw::MissingParent).peekable();
        if missing.peek().is_none() {
            return found;
        }
        found.collect_case(tree);
        if missing.any(|(index, _)| tree.units.text(Field::Path, *index).is_some()) {
            found.collect_names(tree);
        }
        found
    }

    /// The unit that the missing parent of `row` may be.
    pub(super) fn suggest(&self, tree: &Tree, row: u32) -> Option<Suggestion> {
        self.suggest_by_case(tree, row).or_else(|| self.suggest_by_path(tree, row))
    }

    fn collect_case(&mut self, tree: &Tree) {
        for index in tree.ids.iter().copied() {
            let row = get(&tree.row_of, index);
            match self.by_case.entry(tree.units.id(index).to_ascii_lowercase()) {
                Entry::Vacant(entry) => _ = entry.insert(row),
                Entry::Occupied(mut entry) => _ = entry.insert(NONE),
            }
        }
    }

    fn collect_names(&mut self, tree: &'a Tree) {
        for row in 0..tree.len() {
            if let Some(name) = tree.text(Field::Name, row).filter(|name| !name.is_empty()) {
                let rows = self.by_name.entry(name).or_default();
                if rows.len() <= TRIES {
                    rows.push(row);
                }
            }
        }
    }

    fn suggest_by_case(&self, tree: &Tree, row: u32) -> Option<Suggestion> {
        let parent_id = tree.text(Field::ParentId, row)?.to_ascii_lowercase();
        let found = *self.by_case.get(&parent_id).filter(|found| **found != NONE)?;
        may_be_parent(tree, row, found).then_some(Suggestion { row: found, by: SuggestedBy::Case })
    }

    fn suggest_by_path(&self, tree: &Tree, row: u32) -> Option<Suggestion> {
        let path = tree.text(Field::Path, row)?;
        let own = tree.text(Field::Name, row).unwrap_or_default();
        let mut found: Option<u32> = None;
        for name in last_names(path).chain(path.strip_suffix(own).into_iter().flat_map(last_names))
        {
            let candidates = self.by_name.get(name).map(Vec::as_slice).unwrap_or_default();
            if candidates.len() > TRIES {
                return None;
            }
            for &candidate in candidates {
                let fits =
                    may_be_parent(tree, row, candidate) && path::fits(path, tree, row, candidate);
                if fits && found.is_some_and(|found| found != candidate) {
                    return None;
                }
                found = if fits { Some(candidate) } else { found };
            }
        }
        found.map(|row| Suggestion { row, by: SuggestedBy::Path })
    }
}

/// Whether `parent` is neither `row` nor below it.
fn may_be_parent(tree: &Tree, row: u32, parent: u32) -> bool {
    !(row..tree.end_of(row)).contains(&parent)
}

/// What the last name of a path may be: the path may be cut wherever a separator can stand, the shortest first.
fn last_names(path: &str) -> impl Iterator<Item = &str> {
    let path = path.trim_end_matches(|last: char| {
        !last.is_alphanumeric() && !matches!(last, ')' | '"' | '\'' | '.')
    });
    let starts = path.char_indices().rev().filter(|(_, before)| !before.is_alphanumeric());
    starts
        .map(|(at, before)| at + before.len_utf8())
        .take(TRIES)
        .chain([0])
        .filter_map(|start| path.get(start..))
        .filter(|name| !name.is_empty())
}
