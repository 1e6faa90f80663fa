//! Finds units by a piece of their name, as a person types it: letter case and accents make no difference.
//!
//! ```text
//!   row  name              folded, one behind another; · is no byte of any text
//!    0   Łódź                lodz·harbour lodz·malmo·
//!    1   Harbour Łódź        │            └ the start of a word    "LÓDZ" is folded too, and looked for as bytes
//!    2   MALMÖ               └ the whole name
//!
//!   ranks by row   1 3 0     all the 1s first, then the 2s: best first and in preorder, and nothing is sorted
//! ```
//! Only the names of the hits that are given back are folded a second time, to tell where in the name they are. What
//! folding means is in [`fold`]. Out of scope: fields other than the name, and guessing what was mistyped.

mod block;
mod fold;
mod places;
mod table;

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::numbers::filled;
use super::{NONE, Tree};
use crate::simd::finder;
use crate::unit::OutOfMemory;
pub(super) use fold::Fold;

use block::Block;
use places::Places;

/// A unit whose name holds what was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its row.
    pub row: u32,
    /// Where in the name as it was sent, in UTF-16 units: start and end, one behind the other. Each begins and ends
    /// between characters, and a letter has its accents with it.
    pub ranges: Vec<(u32, u32)>,
}

/// How well a name fits, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    Whole = 1,
    Start = 2,
    Word = 3,
    Inside = 4,
}

impl Rank {
    const ALL: [Self; 4] = [Self::Whole, Self::Start, Self::Word, Self::Inside];
}

impl Tree {
    /// The units whose name holds `text`, the best first: the whole name, its start, the start of a word, anywhere;
    /// of one kind, in preorder. Blank text finds nothing, and text of nothing but accents is blank.
    ///
    /// Neither letter case nor accents make a difference: `malmo` finds Malmö, and `LÓDZ` finds Łódź.
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
        let mut places = Places::default();
        let mut hits = Vec::new();
        for rank in Rank::ALL {
            for row in memchr_iter(rank as u8, &ranks) {
                if limit == Some(hits.len()) {
                    return Ok(hits);
                }
                let row = u32::try_from(row).unwrap_or(NONE);
                let Some(name) = self.name(row) else { continue };
                let ranges = places.ranges(name, &needle, &mut fold)?;
                hits.try_reserve(1)?;
                hits.push(Hit { row, ranges });
            }
        }
        Ok(hits)
    }

    /// A rank a row, 0 where the name does not hold the text. Names are read in the order sent, which is how they lie
    /// in memory.
    fn ranks(&self, needle: &Finder<'_>, fold: &mut Fold) -> Result<Vec<u8>, OutOfMemory> {
        let mut ranks = filled(self.rows.row_of.len(), 0)?;
        let mut block = Block::default();
        let mut names = (0..)
            .zip(&self.rows.row_of)
            .filter_map(|(index, row)| Some((*row, self.units.name(index)?)));
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
