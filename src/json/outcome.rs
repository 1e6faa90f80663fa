//! How far the fast reader got, and why no further. Nothing here is an error: the lexer finds those.

/// Why reading whole records ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The next record goes on behind the bytes at hand.
    Incomplete,
    /// The next record is for the lexer.
    Fallback,
    /// There is no memory for it.
    OutOfMemory,
}

/// Whole records that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    /// So many bytes they took.
    pub(super) bytes: usize,
    /// So many they were.
    pub(super) records: u32,
    pub(super) stop: Stop,
}

/// Turns "it was kept" into a result.
pub(super) fn or_out_of_memory(is_kept: bool) -> Result<(), Stop> {
    if is_kept { Ok(()) } else { Err(Stop::OutOfMemory) }
}
