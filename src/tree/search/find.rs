//! The search over all names.

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::block::Block;
use super::fold::Fold;
use super::ranges::RangeFinder;
use super::rank::Rank;
use crate::simd::finder;
use crate::tree::Tree;
use crate::tree::numbers::{NONE, filled};
use crate::unit::OutOfMemory;

/// A unit whose name contains the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its row.
    pub row: u32,
    /// Where in the name as sent, in UTF-16 code units: start and end, from left to right. Each range begins and ends
    /// between characters, and includes the accents of its letters.
    pub ranges: Vec<(u32, u32)>,
}

impl Tree {
    /// Returns the units whose name contains `text`, the best first: the whole name, its start, the start of a word, anywhere.
    /// Equally good units are in preorder. Blank text finds nothing, and text of accents only is blank.
    ///
    /// Letter case and accents do not matter: `malmo` finds Malmö, and `LÓDZ` finds Łódź.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    ///
    /// # Cost
    /// O(bytes of all names), whatever they and the text are.
    pub fn search(&self, text: &str, limit: Option<usize>) -> Result<Vec<Hit>, OutOfMemory> {
        let mut fold = Fold::new()?;
        let needle = fold.needle(text)?;
        if needle.is_empty() || limit == Some(0) {
            return Ok(Vec::new());
        }
        let needle = finder(&needle);
        let ranks = self.ranks(&needle, &mut fold)?;
        let mut finder = RangeFinder::default();
        let mut hits = Vec::new();
        for rank in Rank::ALL {
            for row in memchr_iter(rank as u8, &ranks) {
                if limit == Some(hits.len()) {
                    return Ok(hits);
                }
                let row = u32::try_from(row).unwrap_or(NONE);
                let Some(name) = self.name(row) else { continue };
                let ranges = finder.ranges(name, &needle, &mut fold)?;
                hits.try_reserve(1)?;
                hits.push(Hit { row, ranges });
            }
        }
        Ok(hits)
    }

    /// Returns the rank of each row, 0 if its name does not contain the text. Reads names in the order of the listing, which
    /// is their order in memory.
    fn ranks(&self, needle: &Finder<'_>, fold: &mut Fold) -> Result<Vec<u8>, OutOfMemory> {
        let mut ranks = filled(self.rows_by_index().len(), 0)?;
        let mut block = Block::default();
        let mut names = (0..)
            .zip(self.rows_by_index())
            .filter_map(|(index, row)| Some((*row, self.units().name(index)?)));
        while block.fill(&mut names, fold)? {
            for (row, rank) in block.hits(needle, fold) {
                if let Some(slot) = ranks.get_mut(row as usize) {
                    *slot = rank as u8;
                }
            }
        }
        Ok(ranks)
    }
}
