//! How well a name matches.

/// How well a name matches, the best first. 0 is free, for a name that does not match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    Whole = 1,
    Start = 2,
    WordStart = 3,
    Inside = 4,
}

impl Rank {
    pub(super) const ALL: [Self; 4] = [Self::Whole, Self::Start, Self::WordStart, Self::Inside];
}
