//! Loops of links: each is broken at its first unit in input order.

use super::NONE;
use super::links::{Flaw, Flaws, note};
use super::numbers::{filled, get, length, set};
use crate::unit::OutOfMemory;

/// Makes the first unit of every loop a root. Visits each unit once: `walk` notes in which walk.
pub(super) fn cut_cycles(parents: &mut [u32], flaws: &mut Flaws) -> Result<(), OutOfMemory> {
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

/// Lists the loop from its new root downwards: its last unit is the parent that the root names.
fn cut_cycle_through(
    member: u32,
    parents: &mut [u32],
    flaws: &mut Flaws,
) -> Result<(), OutOfMemory> {
    let mut upwards = vec![member];
    let mut at = get(parents, member);
    while at != member && at != NONE {
        upwards.try_reserve(1)?;
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
