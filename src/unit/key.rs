//! Keys that tell that two texts are equal, without making the texts.

use super::arena::TextRef;
use super::id::Id;
use super::moment::Moment;

/// Equal keys mean equal texts. The converse does not hold: equal texts may have different keys, but seldom do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextKey(pub(super) Stored);

/// A text as a column stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored {
    /// The id of a unit or of its parent.
    Id(Id),
    /// A path, in the arena.
    Path(TextRef),
    /// An account id, in the interner.
    Account(TextRef),
    /// A time.
    Moment(Moment),
}

impl TextKey {
    /// Returns a number below 2¹⁶ that is seldom the same for other keys. A listing can be made to collide: use it only
    /// where a collision costs nothing.
    #[inline]
    pub fn hash(self) -> usize {
        let word = match self.0 {
            Stored::Id(id) => id.folded(),
            Stored::Path(text) | Stored::Account(text) => u64::from(text.to_bits()),
            Stored::Moment(moment) => moment.to_bits(),
        };
        usize::try_from(word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48).unwrap_or_default()
    }
}
