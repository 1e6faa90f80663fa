//! How far the fast reader got, and why it stopped. None of this is an error: only the lexer makes errors.

/// Why reading complete records stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The next record needs more bytes.
    Incomplete,
    /// The lexer must read the next record.
    Fallback,
    /// Memory is used up.
    OutOfMemory,
}

/// Complete records that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Progress {
    /// Their bytes.
    pub(super) bytes: usize,
    /// Their number.
    pub(super) records: u32,
    pub(super) stop: Stop,
}

/// Fails if something was not stored.
pub(super) fn or_out_of_memory(is_stored: bool) -> Result<(), Stop> {
    if is_stored { Ok(()) } else { Err(Stop::OutOfMemory) }
}
