//! Who is whose parent, by id, once all units are known.
//!
//! ```text
//!  units       0 West  parent NA      by id                        parents
//!              1 East  parent NA      West → 0  East → 1  NA → 2   0 → 2   1 → 2   2 → none
//!              2 NA    no parent
//! ```
//! Of units with the same id the first one sent counts.

use super::NONE;
use crate::unit::{HashTable, Id, OutOfMemory, Units};

/// What is wrong with the link of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    EmptyId,
    /// The unit `first` has the same id, and counts.
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

/// What is wrong, and with which unit (its index).
pub(super) type Flaws = Vec<(u32, Flaw)>;

/// Finds a unit's index by its id.
#[derive(Debug)]
pub(super) struct ById(HashTable);

impl ById {
    /// Returns the index of the unit with an id: of several, the first one sent.
    #[inline(always)]
    pub(super) fn find(&self, units: &Units, id: Id) -> Option<u32> {
        self.0.find(id.hash(units.seed()), |index| units.key(index) == id)
    }

    /// Yields every index that can be found, in no order.
    pub(super) fn indexes(&self) -> impl Iterator<Item = u32> {
        self.0.numbers()
    }

    /// Notes every unit under its id, and as a flaw where there is none or another unit has it.
    pub(super) fn of(units: &Units, flaws: &mut Flaws) -> Result<Self, OutOfMemory> {
        let mut table = HashTable::with_capacity(units.len() as usize)?;
        for (index, id) in (0..units.len()).zip(units.keys()) {
            if id.is_empty() {
                note(flaws, index, Flaw::EmptyId)?;
                continue;
            }
            let hash = id.hash(units.seed());
            let first = table.find_or_insert((hash, index), |other| units.key(other) == id)?;
            if let Some(first) = first {
                note(flaws, index, Flaw::DuplicateId { first })?;
            }
        }
        Ok(Self(table))
    }

    /// Returns the index of each unit's parent, [`NONE`] for a root.
    pub(super) fn parents(
        &self,
        units: &Units,
        flaws: &mut Flaws,
    ) -> Result<Vec<u32>, OutOfMemory> {
        let mut parents = Vec::new();
        parents.try_reserve_exact(units.len() as usize)?;
        let ids = units.keys().zip(units.parent_keys());
        for (index, (own, parent)) in (0..units.len()).zip(ids) {
            let found = if parent.is_empty() {
                NONE
            } else if parent == own {
                note(flaws, index, Flaw::SelfParent)?;
                NONE
            } else if let Some(found) = self.find(units, parent) {
                found
            } else {
                note(flaws, index, Flaw::MissingParent)?;
                NONE
            };
            parents.push(found);
        }
        Ok(parents)
    }
}

pub(super) fn note(flaws: &mut Flaws, index: u32, flaw: Flaw) -> Result<(), OutOfMemory> {
    flaws.try_reserve(1)?;
    flaws.push((index, flaw));
    Ok(())
}
