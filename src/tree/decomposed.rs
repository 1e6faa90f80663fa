//! A path beside names of which some were sent composed and others decomposed: é, or e and its accent. Nobody sees a
//! difference.
//!
//! ```text
//!   names   E◌́te◌́ > Café        as sent             letter by letter
//!   path    Été/Café           another text        Uete/Ucafe        U says that a capital follows
//! ```
//! There is no table of what Unicode composes, but one of what a search folds. So texts are compared by what folding makes
//! of their letters, and by their capitals, where any of them is decomposed. In those only, it makes no difference which
//! accent a letter has.

use core::iter::once;
use core::ops::Range;

use super::path::{Names, is_of_names};
use super::search::Fold;
use super::{NONE, Tree};
use crate::unit::OutOfMemory;

/// One path and its names at a time; kept from path to path for its memory.
#[derive(Debug, Default)]
pub(super) struct Letters {
    fold: Option<Fold>,
    path: Vec<u8>,
    names: Vec<u8>,
    /// Where the unit's own name stands among the names, and then each one above it; none that was not sent.
    places: Vec<Option<Range<usize>>>,
}

impl Letters {
    /// Whether the path of `row` fits letter by letter, and there is a reason to compare it so.
    pub(super) fn fit(&mut self, path: &str, tree: &Tree, row: u32) -> Result<bool, OutOfMemory> {
        if path.is_ascii() || !self.read(path, tree, row)? {
            return Ok(false);
        }
        let mut names = Names::Letters(text(&self.names), self.places.iter());
        let own = names.next().flatten();
        Ok(is_of_names(text(&self.path), own, &names))
    }

    /// Reads the path and as many names as it could hold; says whether any of them is decomposed.
    fn read(&mut self, path: &str, tree: &Tree, row: u32) -> Result<bool, OutOfMemory> {
        let fold = match &mut self.fold {
            Some(fold) => fold,
            none => none.insert(Fold::new()?),
        };
        self.path.clear();
        self.names.clear();
        self.places.clear();
        fold.push_letters(path, &mut self.path)?;
        let mut decomposed = fold.is_decomposed(path);
        let above = Names::Sent(tree, tree.parent_row(row).unwrap_or(NONE));
        // Behind each name above comes a sign at least, but not behind the last one.
        let mut left = self.path.len() + 1;
        for (place, name) in once(tree.name(row)).chain(above).enumerate() {
            let start = self.names.len();
            if let Some(name) = name {
                decomposed |= fold.is_decomposed(name);
                fold.push_letters(name, &mut self.names)?;
            }
            self.places.try_reserve(1)?;
            self.places.push(name.map(|_| start..self.names.len()));
            if place > 0 {
                // What stands above a name that was not sent is not compared.
                let used = self.names.len() - start + 1;
                left = match left.checked_sub(used) {
                    Some(left) if name.is_some() => left,
                    _ => break,
                };
            }
        }
        Ok(decomposed)
    }
}

fn text(letters: &[u8]) -> &str {
    core::str::from_utf8(letters).unwrap_or_default()
}
