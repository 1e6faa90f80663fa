//! What tells that two texts are the same without making them.

use super::Id;

/// The same for the same text. Of two that differ, the texts may yet be the same, and seldom are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKey {
    /// Of an id.
    Id(Id),
    /// Of a path: its place.
    Path(u32),
    /// Of an account: its place.
    Account(u32),
    /// Of a time: its digits, or its place.
    Moment(u64),
}

impl TextKey {
    /// A number below 2¹⁶ that is seldom the same for others. Who sends a listing can aim at it: it must not matter.
    #[inline]
    pub fn hash(self) -> usize {
        let word = match self {
            Self::Id(Id { words: [front, back], .. }) => front ^ back.rotate_left(32),
            Self::Path(place) | Self::Account(place) => u64::from(place),
            Self::Moment(moment) => moment,
        };
        usize::try_from(word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48).unwrap_or_default()
    }
}
