//! Parent links to preorder columns, without recursion and without a step that waits for the one before it.
//!
//! ```text
//!  parent of each index     turned round: first child │ next sibling     level by level      as rows
//!    0 West  → 2              0 West    -   3                              2 NA     size 3     NA     row 0
//!    1 Alps  → 4              1 Alps    -   -                              4 EMEA        2     ├ West     1
//!    2 NA    → none           2 NA      0   4     (roots are siblings)     0 West        1     └ East     2
//!    3 East  → 2              3 East    -   -                              3 East        1     EMEA       3
//!    4 EMEA  → none           4 EMEA    1   -                              1 Alps        1     └ Alps     4
//! ```
//! Going through the indexes backwards and putting each before the siblings that are there leaves them in the order
//! sent. Level by level, parents stand in the order of their children, so sizes are added up and rows given out from
//! front to back; going down each branch instead would wait for memory at each step. Rows on a loop are reached from no
//! root: fewer rows than there are indexes say that there is one.

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

impl Rows {
    /// The rows that can be reached from a root.
    pub(super) fn of(parents: &[u32]) -> Result<Self, Full> {
        let levels = Levels::of(parents)?;
        let mut rows = Self { height: levels.height, ..Self::default() };
        rows.put_in_order(&levels, parents.len())?;
        drop(levels);
        rows.look_up(parents)?;
        Ok(rows)
    }

    /// Gives each index its row: behind its parent, and behind its elder siblings with all that is below them.
    fn put_in_order(&mut self, levels: &Levels, count: usize) -> Result<(), Full> {
        let mut sizes = levels.sizes()?;
        self.order = filled(levels.indexes.len(), NONE)?;
        self.row_of = filled(count, NONE)?;
        let mut next_root = 0;
        for (place, (index, above)) in (0..).zip(levels.indexes.iter().zip(&levels.above)) {
            let size = get(&sizes, place);
            // Who has a row has no use for its size any more: there stands the row of its next child.
            let next = sizes.get_mut(*above as usize).unwrap_or(&mut next_root);
            let row = *next;
            *next += size;
            set(&mut sizes, place, row + 1);
            set(&mut self.order, row, *index);
            set(&mut self.row_of, *index, row);
        }
        Ok(())
    }

    /// Fills the columns that tell of the rows.
    fn look_up(&mut self, parents: &[u32]) -> Result<(), Full> {
        for column in [&mut self.parent, &mut self.depth] {
            room(column.try_reserve_exact(self.order.len()))?;
        }
        for index in &self.order {
            let parent = get(&self.row_of, get(parents, *index));
            let depth = self.depth.get(parent as usize).map_or(0, |depth| depth + 1);
            self.parent.push(parent);
            self.depth.push(depth);
        }
        self.size = filled(self.order.len(), 1)?;
        add_up(&mut self.size, &self.parent);
        Ok(())
    }
}

/// Adds each number to that of its parent, which stands before it.
fn add_up(numbers: &mut [u32], parents: &[u32]) {
    for (place, parent) in (0..length(numbers)).zip(parents).rev() {
        if *parent != NONE {
            let sum = get(numbers, *parent) + get(numbers, place);
            set(numbers, *parent, sum);
        }
    }
}

/// The indexes level by level, each with the place of its parent among them.
struct Levels {
    indexes: Vec<u32>,
    above: Vec<u32>,
    height: u32,
}

impl Levels {
    fn of(parents: &[u32]) -> Result<Self, Full> {
        let (links, root) = turned(parents)?;
        let mut levels = Self { indexes: Vec::new(), above: Vec::new(), height: 0 };
        room(levels.indexes.try_reserve_exact(parents.len()))?;
        room(levels.above.try_reserve_exact(parents.len()))?;
        levels.push(&links, root, NONE);
        let (mut place, mut end) = (0, length(&levels.indexes));
        while place < length(&levels.indexes) {
            if place == end {
                levels.height += 1;
                end = length(&levels.indexes);
            }
            let link = links.get(get(&levels.indexes, place) as usize);
            levels.push(&links, link.map_or(NONE, |link| link.first_child), place);
            place += 1;
        }
        Ok(levels)
    }

    /// An index and its younger siblings.
    #[inline(always)]
    fn push(&mut self, links: &[Link], mut index: u32, above: u32) {
        while let Some(link) = links.get(index as usize) {
            self.indexes.push(index);
            self.above.push(above);
            index = link.next_sibling;
        }
    }

    fn sizes(&self) -> Result<Vec<u32>, Full> {
        let mut sizes = filled(self.indexes.len(), 1)?;
        add_up(&mut sizes, &self.above);
        Ok(sizes)
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
