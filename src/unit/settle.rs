//! Rows that have come are linked to their parents, and give up what can be made again from those.
//!
//! ```text
//!  while rows come     every so many bytes of paths:   trails ─▶ links ─▶ paths without texts
//!  the end             of a large listing the same once more; of any other the links alone
//! ```

use super::batch::Named;
use super::links::{Links, Unlinked};
use super::trail::Trail;
use super::{Full, Id, Units, room};

impl Units {
    /// Links every row to its parent. It is done once all rows have come.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn link(&mut self) -> Result<(), Full> {
        if self.is_linked && self.links.parents().len() == self.rows {
            return Ok(());
        }
        if self.paths.settled() > 0 {
            self.settle()?;
            self.links.end()?;
            self.paths.end()?;
        } else {
            self.links = Links::default();
            self.add_links()?;
            self.links.end()?;
            self.learn_separator();
        }
        self.is_linked = true;
        Ok(())
    }

    /// Of every unit, in the order sent, the index of its parent; `u32::MAX` for a root. Once they are linked.
    pub fn parents(&self) -> &[u32] {
        self.links.parents()
    }

    /// The units whose link is odd, and what is odd about it, in no order. Once they are linked.
    pub fn unlinked(&self) -> &[(u32, Unlinked)] {
        self.links.odd()
    }

    /// The index of the unit with an id; of several, of the first one sent. Once they are linked.
    pub fn find(&self, id: Id) -> Option<u32> {
        self.links.find(Named { seed: &self.seed, columns: &self.columns }, id)
    }

    /// The index of every unit that is found by its id, in no order. Once they are linked.
    pub fn findable(&self) -> impl Iterator<Item = u32> {
        self.links.rows()
    }

    fn add_links(&mut self) -> Result<(), Full> {
        let named = Named { seed: &self.seed, columns: &self.columns };
        self.links.link(named, self.len())
    }

    /// Settles all rows.
    #[cold]
    pub(super) fn settle(&mut self) -> Result<(), Full> {
        let first = u32::try_from(self.paths.settled()).map_err(|_| Full)?;
        self.add_links()?;
        if first == 0 {
            self.learn_separator();
        }
        let trails = self.trails_from(first)?;
        self.paths.lead(&trails)?;
        for (row, trail) in (first..).zip(&trails) {
            if let Some(parent) = self.links.parent(row) {
                self.paths.join((row, trail.here), parent);
            }
        }
        let found = self.links.take_found();
        self.paths.touch(found.iter().copied());
        for row in found.into_iter().filter(|row| *row < first) {
            if let Some(parent) = self.links.parent(row) {
                self.paths.join_settled(row, parent);
            }
        }
        self.paths.touch((first..self.len()).filter_map(|row| self.links.waits_before(row)));
        self.paths.settle(&trails, |row| self.links.waits_before(row))?;
        self.marks = [self.texts.mark(), self.paths.mark()];
        Ok(())
    }

    fn trails_from(&self, first: u32) -> Result<Vec<Trail>, Full> {
        let rows = first..self.len();
        let mut trails = Vec::new();
        let mut scratch = Vec::new();
        room(trails.try_reserve_exact(rows.len()))?;
        for row in rows {
            let texts = (self.paths.waiting(row), self.separator(), self.name_front(row));
            trails.push(Trail::of::<2>(&self.seed, texts, &mut scratch)?);
        }
        Ok(trails)
    }
}
