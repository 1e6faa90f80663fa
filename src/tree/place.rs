//! Parent links to preorder columns, without recursion: one pass to turn the links round, one to walk them.
//!
//! ```text
//!  parent of each index     turned round: first child │ next sibling      walked
//!    0 West  → 2              0 West    -   3                             NA     row 0
//!    1 Alps  → 4              1 Alps    -   -                             ├ West     1
//!    2 NA    → none           2 NA      0   4      (roots are siblings)   └ East     2
//!    3 East  → 2              3 East    -   -                             EMEA       3
//!    4 EMEA  → none           4 EMEA    1   -                             └ Alps     4
//! ```
//! Going through the indexes backwards and putting each before the siblings that are there leaves them in the order
//! sent. Rows on a loop are reached from no root, so a walk that comes to fewer rows than there are says that there is
//! one.

use super::link::{filled, get, length, set};
use super::{NONE, room};
use crate::unit::Full;

/// The preorder columns.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) order: Vec<u32>,
    pub(super) row_of: Vec<u32>,
    pub(super) parent: Vec<u32>,
    pub(super) depth: Vec<u32>,
    pub(super) size: Vec<u32>,
    pub(super) height: u32,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    first_child: u32,
    next_sibling: u32,
}

/// A unit that is to be walked to.
#[derive(Clone, Copy, Debug)]
struct Stop {
    index: u32,
    parent: u32,
    depth: u32,
}

impl Rows {
    /// The rows that can be reached from a root.
    pub(super) fn of(parents: &[u32]) -> Result<Self, Full> {
        let (links, root) = turned(parents)?;
        let mut rows = Self::with_room(parents.len())?;
        let mut waiting: Vec<Stop> = Vec::new();
        let mut stop = Stop { index: root, parent: NONE, depth: 0 };
        while let Some(link) = links.get(stop.index as usize) {
            let row = rows.push(stop);
            if link.next_sibling != NONE {
                room(waiting.try_reserve(1))?;
                waiting.push(Stop { index: link.next_sibling, ..stop });
            }
            stop = if link.first_child != NONE {
                Stop { index: link.first_child, parent: row, depth: stop.depth + 1 }
            } else if let Some(next) = waiting.pop() {
                next
            } else {
                break;
            };
        }
        rows.add_up_sizes();
        Ok(rows)
    }

    fn with_room(len: usize) -> Result<Self, Full> {
        let mut rows = Self { row_of: filled(len, NONE)?, ..Self::default() };
        for column in [&mut rows.order, &mut rows.parent, &mut rows.depth, &mut rows.size] {
            room(column.try_reserve_exact(len))?;
        }
        Ok(rows)
    }

    #[inline(always)]
    fn push(&mut self, stop: Stop) -> u32 {
        let row = length(&self.order);
        set(&mut self.row_of, stop.index, row);
        self.height = self.height.max(stop.depth);
        self.order.push(stop.index);
        self.parent.push(stop.parent);
        self.depth.push(stop.depth);
        self.size.push(1);
        row
    }

    fn add_up_sizes(&mut self) {
        for row in (0..length(&self.order)).rev() {
            let parent = get(&self.parent, row);
            if parent != NONE {
                let size = get(&self.size, parent) + get(&self.size, row);
                set(&mut self.size, parent, size);
            }
        }
    }
}

/// The links from parent to child, and the first root.
fn turned(parents: &[u32]) -> Result<(Vec<Link>, u32), Full> {
    let mut links = filled(parents.len(), Link { first_child: NONE, next_sibling: NONE })?;
    let mut root = NONE;
    for (index, parent) in (0..length(parents)).zip(parents).rev() {
        let first = match links.get_mut(*parent as usize) {
            Some(parent) => &mut parent.first_child,
            None => &mut root,
        };
        let next_sibling = core::mem::replace(first, index);
        if let Some(link) = links.get_mut(index as usize) {
            link.next_sibling = next_sibling;
        }
    }
    Ok((links, root))
}
