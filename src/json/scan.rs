//! Tokens of a record that is all at hand, or is not: every function says [`Stop::Cut`] where the bytes end too soon,
//! and [`Stop::Odd`] where something else came.

use super::number::Number;
use super::stride::Stop;
use crate::simd;

/// Bytes that are read one token at a time.
pub(super) struct Scan<'a> {
    bytes: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next byte that is no white space.
    pub(super) fn token(&mut self) -> Result<u8, Stop> {
        while let Some(byte) = self.bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r') {
                return Ok(*byte);
            }
            self.at += 1;
        }
        Err(Stop::Cut)
    }

    /// Takes that byte, which has to be the next.
    pub(super) fn take(&mut self, byte: u8) -> Result<(), Stop> {
        if self.token()? != byte {
            return Err(Stop::Odd);
        }
        self.at += 1;
        Ok(())
    }

    /// What is not taken yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }
}

/// A UUID has 36 characters.
pub(super) const UUID_AND_QUOTES: usize = 38;

/// A UUID between quotes.
#[inline]
pub(super) fn uuid(bytes: &[u8]) -> Option<[u64; 2]> {
    let [b'"', inside @ ..] = bytes else { return None };
    let (text, [b'"', ..]) = inside.split_first_chunk()? else { return None };
    simd::uuid(text)
}

/// The length of a word, which has to be there.
pub(super) fn literal(bytes: &[u8], word: &[u8]) -> Result<usize, Stop> {
    let found = bytes.get(..word.len()).ok_or(Stop::Cut)?;
    if found == word { Ok(word.len()) } else { Err(Stop::Odd) }
}

/// The length of a number. One that nothing follows may go on in the next chunk.
pub(super) fn number(bytes: &[u8]) -> Result<usize, Stop> {
    let mut digits = bytes.iter();
    let first = digits.next().ok_or(Stop::Cut)?;
    let mut number = Number::begin(*first).ok_or(Stop::Odd)?;
    for (len, byte) in (1..).zip(digits) {
        match number.next(*byte) {
            Some(next) => number = next,
            None if number.is_whole() => return Ok(len),
            None => return Err(Stop::Odd),
        }
    }
    Err(Stop::Cut)
}
