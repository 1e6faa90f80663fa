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

impl AsRef<Table> for Ids {
    fn as_ref(&self) -> &Table {
        &self.table
    }
}

/// So many ids are looked up at a time, where there are so many that the table is far from the processor: then it waits
/// for the memory of all of them at once.
const BATCH: usize = 256;
const MANY: u32 = 1 << 14;

/// An id that is looked up.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    id: Id,
    hash: u32,
    /// The index that is likely to be it.
    found: Option<u32>,
}

impl Wanted {
    fn new(units: &Units, id: Id) -> Self {
        Self { id, hash: units.seed().of_id(id), found: None }
    }
}

/// Hands every id to `each`, with its index.
fn look_up<T: AsRef<Table>>(
    units: &Units,
    table: &mut T,
    mut ids: impl Iterator<Item = Id>,
    mut each: impl FnMut(&mut T, u32, Wanted) -> Result<(), Full>,
) -> Result<(), Full> {
    let size = BATCH.min(units.len() as usize);
    let mut batch: Vec<Wanted> = Vec::new();
    let mut near: Vec<u64> = Vec::new();
    let mut known: Vec<Id> = Vec::new();
    room(batch.try_reserve_exact(size))?;
    if units.len() >= MANY {
        room(near.try_reserve_exact(size))?;
        room(known.try_reserve_exact(size))?;
    }
    let mut index = 0;
    while index < units.len() {
        batch.clear();
        batch.extend(ids.by_ref().take(BATCH).map(|id| Wanted::new(units, id)));
        if units.len() >= MANY {
            near.clear();
            near.extend(batch.iter().map(|wanted| table.as_ref().near(wanted.hash)));
            for (wanted, near) in batch.iter_mut().zip(&near) {
                let find = || table.as_ref().find(wanted.hash, |_| true);
                wanted.found = (*near != 0).then(find).flatten();
            }
            known.clear();
            known.extend(batch.iter().map(|wanted| units.key(wanted.found.unwrap_or(NONE))));
            for (wanted, known) in batch.iter_mut().zip(&known) {
                wanted.found = wanted.found.filter(|_| *known == wanted.id);
            }
        }
        for wanted in &batch {
            each(table, index, *wanted)?;
            index += 1;
        }
        if batch.is_empty() {
            break;
        }
    }
    Ok(())
}

impl Ids {
    pub(super) fn of(units: &Units, flaws: &mut Flaws) -> Result<Self, Full> {
        let mut ids = Self { table: Table::with_capacity(units.len() as usize)? };
        look_up(units, &mut ids, units.keys(), |ids, index, wanted| {
            let Wanted { id, hash, found } = wanted;
            if id.is_empty() {
                return note(flaws, index, Flaw::EmptyId);
            }
            let first = match found {
                Some(first) => Some(first),
                None => ids.table.find_or_insert(hash, index, |known| units.key(known) == id)?,
            };
            first.map_or(Ok(()), |first| note(flaws, index, Flaw::DuplicateId { first }))
        })?;
        Ok(ids)
    }

    pub(super) fn find(&self, units: &Units, id: Id) -> Option<u32> {
        self.find_hashed(units, id, units.seed().of_id(id))
    }

    #[inline(always)]
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
    let mut own = units.keys();
    look_up(units, &mut &*ids, units.parent_keys(), |ids, index, wanted| {
        let own = own.next();
        let Wanted { id, hash, found } = wanted;
        let flaw = if id.is_empty() {
            None
        } else if own == Some(id) {
            Some(Flaw::SelfParent)
        } else if let Some(parent) = found.or_else(|| ids.find_hashed(units, id, hash)) {
            parents.push(parent);
            return Ok(());
        } else {
            Some(Flaw::MissingParent)
        };
        parents.push(NONE);
        flaw.map_or(Ok(()), |flaw| note(flaws, index, flaw))
    })?;
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
#[inline(always)]
pub(super) fn get(column: &[u32], at: u32) -> u32 {
    column.get(at as usize).copied().unwrap_or(NONE)
}

#[inline(always)]
pub(super) fn set(column: &mut [u32], at: u32, value: u32) {
    if let Some(slot) = column.get_mut(at as usize) {
        *slot = value;
    }
}
