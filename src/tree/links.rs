//! Finds the parent of each unit by its id, once all units are known.
//!
//! ```text
//!  units       0 West  parent NA      by id                        parents
//!              1 East  parent NA      West → 0  East → 1  NA → 2   0 → 2   1 → 2   2 → none
//!              2 NA    no parent
//! ```
//! An id leads to the first unit that has it.

use super::numbers::NONE;
use crate::unit::{HashTable, Id, OutOfMemory, Units};

/// What is wrong with the id of a unit, or with its link to a parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkDefect {
    EmptyId,
    /// The unit `first` has the same id, and is the one that the id leads to.
    DuplicateId {
        first: u32,
    },
    MissingParent,
    SelfParent,
    /// The units of a loop, from the one that becomes a root downwards.
    Cycle {
        indexes: Vec<u32>,
    },
}

/// Defects, each with the index of its unit.
pub(super) type LinkDefects = Vec<(u32, LinkDefect)>;

/// Finds the index of a unit by its id.
#[derive(Debug)]
pub(super) struct ById(HashTable);

impl ById {
    /// Returns the index of the first unit with an id.
    #[inline(always)]
    pub(super) fn find(&self, units: &Units, id: Id) -> Option<u32> {
        self.0.find(id.hash(units.seed()), |index| units.key(index) == id)
    }

    /// Yields every index that an id leads to, in no particular order.
    pub(super) fn indexes(&self) -> impl Iterator<Item = u32> {
        self.0.numbers()
    }

    /// Enters every unit under its id. Reports units without an id, and those whose id an earlier unit has.
    pub(super) fn of(units: &Units, found: &mut LinkDefects) -> Result<Self, OutOfMemory> {
        let mut table = HashTable::with_capacity(units.len() as usize)?;
        for (index, id) in (0..units.len()).zip(units.keys()) {
            if id.is_empty() {
                report(found, index, LinkDefect::EmptyId)?;
                continue;
            }
            let hash = id.hash(units.seed());
            let first = table.find_or_insert((hash, index), |other| units.key(other) == id)?;
            if let Some(first) = first {
                report(found, index, LinkDefect::DuplicateId { first })?;
            }
        }
        Ok(Self(table))
    }

    /// Returns the index of each unit's parent, [`NONE`] for a root. Reports parents that are missing, and units that name
    /// themselves.
    pub(super) fn parents(
        &self,
        units: &Units,
        found: &mut LinkDefects,
    ) -> Result<Vec<u32>, OutOfMemory> {
        let mut parents = Vec::new();
        parents.try_reserve_exact(units.len() as usize)?;
        let ids = units.keys().zip(units.parent_keys());
        for (index, (own, parent)) in (0..units.len()).zip(ids) {
            let parent = if parent.is_empty() {
                NONE
            } else if parent == own {
                report(found, index, LinkDefect::SelfParent)?;
                NONE
            } else if let Some(parent) = self.find(units, parent) {
                parent
            } else {
                report(found, index, LinkDefect::MissingParent)?;
                NONE
            };
            parents.push(parent);
        }
        Ok(parents)
    }
}

pub(super) fn report(
    found: &mut LinkDefects,
    index: u32,
    defect: LinkDefect,
) -> Result<(), OutOfMemory> {
    found.try_reserve(1)?;
    found.push((index, defect));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::{Field, Source};

    fn units(pairs: &[(Option<&str>, Option<&str>)]) -> Units {
        let mut units = Units::new(Source::default());
        for (id, parent_id) in pairs {
            units.set(Field::Id, *id).unwrap();
            units.set(Field::ParentId, *parent_id).unwrap();
            units.end_row().unwrap();
        }
        units
    }

    /// Links units of these ids and parent ids.
    fn linked(pairs: &[(Option<&str>, Option<&str>)]) -> (Vec<u32>, LinkDefects) {
        let units = units(pairs);
        let mut found = Vec::new();
        let by_id = ById::of(&units, &mut found).unwrap();
        let parents = by_id.parents(&units, &mut found).unwrap();
        (parents, found)
    }

    #[test]
    fn a_parent_is_found_before_and_behind_its_children() {
        let (parents, found) = linked(&[
            (Some("west"), Some("na")),
            (Some("na"), None),
            (Some("east"), Some("na")),
            (Some("emea"), Some("")),
        ]);
        assert_eq!(parents, [1, NONE, 1, NONE]);
        assert_eq!(found, []);
    }

    #[test]
    fn an_id_leads_to_the_first_unit_that_has_it() {
        let pairs =
            [(Some("a"), None), (Some("a"), None), (Some("b"), Some("a")), (Some("A"), None)];
        let (parents, found) = linked(&pairs);
        assert_eq!(parents, [NONE, NONE, 0, NONE]);
        assert_eq!(found, [(1, LinkDefect::DuplicateId { first: 0 })]);
        let units = units(&pairs);
        let by_id = ById::of(&units, &mut Vec::new()).unwrap();
        let mut indexes: Vec<u32> = by_id.indexes().collect();
        indexes.sort_unstable();
        assert_eq!(indexes, [0, 2, 3]);
        assert_eq!(by_id.find(&units, units.key(1)), Some(0));
        assert_eq!(by_id.find(&units, units.key_of("c").unwrap()), None);
    }

    #[test]
    fn what_is_wrong_with_ids_and_links_is_reported_and_makes_a_root() {
        let (parents, found) = linked(&[
            (None, Some("a")),
            (Some(""), None),
            (Some("a"), Some("a")),
            (Some("b"), Some("an id that is too long for the columns")),
        ]);
        assert_eq!(parents, [2, NONE, NONE, NONE]);
        assert_eq!(
            found,
            [
                (0, LinkDefect::EmptyId),
                (1, LinkDefect::EmptyId),
                (2, LinkDefect::SelfParent),
                (3, LinkDefect::MissingParent)
            ]
        );
    }

    #[test]
    fn units_without_an_id_are_no_parents_of_units_without_a_parent() {
        let (parents, _) = linked(&[(None, None), (Some(""), Some(""))]);
        assert_eq!(parents, [NONE, NONE]);
    }
}
