//! Tokens of a record that should be complete. Every function fails with [`Stop::Incomplete`] if bytes are missing, and with
//! [`Stop::Fallback`] if something else came.

use super::number::Number;
use super::outcome::Stop;
use crate::simd;

/// Reads bytes one token at a time.
pub(super) struct Scanner<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// Skips white space, and returns the next byte without taking it.
    pub(super) fn peek(&mut self) -> Result<u8, Stop> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Ok(*byte);
            }
            self.at += 1;
        }
        Err(Stop::Incomplete)
    }

    /// Takes a byte, which must be the next one after white space.
    pub(super) fn take(&mut self, byte: u8) -> Result<(), Stop> {
        if self.peek()? != byte {
            return Err(Stop::Fallback);
        }
        self.at += 1;
        Ok(())
    }

    /// Returns the bytes that are not taken.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

/// 36 characters and two quotes.
pub(super) const QUOTED_UUID_LEN: usize = 38;

/// Reads a UUID between quotes.
#[inline]
pub(super) fn uuid(bytes: &[u8]) -> Option<[u64; 2]> {
    let [b'"', inside @ ..] = bytes else { return None };
    let (text, [b'"', ..]) = inside.split_first_chunk()? else { return None };
    simd::uuid(text)
}

/// Returns the length of a word, which must be next.
pub(super) fn literal(bytes: &[u8], word: &[u8]) -> Result<usize, Stop> {
    let found = bytes.get(..word.len()).ok_or(Stop::Incomplete)?;
    if found == word { Ok(word.len()) } else { Err(Stop::Fallback) }
}

/// Returns the length of a number. A number at the end of the bytes is incomplete: more digits may follow.
pub(super) fn number(bytes: &[u8]) -> Result<usize, Stop> {
    let mut digits = bytes.iter();
    let first = digits.next().ok_or(Stop::Incomplete)?;
    let mut number = Number::begin(*first).ok_or(Stop::Fallback)?;
    for (len, byte) in (1..).zip(digits) {
        match number.next(*byte) {
            Some(next) => number = next,
            None if number.is_complete() => return Ok(len),
            None => return Err(Stop::Fallback),
        }
    }
    Err(Stop::Incomplete)
}
