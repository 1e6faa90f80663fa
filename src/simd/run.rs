//! The part of a JSON string that is copied as it is.

/// The bytes of a string in front of the first quote, backslash or control character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Their number.
    pub len: usize,
    /// Whether all of them are ASCII.
    pub ascii: bool,
}
