//! Who names whom as its parent, by id.
//!
//! ```text
//!  rows       0 West  below NA      table: id → row              parents
//!             1 East  below NA        West 0  East 1  NA 2        0 → 2   1 → 2   2 → none
//!             2 NA    a root
//!
//!  While rows still come, a parent may be one that has not come yet. Then its id leads to a row that waits for it, and that
//!  one to the next:
//!             0 West  below NA      West 0  East 1                0 → waits, the last
//!             1 East  below NA      NA waits, from 1 on           1 → waits, then 0
//! ```
//! Of rows with the same id the first one counts, in the order that they were linked in.

use core::ops::Range;

use super::batch::{Batch, Named, Wanted};
use super::columns::{OWN, PARENT};
use super::table::Table;
use super::{Full, Id, room};

/// What is odd about the link of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlinked {
    /// It has no id, so that nobody can name it.
    EmptyId,
    /// Another row, the `first` one, has its id.
    DuplicateId {
        /// The row that counts.
        first: u32,
    },
    /// It names a parent that is not there.
    MissingParent,
    /// It names itself.
    SelfParent,
}

/// Ids are looked up in batches, where there are so many that the table is far from the processor.
const MANY: u32 = 1 << 14;

/// No row.
pub(super) const NONE: u32 = u32::MAX;
/// What follows is a row that waits, or [`LAST`]; there are fewer rows than that.
pub(super) const WAITS: u32 = 1 << 31;
const LAST: u32 = WAITS - 2;
/// So many rows can be linked.
pub(super) const MOST_ROWS: usize = LAST as usize;

/// The links of the rows so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    table: Table,
    /// Of each row its parent, or [`NONE`], or that it waits and which row does before it.
    parents: Vec<u32>,
    odd: Vec<(u32, Unlinked)>,
    /// How many rows wait.
    waiting: usize,
    /// The first of those that wait in a line, and the parent that came for all of them.
    ended: Vec<(u32, u32)>,
    /// Rows that waited and whose parent came, since the last time that somebody asked.
    found: Vec<u32>,
}

impl Links {
    /// Links the rows up to that one, not included.
    pub(super) fn link(&mut self, named: Named<'_>, to: u32) -> Result<(), Full> {
        let from = u32::try_from(self.parents.len()).unwrap_or(NONE);
        let rows = from..to;
        if from == 0 {
            self.table = Table::with_capacity(rows.len())?;
        }
        room(self.parents.try_reserve(rows.len()))?;
        self.look_up::<OWN>(named, rows.clone(), |links, row, wanted| {
            links.own(named, row, wanted)
        })?;
        self.end_waits()?;
        let mut own = named.columns.ids_from::<OWN>(from);
        self.look_up::<PARENT>(named, rows, |links, row, wanted| {
            let parent = match own.next() {
                _ if wanted.id.is_empty() => NONE,
                Some(own) if own == wanted.id => links.note(row, Unlinked::SelfParent)?,
                _ => links.parent_of(named, row, wanted)?,
            };
            links.parents.push(parent);
            Ok(())
        })
    }

    /// No more rows will come: those that wait have no parent.
    pub(super) fn end(&mut self) -> Result<(), Full> {
        room(self.odd.try_reserve(self.waiting))?;
        if self.waiting > 0 {
            for (row, parent) in (0..).zip(&mut self.parents) {
                if *parent != NONE && *parent & WAITS != 0 {
                    *parent = NONE;
                    self.odd.push((row, Unlinked::MissingParent));
                }
            }
        }
        self.waiting = 0;
        Ok(())
    }

    /// The parent of each row that was linked; only once the [end](Self::end) has come.
    pub(super) fn parents(&self) -> &[u32] {
        &self.parents
    }

    /// What is odd, in no order.
    pub(super) fn odd(&self) -> &[(u32, Unlinked)] {
        &self.odd
    }

    /// The row with an id.
    pub(super) fn find(&self, named: Named<'_>, id: Id) -> Option<u32> {
        let is = |row: u32| row & WAITS == 0 && named.is(row, id);
        self.table.find(named.seed.of_id(id), is)
    }

