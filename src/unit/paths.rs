//! Paths, which repeat the names of all ancestors in every unit.
//!
//! ```text
//!  rows   0 ………………………… settled ……………………… rows
//!         places in kept       │ places in waiting: the texts as they came, at first up to 32 MiB of them
//! ```
//! A listing of a hundred thousand units never settles. In a larger one, a path that is the path and the name of the
//! row's parent is not kept, since it can be made again from those:
//!
//! ```text
//!   row            path                     kept
//!   0 West         "North America"          "North America", as long as nobody knows what stands above West
//!   1 Reno         "North America/West"     nothing: it is below West
//!   2 N. America   none                     and now West needs nothing either
//! ```
//! That a text is the same is told by its [`Trail`]: two that differ are taken for the same in one of 2^62 choices of
//! numbers that nobody outside knows.

use super::texts::{Mark, Texts};
use super::trail::Trail;
use super::{Full, room};

/// So many bytes of texts may wait: many at first, so that a listing that is not large is spared all this, and then no
/// more than stay near the processor.
const MOST_BYTES: usize = 32 << 20;
const MOST_BYTES_LATER: usize = 1 << 18;

/// There is room for so many rows at first.
const FEW: usize = 64;

/// Few rows need their texts where fewer than one in so many do.
const FEW_NEED: usize = 16;

/// The place of no path.
const NONE: u32 = Texts::ABSENT;
/// The place of a path that is below the parent's.
const BELOW: u32 = NONE - 1;

/// The paths of the rows.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    /// Of each row the place of its path.
    places: Vec<u32>,
    settled: usize,
    waiting: Texts,
    /// Texts, each behind the hash of it.
    kept: Texts,
    /// Of the rows that have settled, where paths below them lead.
    below: Vec<u64>,
    /// So many bytes of texts may wait.
    most: usize,
}

/// Where a path is. One place has one path, and a path may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// A text at that place.
    Text(u32),
    /// The path and the name of that row, which is the parent.
    Below(u32),
}

impl Paths {
    /// The place of no path.
    pub(super) const ABSENT: u32 = NONE;

    pub(super) fn new() -> Self {
        Self {
            places: Vec::new(),
            settled: 0,
            waiting: Texts::default(),
            kept: Texts::default(),
            below: Vec::new(),
            most: MOST_BYTES,
        }
    }

    /// Lets no more bytes of texts wait than that.
    pub(super) fn wait_for_at_most(&mut self, bytes: usize) {
        self.most = self.most.min(bytes);
    }

    /// Keeps the path of the row under way, and gives its place.
    #[inline(always)]
    pub(super) fn put(&mut self, path: &[u8]) -> Result<u32, Full> {
        self.waiting.put(path)
    }

    /// The same of the first bytes of some.
    #[inline(always)]
    pub(super) fn put_front(&mut self, bytes: &[u8], len: usize) -> Result<u32, Full> {
        self.waiting.put_front(bytes, len)
    }

    /// The path at a place that [`Paths::put`] gave since rows settled.
    pub(super) fn staged(&self, place: u32) -> Option<&[u8]> {
        self.waiting.get(place)
    }

    /// Where the paths end, to rewind to when the row under way is dropped.
    #[inline(always)]
    pub(super) fn mark(&self) -> Mark {
        self.waiting.mark()
    }

    pub(super) fn rewind(&mut self, mark: Mark) {
        self.waiting.rewind(mark);
    }

    /// Ends the row under way, whose path stands at that place.
    #[inline(always)]
    pub(super) fn end_row(&mut self, place: u32) -> Result<(), Full> {
        if self.places.len() == self.places.capacity() {
            self.make_room()?;
        }
        self.places.push(place);
        Ok(())
    }

    #[cold]
    fn make_room(&mut self) -> Result<(), Full> {
        room(self.places.try_reserve(self.places.len().max(FEW)))
    }

    /// Whether it is time to settle.
    #[inline(always)]
    pub(super) fn is_full(&self) -> bool {
        self.waiting.size() >= self.most
    }

    /// How many rows have settled.
    pub(super) fn settled(&self) -> usize {
        self.settled
    }

    /// The path of a row; `parent` says which row its parent is.
    #[inline(always)]
    pub(super) fn of_row(&self, row: u32, parent: impl FnOnce() -> u32) -> Option<Path> {
        match self.place(row) {
            NONE => None,
            BELOW => Some(Path::Below(parent())),
            place => Some(Path::Text(place)),
        }
    }

