//! Ids that are looked up many at a time, since a look-up of one waits for memory twice.
//!
//! ```text
//!             hashes        slots at home      numbers of rows       ids of those rows        known
//!  ids   ──▶  a … z   ──▶   asked for all  ──▶ where one has    ──▶  asked for all      ──▶   the rows whose id it is
//!                           at once            the same hash         at once
//! ```

use super::columns::{Columns, OWN, PARENT};
use super::hash::Seed;
use super::links::WAITS;
use super::table::Table;
use super::{Full, Id, room};

/// So many are looked up at a time.
const BATCH: usize = 256;

/// What rows are linked by.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) seed: &'a Seed,
    pub(super) columns: &'a Columns,
}

impl Named<'_> {
    #[inline(always)]
    pub(super) fn wanted(self, id: Id) -> Wanted {
        Wanted { id, hash: self.seed.of_id(id), known: None }
    }

    /// Whether a row has that id, or waits for it.
    #[inline(always)]
    pub(super) fn is(self, number: u32, id: Id) -> bool {
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

/// An id that is looked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    pub(super) id: Id,
    pub(super) hash: u32,
    /// The row that has it, if that is known already.
    pub(super) known: Option<u32>,
}

/// Ids that are looked up at once.
#[derive(Debug, Default)]
pub(super) struct Batch<'a> {
    wanted: Vec<Wanted>,
    /// What stands at the home of each.
    near: Vec<u64>,
    found: Vec<Found<'a>>,
    /// So many of them were taken.
    taken: usize,
}

/// What stands in the table under the hash of a wanted id.
#[derive(Clone, Copy, Debug)]
struct Found<'a> {
    /// Which of the batch.
    place: u32,
    number: u32,
    words: &'a [u64; 2],
    kind: u8,
}

impl<'a> Batch<'a> {
    /// Whether all of them were taken.
    #[inline(always)]
    pub(super) fn is_taken(&self) -> bool {
        self.taken == self.wanted.len()
    }

    /// The next of them; none when all were taken.
    #[inline(always)]
    pub(super) fn next(&mut self) -> Option<Wanted> {
        let next = self.wanted.get(self.taken).copied();
        self.taken += 1;
        next
    }

    /// Looks up the ids, as the table stands now, but for more than [`BATCH`] of them.
    #[inline(never)]
    pub(super) fn look_up(
        &mut self,
        table: &Table,
        named: Named<'a>,
        ids: impl Iterator<Item = Id>,
    ) -> Result<(), Full> {
        self.clear()?;
        self.wanted.extend(ids.take(BATCH).map(|id| named.wanted(id)));
        self.near.extend(self.wanted.iter().map(|wanted| table.near(wanted.hash)));
        for (place, (wanted, near)) in (0..).zip(self.wanted.iter().zip(&self.near)) {
            if let Some(number) = table.first(wanted.hash, *near)
                && let Some((words, kind)) = named.columns.id_at(column_and_row(number))
            {
                self.found.push(Found { place, number, words, kind });
            }
        }
        for found in &self.found {
            if let Some(wanted) = self.wanted.get_mut(found.place as usize) {
                let is = wanted.id.is(*found.words, found.kind);
                // What waits now may have been found when its turn comes.
                wanted.known = (is && found.number & WAITS == 0).then_some(found.number);
            }
        }
        Ok(())
    }

    fn clear(&mut self) -> Result<(), Full> {
        self.taken = 0;
        self.wanted.clear();
        self.near.clear();
        self.found.clear();
        room(self.wanted.try_reserve_exact(BATCH))?;
        room(self.near.try_reserve_exact(BATCH))?;
        room(self.found.try_reserve_exact(BATCH))
    }
}

/// The column and the row that a number in the table stands for. Without a branch: nobody foresees which it is.
#[inline(always)]
fn column_and_row(number: u32) -> (usize, u32) {
    const { assert!(OWN == 0 && PARENT == 1) };
    ((number / WAITS) as usize, number & !WAITS)
}
