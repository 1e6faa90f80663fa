//! Loops of links, and columns of numbers.

use super::{NONE, room};
use crate::unit::{Full, Unlinked};

/// What is wrong with a row, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    Unlinked(Unlinked),
    Cycle { indexes: Vec<u32> },
}

/// What is wrong, and with which row.
pub(super) type Flaws = Vec<(u32, Flaw)>;

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
