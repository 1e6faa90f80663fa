//! Columns of numbers. A position out of range reads as [`NONE`] and is not written.

use crate::unit::OutOfMemory;

/// No row, or no index.
pub(super) const NONE: u32 = u32::MAX;

/// Makes a column of one value.
pub(super) fn filled<T: Clone>(len: usize, value: T) -> Result<Vec<T>, OutOfMemory> {
    let mut column = Vec::new();
    column.try_reserve_exact(len)?;
    column.resize(len, value);
    Ok(column)
}

pub(super) fn length<T>(column: &[T]) -> u32 {
    u32::try_from(column.len()).unwrap_or(NONE)
}

#[inline(always)]
pub(super) fn get(column: &[u32], at: u32) -> u32 {
    column.get(at as usize).copied().unwrap_or(NONE)
}

#[inline(always)]
pub(super) fn set(column: &mut [u32], at: u32, value: u32) {
    if let Some(slot) = column.get_mut(at as usize) {
        *slot = value;
    }
}