    /// Whether a path was sent with any row.
    pub(super) fn any(&self) -> bool {
        self.settled > 0 || self.waiting.size() > 0
    }

    /// The bytes of a path that is a text.
    #[inline(always)]
    pub(super) fn text(&self, place: u32) -> Option<&[u8]> {
        if self.settled == 0 { self.waiting.get(place) } else { Some(self.kept(place)?.1) }
    }

    /// The path of a row that waits.
    #[inline(always)]
    pub(super) fn waiting(&self, row: u32) -> Option<&[u8]> {
        self.waiting.get(self.place(row))
    }

    /// The same paths for rows in another order, none of which has settled.
    pub(super) fn put_in_order(&mut self, order: &[u32]) -> Result<(), Full> {
        let mut places = Vec::new();
        room(places.try_reserve_exact(order.len()))?;
        places.extend(order.iter().map(|row| self.place(*row)));
        self.places = places;
        Ok(())
    }

    /// Notes where the next rows that settle lead.
    pub(super) fn lead(&mut self, trails: &[Trail]) -> Result<(), Full> {
        room(self.below.try_reserve(trails.len()))?;
        self.below.extend(trails.iter().map(|trail| trail.below));
        Ok(())
    }

    /// A row whose path leads to `here` stands below that one: if the path does as well, it needs no text.
    pub(super) fn join(&mut self, (row, here): (u32, u64), parent: u32) {
        if here != Trail::NONE && self.below.get(parent as usize) == Some(&here) {
            self.set_place(row, BELOW);
        }
    }

    /// As [`Paths::join`], of a row that has settled.
    pub(super) fn join_settled(&mut self, row: u32, parent: u32) {
        if let Some((here, _)) = self.kept(self.place(row)) {
            self.join((row, here), parent);
        }
    }

    /// Reads a byte of the text of each row. The texts are all over memory; here nothing waits for one of them.
    pub(super) fn touch(&self, rows: impl Iterator<Item = u32>) {
        let bytes = rows.map(|row| self.kept.byte(self.place(row)));
        core::hint::black_box(bytes.fold(0, |sum: u8, byte| sum ^ byte));
    }

    /// Settles the rows that wait: keeps the texts that are still needed. `like` is a row that may have the same one.
    pub(super) fn settle(
        &mut self,
        trails: &[Trail],
        like: impl Fn(u32) -> Option<u32>,
    ) -> Result<(), Full> {
        let first = u32::try_from(self.settled).map_err(|_| Full)?;
        for (row, trail) in (first..).zip(trails) {
            if let Some(text) = self.waiting.get(self.place(row)) {
                let like = like(row).map_or(NONE, |like| self.place(like));
                let kept = match self.kept.get(like).and_then(<[u8]>::first_chunk) {
                    Some(here) if *here == trail.here.to_le_bytes() => like,
                    _ => self.kept.put_behind(&trail.here.to_le_bytes(), text)?,
                };
                self.set_place(row, kept);
            }
        }
        self.settled += trails.len();
        self.wait_for_at_most(MOST_BYTES_LATER);
        self.waiting = Texts::default();
        Ok(())
    }

    /// No more rows will come: forgets the texts that turned out not to be needed, if nearly all did. To move the others
    /// takes as much memory again as they do.
    pub(super) fn end(&mut self) -> Result<(), Full> {
        self.below = Vec::new();
        let needed = self.places.iter().filter(|place| !matches!(**place, NONE | BELOW)).count();
        if needed > self.places.len() / FEW_NEED {
            return Ok(());
        }
        let before = core::mem::take(&mut self.kept);
        for place in &mut self.places {
            if let Some(text) = before.get(*place) {
                *place = self.kept.put(text)?;
            }
        }
        Ok(())
    }

    fn place(&self, row: u32) -> u32 {
        self.places.get(row as usize).copied().unwrap_or(NONE)
    }

    fn set_place(&mut self, row: u32, place: u32) {
        if let Some(slot) = self.places.get_mut(row as usize) {
            *slot = place;
        }
    }

    /// A kept text, and where it leads.
    fn kept(&self, place: u32) -> Option<(u64, &[u8])> {
        let (here, text) = self.kept.get(place)?.split_first_chunk()?;
        Some((u64::from_le_bytes(*here), text))
    }
}
