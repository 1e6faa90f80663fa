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

use core::ops::Range;

use super::NONE;
use super::numbers::{filled, get, length, set};
use crate::unit::OutOfMemory;

/// The rows in preorder.
#[derive(Debug, Default)]
pub(super) struct Rows {
    placed: Vec<Placed>,
    /// Of each index its row.
    pub(super) row_of: Vec<u32>,
    pub(super) height: u32,
}

/// A row. What is known of it stands together: it is written at a place that nobody foresees, so once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) index: u32,
    /// The parent's row, or [`NONE`].
    pub(super) parent: u32,
    pub(super) depth: u32,
    pub(super) size: u32,
}

impl Placed {
    /// No row.
    const NOWHERE: Self = Self { index: NONE, parent: NONE, depth: 0, size: 0 };
}

#[derive(Clone, Copy, Debug)]
struct Link {
    first_child: u32,
    next_sibling: u32,
}

impl Rows {
    /// The rows that can be reached from a root.
    pub(super) fn of(parents: &[u32]) -> Result<Self, OutOfMemory> {
        let mut levels = Levels::of(parents)?;
        let mut rows = Self { height: levels.height, ..Self::default() };
        let sizes = levels.sizes();
        rows.put_in_order(&levels, sizes, parents.len())?;
        Ok(rows)
    }

    /// How many there are.
    pub(super) fn len(&self) -> u32 {
        length(&self.placed)
    }

    /// What is known of a row, and of one that is out of range nothing.
    #[inline(always)]
    pub(super) fn get(&self, row: u32) -> Placed {
        self.placed.get(row as usize).copied().unwrap_or(Placed::NOWHERE)
    }

    /// All of them in preorder.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = Placed> {
        self.placed.iter().copied()
    }

    /// Gives each index its row: behind its parent, and behind its elder siblings with all that is below them.
    fn put_in_order(
        &mut self,
        levels: &Levels,
        mut sizes: Vec<u32>,
        count: usize,
    ) -> Result<(), OutOfMemory> {
        self.placed = filled(levels.indexes.len(), Placed::NOWHERE)?;
        self.row_of = filled(count, NONE)?;
        let (mut next_root, mut depth, mut level) = (0, 0, 0);
        // Siblings stand together, so their parent's row is seen before the first of them has taken the one behind it.
        let (mut family, mut parent) = (NONE, NONE);
        for (place, (index, above)) in (0..).zip(levels.indexes.iter().zip(&levels.above)) {
            let size = get(&sizes, place);
            // Who has a row has no use for its size any more: there stands the row of its next child.
            let next = sizes.get_mut(*above as usize).unwrap_or(&mut next_root);
            if *above != family {
                (family, parent) = (*above, *next - 1);
                if *above >= level {
                    (level, depth) = (place, depth + 1);
                }
            }
            let row = *next;
            *next += size;
            set(&mut sizes, place, row + 1);
            if let Some(slot) = self.placed.get_mut(row as usize) {
                *slot = Placed { index: *index, parent, depth, size };
            }
            set(&mut self.row_of, *index, row);
        }
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

/// The indexes level by level, each with the place of its parent among them and its first child.
struct Levels {
    indexes: Vec<u32>,
    above: Vec<u32>,
    first_children: Vec<u32>,
    height: u32,
}

/// So many families are brought near at a time, where there are so many rows that links are far from the processor.
const FAMILIES: usize = 64;
const MANY: usize = 1 << 17;
/// So many siblings of each are: those of a large family tend to stand together anyway.
const SIBLINGS: usize = 8;

impl Levels {
    fn of(parents: &[u32]) -> Result<Self, OutOfMemory> {
        let (links, root) = turned(parents)?;
        let column = || filled(parents.len(), NONE);
        let (mut indexes, mut above, mut first_children) = (column()?, column()?, column()?);
        let mut line =
            Line { indexes: &mut indexes, above: &mut above, first_children: &mut first_children };
        let mut count = line.put(&links, (root, NONE), 0);
        let (mut place, mut end, mut near, mut height) = (0, count, 0, 0);
        while place < count {
            if place == end {
                height += 1;
                end = count;
            }
            if place >= near && links.len() >= MANY {
                near = place + bring_near(&links, line.first_children, place..count);
            }
            let child = get(line.first_children, place);
            count = line.put(&links, (child, place), count);
            place += 1;
        }
        for column in [&mut indexes, &mut above, &mut first_children] {
            column.truncate(count as usize);
        }
        Ok(Self { indexes, above, first_children, height })
    }

    /// The sizes of what is below each; the first children are not needed any more, and leave their room.
    fn sizes(&mut self) -> Vec<u32> {
        let mut sizes = core::mem::take(&mut self.first_children);
        sizes.fill(1);
        add_up(&mut sizes, &self.above);
        sizes
    }
}

/// The columns of [`Levels`] as they are filled: where the next ones go is a number of the loop's own, and not of three
/// vectors in memory.
struct Line<'a> {
    indexes: &'a mut [u32],
    above: &'a mut [u32],
    first_children: &'a mut [u32],
}

impl Line<'_> {
    /// Puts an index and its younger siblings where the next ones go; says where that is then.
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

/// Waits for the links of the next families all at once: the first child of each, then the second of each. Says how
/// many families that were.
#[cold]
fn bring_near(links: &[Link], first_children: &[u32], families: Range<u32>) -> u32 {
    let Range { start, end } = families;
    let next = first_children.get(start as usize..end as usize).unwrap_or_default();
    // Where few families are known yet, as in a chain, there is nothing to wait for at once.
    let Some(mut children) = next.first_chunk::<FAMILIES>().copied() else { return 1 };
    for _ in 0..SIBLINGS {
        for child in &mut children {
            *child = links.get(*child as usize).map_or(NONE, |link| link.next_sibling);
        }
    }
    core::hint::black_box(children);
    length(&children)
}

/// The links from parent to child, and the first root.
fn turned(parents: &[u32]) -> Result<(Vec<Link>, u32), OutOfMemory> {
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