    /// Every row that is found by its id, in no order.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.table.numbers().filter(|row| row & WAITS == 0)
    }

    /// The parent of a row, if it has come.
    #[inline(always)]
    pub(super) fn parent(&self, row: u32) -> Option<u32> {
        self.parents.get(row as usize).copied().filter(|parent| parent & WAITS == 0)
    }

    /// The row that began to wait for the same parent just before this one did.
    pub(super) fn waits_before(&self, row: u32) -> Option<u32> {
        let parent = *self.parents.get(row as usize)?;
        (parent != NONE && parent & WAITS != 0 && parent & !WAITS != LAST)
            .then_some(parent & !WAITS)
    }

    /// The rows that waited and whose parent came, since the last time.
    pub(super) fn take_found(&mut self) -> Vec<u32> {
        core::mem::take(&mut self.found)
    }

    fn own(&mut self, named: Named<'_>, row: u32, wanted: Wanted) -> Result<(), Full> {
        if wanted.id.is_empty() {
            self.note(row, Unlinked::EmptyId)?;
            return Ok(());
        }
        match self.find_or_insert::<OWN>(named, row, wanted)? {
            None => Ok(()),
            Some(first) if first & WAITS == 0 => {
                self.note(row, Unlinked::DuplicateId { first }).map(|_| ())
            }
            Some(waiting) => {
                room(self.ended.try_reserve(1))?;
                self.ended.push((waiting & !WAITS, row));
                Ok(())
            }
        }
    }

    /// What the table holds under an id. If that is nothing, or a row that waits, then from now on it is the row whose
    /// id in this column it is.
    #[inline(always)]
    fn find_or_insert<const COLUMN: usize>(
        &mut self,
        named: Named<'_>,
        row: u32,
        Wanted { id, hash, known }: Wanted,
    ) -> Result<Option<u32>, Full> {
        if known.is_some() {
            return Ok(known);
        }
        let number = if COLUMN == OWN { row } else { WAITS | row };
        let waits = |known| known & WAITS != 0;
        self.table.find_or_insert((hash, number), |known| named.is(known, id), waits)
    }

    /// Gives those that wait their parent: the first of each line, then the second of each, since who is next in a line
    /// has to be waited for.
    fn end_waits(&mut self) -> Result<(), Full> {
        let mut ended = core::mem::take(&mut self.ended);
        while !ended.is_empty() {
            room(self.found.try_reserve(ended.len()))?;
            self.found.extend(ended.iter().map(|(waiting, _)| *waiting));
            self.waiting -= ended.len();
            ended.retain_mut(|(waiting, parent)| {
                let slot = self.parents.get_mut(*waiting as usize);
                let next = slot.map_or(WAITS | LAST, |slot| core::mem::replace(slot, *parent));
                *waiting = next & !WAITS;
                *waiting != LAST
            });
        }
        self.ended = ended;
        Ok(())
    }

    fn parent_of(&mut self, named: Named<'_>, row: u32, wanted: Wanted) -> Result<u32, Full> {
        let known = self.find_or_insert::<PARENT>(named, row, wanted)?.unwrap_or(WAITS | LAST);
        self.waiting += usize::from(known & WAITS != 0);
        Ok(known)
    }

    fn note(&mut self, row: u32, what: Unlinked) -> Result<u32, Full> {
        room(self.odd.try_reserve(1))?;
        self.odd.push((row, what));
        Ok(NONE)
    }

    /// Hands every id of a column to `each`, with its row.
    fn look_up<const COLUMN: usize>(
        &mut self,
        named: Named<'_>,
        rows: Range<u32>,
        mut each: impl FnMut(&mut Self, u32, Wanted) -> Result<(), Full>,
    ) -> Result<(), Full> {
        let are_many = rows.end >= MANY;
        let mut batch = Batch::default();
        let mut ids = named.columns.ids_from::<COLUMN>(rows.start);
        for row in rows.clone() {
            if are_many && batch.is_taken() {
                let left = rows.end as usize - row as usize;
                let ids = named.columns.ids_from::<COLUMN>(row).take(left);
                batch.look_up(&self.table, named, ids)?;
            }
            let wanted =
                if are_many { batch.next() } else { ids.next().map(|id| named.wanted(id)) };
            let Some(wanted) = wanted else { break };
            each(self, row, wanted)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::Seed;
    use crate::unit::columns::{Columns, Row};

    /// Each row's own id and its parent's; none where it is 0.
    const ROWS: [(u8, u8); 9] =
        [(1, 3), (2, 3), (3, 0), (4, 9), (5, 5), (2, 1), (0, 2), (6, 9), (7, 8)];

    fn columns() -> Columns {
        let mut columns = Columns::new();
        for (row, (own, parent)) in ROWS.into_iter().enumerate() {
            let mut staged = Row::EMPTY;
            for (column, id) in [(OWN, own), (PARENT, parent)] {
                let text = if id == 0 { vec![] } else { vec![id] };
                staged.set_id(column, Id::of_short(&text).unwrap());
            }
            columns.push(row, &staged).unwrap();
        }
        columns
    }

    #[test]
    fn rows_are_linked_alike_whether_their_parents_have_come_or_not() {
        let (seed, columns) = (Seed::new(1), columns());
        let named = Named { seed: &seed, columns: &columns };
        for step in 1..=9 {
            let mut links = Links::default();
            for to in (0..9).step_by(step).skip(1).chain([9]) {
                links.link(named, to).unwrap();
            }
            links.end().unwrap();
            assert_eq!(links.parents(), [2, 2, NONE, NONE, NONE, 0, 1, NONE, NONE], "{step}");
            let mut odd = links.odd().to_vec();
            odd.sort_by_key(|(row, _)| *row);
            let expected = [
                (3, Unlinked::MissingParent),
                (4, Unlinked::SelfParent),
                (5, Unlinked::DuplicateId { first: 1 }),
                (6, Unlinked::EmptyId),
                (7, Unlinked::MissingParent),
                (8, Unlinked::MissingParent),
            ];
            assert_eq!(odd, expected, "{step}");
            let id = |id: u8| Id::of_short(&[id]).unwrap();
            assert_eq!(
                [2, 9, 8].map(|wanted| links.find(named, id(wanted))),
                [Some(1), None, None]
            );
            assert_eq!(links.rows().count(), 7);
        }
    }

    #[test]
    fn those_that_wait_for_one_parent_know_of_each_other_until_it_comes() {
        let (seed, columns) = (Seed::new(1), columns());
        let named = Named { seed: &seed, columns: &columns };
        let mut links = Links::default();
        links.link(named, 2).unwrap();
        assert_eq!([links.parent(0), links.waits_before(0)], [None, None]);
        assert_eq!([links.parent(1), links.waits_before(1)], [None, Some(0)]);
        links.link(named, 3).unwrap();
        assert_eq!(
            [links.parent(0), links.parent(1), links.waits_before(1)],
            [Some(2), Some(2), None]
        );
        assert_eq!(links.take_found(), [1, 0]);
        assert_eq!(links.take_found(), []);
    }
}
