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
//! Of rows with the same id the first one counts, in the order that they were linked in. A look-up waits for memory
//! twice, for the table and for the id itself. So where there are many, those of many rows are asked for at once and
//! nobody waits for one alone.

use core::ops::Range;

use super::columns::{Columns, OWN, PARENT};
use super::hash::Seed;
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

/// So many ids are looked up at a time, where there are so many that the table is far from the processor.
const BATCH: usize = 256;
const MANY: u32 = 1 << 14;
const VERY_MANY: u32 = 1 << 17;

/// No row.
pub(super) const NONE: u32 = u32::MAX;
/// What follows is a row that waits, or [`LAST`]; there are fewer rows than that.
const WAITS: u32 = 1 << 31;
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

/// An id that is looked up.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    id: Id,
    hash: u32,
    /// The row that has it, if that is known already.
    known: Option<u32>,
}

/// What rows are linked by.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) seed: &'a Seed,
    pub(super) columns: &'a Columns,
}

impl Named<'_> {
    /// Whether a row has that id, or waits for it.
    #[inline(always)]
    fn is(self, number: u32, id: Id) -> bool {
        self.id(number) == id
    }

    #[inline(always)]
    fn id(self, number: u32) -> Id {
        if number & WAITS == 0 {
            self.columns.id(OWN, number)
        } else {
            self.columns.id(PARENT, number & !WAITS)
        }
    }
}

/// The column and the row that a number in the table stands for. Without a branch: nobody foresees which it is.
#[inline(always)]
fn place(number: u32) -> (usize, u32) {
    const { assert!(OWN == 0 && PARENT == 1) };
    ((number / WAITS) as usize, number & !WAITS)
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
        let Wanted { id, hash, known } = wanted;
        if id.is_empty() {
            self.note(row, Unlinked::EmptyId)?;
            return Ok(());
        }
        let known = match known {
            Some(known) => Some(known),
            None => self.table.find_or_insert(hash, row, |number| named.is(number, id))?,
        };
        match known {
            None => Ok(()),
            Some(first) if first & WAITS == 0 => {
                self.note(row, Unlinked::DuplicateId { first }).map(|_| ())
            }
            Some(waiting) => {
                self.table.replace(hash, waiting, row);
                room(self.ended.try_reserve(1))?;
                self.ended.push((waiting & !WAITS, row));
                Ok(())
            }
        }
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
        let Wanted { id, hash, known } = wanted;
        let is = |number| named.is(number, id);
        match known.or_else(|| self.table.find(hash, is)) {
            Some(parent) if parent & WAITS == 0 => Ok(parent),
            Some(waiting) => {
                self.table.replace(hash, waiting, WAITS | row);
                self.waiting += 1;
                Ok(waiting)
            }
            None => {
                self.table.insert(hash, WAITS | row)?;
                self.waiting += 1;
                Ok(WAITS | LAST)
            }
        }
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
        let mut batch: Vec<Wanted> = Vec::new();
        room(batch.try_reserve_exact(BATCH.min(rows.len())))?;
        let mut ids = named.columns.ids_from::<COLUMN>(rows.start).take(rows.len());
        let mut row = rows.start;
        loop {
            batch.clear();
            batch.extend(ids.by_ref().take(BATCH).map(|id| {
                let hash = named.seed.of_id(id);
                Wanted { id, hash, known: None }
            }));
            if rows.end >= MANY {
                self.bring_near(named, &mut batch, rows.end >= VERY_MANY)?;
            }
            for wanted in &batch {
                each(self, row, *wanted)?;
                row += 1;
            }
            if batch.len() < BATCH {
                return Ok(());
            }
        }
    }

    /// Waits for the memory of all of them at once; `are_far` if the ids themselves are far from the processor as well.
    fn bring_near(
        &self,
        named: Named<'_>,
        batch: &mut [Wanted],
        are_far: bool,
    ) -> Result<(), Full> {
        let mut near: Vec<u64> = Vec::new();
        let mut ids: Vec<Id> = Vec::new();
        room(near.try_reserve_exact(batch.len()))?;
        room(ids.try_reserve_exact(batch.len()))?;
        near.extend(batch.iter().map(|wanted| self.table.near(wanted.hash)));
        for (wanted, near) in batch.iter_mut().zip(&near) {
            let find = || self.table.find(wanted.hash, |_| true);
            wanted.known = (*near != 0).then(find).flatten();
        }
        if are_far {
            named.columns.touch_ids(batch.iter().map(|wanted| place(wanted.known.unwrap_or(NONE))));
        }
        ids.extend(batch.iter().map(|wanted| named.id(wanted.known.unwrap_or(NONE))));
        for (wanted, id) in batch.iter_mut().zip(&ids) {
            // What waits now may have been found when its turn comes.
            wanted.known = wanted.known.filter(|known| known & WAITS == 0 && *id == wanted.id);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unit::columns::Row;

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
