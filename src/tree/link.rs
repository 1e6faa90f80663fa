//! Who stands below whom, by `parent_id` alone: ids, missing parents, and loops.

use super::{NONE, room};
use crate::unit::{Full, Id, Table, Units};

/// What is wrong with a row, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    EmptyId,
    DuplicateId { first: u32 },
    MissingParent,
    SelfParent,
    Cycle { indexes: Vec<u32> },
}

/// What is wrong, and with which row.
pub(super) type Flaws = Vec<(u32, Flaw)>;

/// Finds the first index with an id.
#[derive(Debug)]
pub(super) struct Ids {
    table: Table,
}

/// So many ids are looked up at a time.
const BATCH: u32 = 256;

/// Ids that are looked up together, so that the processor waits for the memory of all of them at once.
struct Batch {
    ids: Vec<Id>,
    hashes: Vec<u32>,
    /// What stands in the slot of each, and the id of that.
    found: Vec<Option<u32>>,
    known: Vec<Option<Id>>,
}

impl Batch {
    fn new() -> Result<Self, Full> {
        let mut batch =
            Self { ids: Vec::new(), hashes: Vec::new(), found: Vec::new(), known: Vec::new() };
        room(batch.ids.try_reserve_exact(BATCH as usize))?;
        room(batch.hashes.try_reserve_exact(BATCH as usize))?;
        room(batch.found.try_reserve_exact(BATCH as usize))?;
        room(batch.known.try_reserve_exact(BATCH as usize))?;
        Ok(batch)
    }

    /// Takes other ids, at most [`BATCH`] of them.
    fn fill(&mut self, units: &Units, table: &Table, ids: impl Iterator<Item = Id>) {
        self.ids.clear();
        self.hashes.clear();
        self.found.clear();
        self.known.clear();
        self.ids.extend(ids);
        self.hashes.extend(self.ids.iter().map(|id| units.seed().of_id(*id)));
        self.found.extend(self.hashes.iter().map(|hash| table.first(*hash)));
        self.known.extend(self.found.iter().map(|found| found.map(|index| units.key(index))));
    }

    /// Of each id its hash, and the index that was found with it.
    fn iter(&self) -> impl Iterator<Item = (Id, u32, Option<u32>)> {
        let ids = self.ids.iter().zip(&self.hashes);
        ids.zip(self.found.iter().zip(&self.known))
            .map(|((id, hash), (found, known))| (*id, *hash, found.filter(|_| *known == Some(*id))))
    }
}

impl Ids {
    pub(super) fn of(units: &Units, flaws: &mut Flaws) -> Result<Self, Full> {
        let mut table = Table::with_capacity(units.len() as usize)?;
        let mut batch = Batch::new()?;
        for start in (0..units.len()).step_by(BATCH as usize) {
            let end = units.len().min(start.saturating_add(BATCH));
            batch.fill(units, &table, (start..end).map(|index| units.key(index)));
            for (index, (id, hash, found)) in (start..).zip(batch.iter()) {
                if id.is_empty() {
                    note(flaws, index, Flaw::EmptyId)?;
                    continue;
                }
                let first = match found {
                    Some(first) => Some(first),
                    None => table.find_or_insert(hash, index, |known| units.key(known) == id)?,
                };
                if let Some(first) = first {
                    note(flaws, index, Flaw::DuplicateId { first })?;
                }
            }
        }
        Ok(Self { table })
    }

    pub(super) fn find(&self, units: &Units, id: Id) -> Option<u32> {
        self.find_hashed(units, id, units.seed().of_id(id))
    }

    fn find_hashed(&self, units: &Units, id: Id, hash: u32) -> Option<u32> {
        self.table.find(hash, |known| units.key(known) == id)
    }

    /// Every index that is found by its id, in no order.
    pub(super) fn indexes(&self) -> impl Iterator<Item = u32> {
        self.table.numbers()
    }
}

/// The index of the parent of every index, or [`NONE`].
pub(super) fn parents(units: &Units, ids: &Ids, flaws: &mut Flaws) -> Result<Vec<u32>, Full> {
    let mut parents = Vec::new();
    room(parents.try_reserve_exact(units.len() as usize))?;
    let mut batch = Batch::new()?;
    for start in (0..units.len()).step_by(BATCH as usize) {
        let end = units.len().min(start.saturating_add(BATCH));
        batch.fill(units, &ids.table, (start..end).map(|index| units.parent_key(index)));
        for (index, (id, hash, found)) in (start..).zip(batch.iter()) {
            let flaw = if id.is_empty() {
                None
            } else if id == units.key(index) {
                Some(Flaw::SelfParent)
            } else if let Some(parent) = found.or_else(|| ids.find_hashed(units, id, hash)) {
                parents.push(parent);
                continue;
            } else {
                Some(Flaw::MissingParent)
            };
            parents.push(NONE);
            if let Some(flaw) = flaw {
                note(flaws, index, flaw)?;
            }
        }
    }
    Ok(parents)
}

/// Makes the first row of every loop a root. Each row is walked over once: `walk` says in which walk.
pub(super) fn cut_cycles(parents: &mut [u32], flaws: &mut Flaws) -> Result<(), Full> {
    let mut walk = filled(parents.len(), NONE)?;
    for start in 0..length(parents) {
        let mut at = start;
        while at != NONE && get(&walk, at) == NONE {
            set(&mut walk, at, start);
            at = get(parents, at);
        }
        if at != NONE && get(&walk, at) == start {
            cut_cycle_through(at, parents, flaws)?;
        }
    }
    Ok(())
}

/// The loop is told from its new root downwards, so that its last row is the parent that the root claims.
fn cut_cycle_through(member: u32, parents: &mut [u32], flaws: &mut Flaws) -> Result<(), Full> {
    let mut upwards = vec![member];
    let mut at = get(parents, member);
    while at != member && at != NONE {
        room(upwards.try_reserve(1))?;
        upwards.push(at);
        at = get(parents, at);
    }
    let first = upwards.iter().copied().min().unwrap_or(member);
    let place = upwards.iter().position(|index| *index == first).unwrap_or_default();
    upwards.rotate_left(place + 1);
    upwards.reverse();
    set(parents, first, NONE);
    note(flaws, first, Flaw::Cycle { indexes: upwards })
}

fn note(flaws: &mut Flaws, index: u32, flaw: Flaw) -> Result<(), Full> {
    room(flaws.try_reserve(1))?;
    flaws.push((index, flaw));
    Ok(())
}

/// A column of one value.
pub(super) fn filled<T: Clone>(len: usize, value: T) -> Result<Vec<T>, Full> {
    let mut column = Vec::new();
    room(column.try_reserve_exact(len))?;
    column.resize(len, value);
    Ok(column)
}

pub(super) fn length<T>(column: &[T]) -> u32 {
    u32::try_from(column.len()).unwrap_or(NONE)
}

/// The number at a place; [`NONE`] outside.
pub(super) fn get(column: &[u32], at: u32) -> u32 {
    column.get(at as usize).copied().unwrap_or(NONE)
}

pub(super) fn set(column: &mut [u32], at: u32, value: u32) {
    if let Some(slot) = column.get_mut(at as usize) {
        *slot = value;
    }
}
