//! What the columns store instead of a text.

use super::arena::TextRef;
use super::id::Id;
use super::moment::Moment;

/// A text as a column stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    /// The id of a unit or of its parent.
    Id(Id),
    /// A name, a description or a path, in the arena.
    Text(TextRef),
    /// An account id, in the interner.
    Account(TextRef),
    /// A time.
    Moment(Moment),
}
