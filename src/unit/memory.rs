//! Allocations that may fail.

use std::collections::TryReserveError;

use crate::simd;

/// Memory is used up, or a limit of the columns is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfMemory;

impl From<TryReserveError> for OutOfMemory {
    fn from(_: TryReserveError) -> Self {
        Self
    }
}

/// Copies a text.
///
/// # Errors
/// [`OutOfMemory`].
pub fn owned(text: &str) -> Result<String, OutOfMemory> {
    let mut copy = String::new();
    copy.try_reserve_exact(text.len())?;
    copy.push_str(text);
    Ok(copy)
}

/// Appends a text.
///
/// # Errors
/// [`OutOfMemory`].
#[inline]
pub fn append(to: &mut Vec<u8>, text: &[u8]) -> Result<(), OutOfMemory> {
    to.try_reserve(text.len())?;
    simd::append(to, text);
    Ok(())
}
