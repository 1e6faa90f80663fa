//! Cuts loops of parents, each at its first unit in the listing.

use super::links::{LinkDefect, LinkDefects, report};
use super::numbers::{NONE, filled, get, length, set};
use crate::unit::OutOfMemory;

/// Makes the first unit of every loop a root. Visits each unit once.
pub(super) fn cut_cycles(parents: &mut [u32], found: &mut LinkDefects) -> Result<(), OutOfMemory> {
    // The unit from which a walk towards the root first came to each unit.
    let mut walk = filled(parents.len(), NONE)?;
    for start in 0..length(parents) {
        let mut at = start;
        while at != NONE && get(&walk, at) == NONE {
            set(&mut walk, at, start);
            at = get(parents, at);
        }
        if at != NONE && get(&walk, at) == start {
            cut_cycle_through(at, parents, found)?;
        }
    }
    Ok(())
}

/// Cuts one loop, and reports it from its new root downwards: the last unit is the parent that the root names.
fn cut_cycle_through(
    member: u32,
    parents: &mut [u32],
    found: &mut LinkDefects,
) -> Result<(), OutOfMemory> {
    let mut indexes = vec![member];
    let mut at = get(parents, member);
    while at != member && at != NONE {
        indexes.try_reserve(1)?;
        indexes.push(at);
        at = get(parents, at);
    }
    let root = indexes.iter().copied().min().unwrap_or(member);
    let position = indexes.iter().position(|index| *index == root).unwrap_or_default();
    indexes.rotate_left(position + 1);
    indexes.reverse();
    set(parents, root, NONE);
    report(found, root, LinkDefect::Cycle { indexes })
}
