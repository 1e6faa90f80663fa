//! Turns parents into columns in preorder, without recursion, and without steps that each wait for memory.
//!
//! ```text
//!  parent of each index     links: first child │ next sibling       level by level      in preorder
//!    0 West  → 2              0 West    -   3                         2 NA     size 3     NA     row 0
//!    1 Alps  → 4              1 Alps    -   -                         4 EMEA        2     ├ West     1
//!    2 NA    → none           2 NA      0   4     (roots are siblings)0 West        1     └ East     2
//!    3 East  → 2              3 East    -   -                         3 East        1     EMEA       3
//!    4 EMEA  → none           4 EMEA    1   -                         1 Alps        1     └ Alps     4
//! ```
//! Links are made from the last index to the first, each in front of the siblings that are already there. So siblings keep
//! the order of the listing.
//!
//! Level by level, parents are in the order of their children. So one pass over that order adds up sizes, and another one
//! assigns rows. To go down each branch instead would wait for memory at each step. A loop cannot be reached from a root, so
//! there is one if there are fewer rows than indexes.

use core::ops::Range;

use super::numbers::{NONE, filled, get, length, set};
use crate::unit::OutOfMemory;

/// The rows in preorder.
#[derive(Debug, Default)]
pub(super) struct Preorder {
    rows: Vec<Row>,
    row_of_index: Vec<u32>,
    height: u32,
}

/// A row. Its values are together because rows are written in an unpredictable order: one cache miss instead of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) index: u32,
    /// The row of the parent; [`NONE`] for a root.
    pub(super) parent: u32,
    pub(super) depth: u32,
    pub(super) size: u32,
}

impl Row {
    /// What a row out of range reads as.
    const ABSENT: Self = Self { index: NONE, parent: NONE, depth: 0, size: 0 };
}

#[derive(Clone, Copy, Debug)]
struct Link {
    first_child: u32,
    next_sibling: u32,
}

impl Preorder {
    /// Orders the indexes that can be reached from a root.
    pub(super) fn of(parents: &[u32]) -> Result<Self, OutOfMemory> {
        let mut levels = Levels::of(parents)?;
        let mut preorder = Self { height: levels.height, ..Self::default() };
        let sizes = levels.take_sizes();
        preorder.assign_rows(&levels, sizes, parents.len())?;
        Ok(preorder)
    }

    /// Returns the number of rows.
    pub(super) fn len(&self) -> u32 {
        length(&self.rows)
    }

    /// Returns the greatest depth.
    pub(super) fn height(&self) -> u32 {
        self.height
    }

    #[inline(always)]
    pub(super) fn get(&self, row: u32) -> Row {
        self.rows.get(row as usize).copied().unwrap_or(Row::ABSENT)
    }

    /// Returns the row of an index.
    #[inline(always)]
    pub(super) fn row_of(&self, index: u32) -> u32 {
        get(&self.row_of_index, index)
    }

    /// Returns the row of each index.
    pub(super) fn rows_by_index(&self) -> &[u32] {
        &self.row_of_index
    }

    /// Yields all rows in order.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Row> {
        self.rows.iter().copied()
    }

    /// Gives each index its row: behind its parent, and behind its earlier siblings and their descendants.
    fn assign_rows(
        &mut self,
        levels: &Levels,
        mut sizes: Vec<u32>,
        count: usize,
    ) -> Result<(), OutOfMemory> {
        self.rows = filled(levels.indexes.len(), Row::ABSENT)?;
        self.row_of_index = filled(count, NONE)?;
        let (mut next_root, mut depth, mut level) = (0, 0, 0);
        // Siblings are together, so the first of them reads the row of the parent before any of them changes its slot.
        let (mut family, mut parent) = (NONE, NONE);
        for (at, (index, above)) in (0..).zip(levels.indexes.iter().zip(&levels.above)) {
            let size = get(&sizes, at);
            // Once a parent has its row, its size slot holds the row of its next child.
            let next = sizes.get_mut(*above as usize).unwrap_or(&mut next_root);
            if *above != family {
                (family, parent) = (*above, *next - 1);
                if *above >= level {
                    (level, depth) = (at, depth + 1);
                }
            }
            let row = *next;
            *next += size;
            set(&mut sizes, at, row + 1);
            if let Some(slot) = self.rows.get_mut(row as usize) {
                *slot = Row { index: *index, parent, depth, size };
            }
            set(&mut self.row_of_index, *index, row);
        }
        Ok(())
    }
}

