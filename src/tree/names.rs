//! The names from a unit up to its root.

use core::ops::Range;

use super::Tree;
use super::numbers::NONE;

/// Yields names from a unit upwards; none for a name that was not sent.
// One type for both sources: a generic comparison would be compiled twice.
#[derive(Clone, Debug)]
pub(super) enum Names<'a> {
    /// The names of a row and its ancestors, as sent.
    Sent(&'a Tree, u32),
    /// Letters of names, and the range of each name in them.
    Letters(&'a str, core::slice::Iter<'a, Option<Range<usize>>>),
}

impl<'a> Names<'a> {
    /// Yields the names of the ancestors of a row, as sent.
    pub(super) fn above(tree: &'a Tree, row: u32) -> Self {
        Self::Sent(tree, tree.parent_row(row).unwrap_or(NONE))
    }
}

impl<'a> Iterator for Names<'a> {
    type Item = Option<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Sent(_, NONE) => None,
            Self::Sent(tree, row) => {
                let name = tree.name(*row);
                *row = tree.parent_row(*row).unwrap_or(NONE);
                Some(name)
            }
            Self::Letters(letters, ranges) => {
                let range = ranges.next()?;
                Some(range.clone().map(|range| letters.get(range).unwrap_or_default()))
            }
        }
    }
}
