//! Who stands below whom, by `parent_id` alone: ids, missing parents, and loops.

use core::hash::{Hash, Hasher};
use std::hash::DefaultHasher;

use hashbrown::HashTable;

use super::NONE;
use crate::unit::Units;

/// What is wrong with a row, by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    EmptyId,
    DuplicateId { first: u32 },
    MissingParent,
    SelfParent,
    Cycle { indexes: Vec<u32> },
}

/// The forest as parent links between indexes.
#[derive(Debug)]
pub(super) struct Links {
    pub(super) ids: HashTable<u32>,
    /// The index of the parent, or [`NONE`].
    pub(super) parent: Vec<u32>,
    pub(super) flaws: Vec<(u32, Flaw)>,
}

impl Links {
    pub(super) fn of(units: &Units) -> Self {
        let mut links = Self { ids: HashTable::new(), parent: Vec::new(), flaws: Vec::new() };
        links.collect_ids(units);
        links.parent = (0..units.len()).map(|index| links.resolve(units, index)).collect();
        links.cut_cycles();
        links
    }

    fn collect_ids(&mut self, units: &Units) {
        for index in 0..units.len() {
            let id = &*units.id(index);
            if id.is_empty() {
                self.flaws.push((index, Flaw::EmptyId));
            } else if let Some(first) = find(&self.ids, units, id) {
                self.flaws.push((index, Flaw::DuplicateId { first }));
            } else {
                self.ids.insert_unique(hash(id), index, |known| hash(&units.id(*known)));
            }
        }
    }

    fn resolve(&mut self, units: &Units, index: u32) -> u32 {
        let parent_id = &*units.parent_id(index);
        if parent_id.is_empty() {
            return NONE;
        }
        let flaw = if parent_id == units.id(index) {
            Flaw::SelfParent
        } else if let Some(parent) = find(&self.ids, units, parent_id) {
            return parent;
        } else {
            Flaw::MissingParent
        };
        self.flaws.push((index, flaw));
        NONE
    }

    /// Makes the first row of every loop a root. Each row is walked over once: `walk` says in which walk.
    fn cut_cycles(&mut self) {
        let mut walk = vec![NONE; self.parent.len()];
        for start in 0..self.len() {
            let mut at = start;
            while at != NONE && get(&walk, at) == NONE {
                set(&mut walk, at, start);
                at = get(&self.parent, at);
            }
            if at != NONE && get(&walk, at) == start {
                self.cut_cycle_through(at);
            }
        }
    }

    /// The loop is told from its new root downwards, so that its last row is the parent that the root claims.
    fn cut_cycle_through(&mut self, member: u32) {
        let mut upwards = vec![member];
        let mut at = get(&self.parent, member);
        while at != member && at != NONE {
            upwards.push(at);
            at = get(&self.parent, at);
        }
        let first = upwards.iter().copied().min().unwrap_or(member);
        let place = upwards.iter().position(|index| *index == first).unwrap_or_default();
        upwards.rotate_left(place + 1);
        upwards.reverse();
        set(&mut self.parent, first, NONE);
        self.flaws.push((first, Flaw::Cycle { indexes: upwards }));
    }

    fn len(&self) -> u32 {
        u32::try_from(self.parent.len()).unwrap_or(NONE)
    }
}

/// The first index with that id.
pub(super) fn find(ids: &HashTable<u32>, units: &Units, id: &str) -> Option<u32> {
    ids.find(hash(id), |known| units.id(*known) == id).copied()
}

fn hash(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
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