/// Adds each number to that of its parent, which is in front of it.
fn add_up(numbers: &mut [u32], parents: &[u32]) {
    for (at, parent) in (0..length(numbers)).zip(parents).rev() {
        if *parent != NONE {
            let sum = get(numbers, *parent) + get(numbers, at);
            set(numbers, *parent, sum);
        }
    }
}

/// The indexes level by level. Positions in these columns are neither indexes nor rows.
struct Levels {
    indexes: Vec<u32>,
    /// The position of the parent.
    above: Vec<u32>,
    /// The index of the first child.
    first_children: Vec<u32>,
    height: u32,
}

/// The number of families that are prefetched together.
const FAMILIES: usize = 64;
/// With at least so many rows, links are outside the caches of the processor, and families are prefetched.
const MANY_ROWS: usize = 1 << 17;
/// The number of siblings that are prefetched in each family. Further siblings of a large family are mostly adjacent.
const SIBLINGS: usize = 8;

impl Levels {
    fn of(parents: &[u32]) -> Result<Self, OutOfMemory> {
        let (links, root) = links_of(parents)?;
        let column = || filled(parents.len(), NONE);
        let (mut indexes, mut above, mut first_children) = (column()?, column()?, column()?);
        let mut writer = Writer {
            indexes: &mut indexes,
            above: &mut above,
            first_children: &mut first_children,
        };
        let mut count = writer.put(&links, (root, NONE), 0);
        let (mut at, mut end, mut prefetched, mut height) = (0, count, 0, 0);
        while at < count {
            if at == end {
                height += 1;
                end = count;
            }
            if at >= prefetched && links.len() >= MANY_ROWS {
                prefetched = at + prefetch(&links, writer.first_children, at..count);
            }
            let child = get(writer.first_children, at);
            count = writer.put(&links, (child, at), count);
            at += 1;
        }
        for column in [&mut indexes, &mut above, &mut first_children] {
            column.truncate(count as usize);
        }
        Ok(Self { indexes, above, first_children, height })
    }

    /// Returns the size of each subtree. Reuses the memory of the first children, which are not needed any more.
    fn take_sizes(&mut self) -> Vec<u32> {
        let mut sizes = core::mem::take(&mut self.first_children);
        sizes.fill(1);
        add_up(&mut sizes, &self.above);
        sizes
    }
}

/// Writes the columns of [`Levels`]. The position of the next entry is a local number instead of the lengths of three vectors
/// in memory.
struct Writer<'a> {
    indexes: &'a mut [u32],
    above: &'a mut [u32],
    first_children: &'a mut [u32],
}

impl Writer<'_> {
    /// Writes an index and its later siblings from `next` on; returns the position behind them.
    #[inline(always)]
    fn put(&mut self, links: &[Link], (mut index, above): (u32, u32), mut next: u32) -> u32 {
        while let Some(link) = links.get(index as usize) {
            set(self.indexes, next, index);
            set(self.above, next, above);
            set(self.first_children, next, link.first_child);
            index = link.next_sibling;
            next += 1;
        }
        next
    }
}

/// Loads the links of the next families together: the first child of each, then the second child of each. Returns the number
/// of families.
#[cold]
fn prefetch(links: &[Link], first_children: &[u32], families: Range<u32>) -> u32 {
    let Range { start, end } = families;
    let next = first_children.get(start as usize..end as usize).unwrap_or_default();
    // Where few families are known yet, as in a chain, there is nothing to load together.
    let Some(mut children) = next.first_chunk::<FAMILIES>().copied() else { return 1 };
    for _ in 0..SIBLINGS {
        for child in &mut children {
            *child = links.get(*child as usize).map_or(NONE, |link| link.next_sibling);
        }
    }
    core::hint::black_box(children);
    length(&children)
}

/// Returns the links from parent to child, and the first root.
fn links_of(parents: &[u32]) -> Result<(Vec<Link>, u32), OutOfMemory> {
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
