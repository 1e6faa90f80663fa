//! Compares a path with names where some were sent in composed form and others in decomposed form: é, or e and its accent.
//! Both look the same.
//!
//! ```text
//!   names   E◌́te◌́ > Café        as sent             letter by letter
//!   path    Été/Café           another text        Uete/Ucafe        U marks a capital
//! ```
//! The module has no table of what Unicode composes, but one of what a search folds. So if any text is decomposed, texts are
//! compared by their folded letters and by their capitals. In these texts only, accents do not matter.

use core::iter::once;
use core::ops::Range;

use super::Tree;
use super::names::Names;
use super::path_match::matches;
use super::search::Fold;
use crate::unit::OutOfMemory;

/// The letters of one path and its names. Keeps its memory from path to path.
#[derive(Debug, Default)]
pub(super) struct Letters {
    fold: Option<Fold>,
    path: Vec<u8>,
    names: Vec<u8>,
    /// The range of the unit's own name in `names`, then that of each ancestor; none for a name that was not sent.
    ranges: Vec<Option<Range<usize>>>,
}

impl Letters {
    /// Tells whether the path of `row` matches letter by letter, and one of the texts is decomposed.
    pub(super) fn match_path(
        &mut self,
        path: &str,
        tree: &Tree,
        row: u32,
    ) -> Result<bool, OutOfMemory> {
        if path.is_ascii() || !self.read(path, tree, row)? {
            return Ok(false);
        }
        let mut names = Names::Letters(text(&self.names), self.ranges.iter());
        let own = names.next().flatten();
        Ok(matches(text(&self.path), own, &names))
    }

    /// Reads the path, and as many names as it can contain. Returns whether any of them is decomposed.
    fn read(&mut self, path: &str, tree: &Tree, row: u32) -> Result<bool, OutOfMemory> {
        let fold = match &mut self.fold {
            Some(fold) => fold,
            none => none.insert(Fold::new()?),
        };
        self.path.clear();
        self.names.clear();
        self.ranges.clear();
        fold.push_letters(path, &mut self.path)?;
        let mut decomposed = fold.is_decomposed(path);
        // A separator of one byte at least follows the name of each ancestor but the last one.
        let mut left = self.path.len() + 1;
        for (level, name) in once(tree.name(row)).chain(Names::above(tree, row)).enumerate() {
            let start = self.names.len();
            if let Some(name) = name {
                decomposed |= fold.is_decomposed(name);
                fold.push_letters(name, &mut self.names)?;
            }
            self.ranges.try_reserve(1)?;
            self.ranges.push(name.map(|_| start..self.names.len()));
            if level > 0 {
                // A name that was not sent ends the comparison.
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
