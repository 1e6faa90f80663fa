//! A short text that is compared with the start of many others.

use super::masked_equal;

/// The number of bytes that must be available to compare a [`Prefix`].
pub const WINDOW: usize = 64;

/// A text of at most `N` bytes to compare with the start of others; `N` is a multiple of 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prefix<const N: usize> {
    bytes: [u8; N],
    /// 0xFF for each byte of the text, 0 behind its end.
    mask: [u8; N],
    len: usize,
}

impl<const N: usize> Prefix<N> {
    /// Takes the first `len` bytes as the text; none if there are fewer.
    pub fn new(bytes: &[u8; N], len: usize) -> Option<Self> {
        let end = u8::try_from(len).ok().filter(|_| len <= N)?;
        // Offsets as bytes, from a table, so that sixteen are compared at a time.
        let mask = const { offsets::<N>() }.map(|offset| if offset < end { 0xFF } else { 0 });
        let mut prefix = Self { bytes: *bytes, mask, len };
        for (byte, mask) in prefix.bytes.iter_mut().zip(mask) {
            *byte &= mask;
        }
        Some(prefix)
    }

    /// Returns the length of the text.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Tells whether the text is empty, so that every other text begins with it.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Tells whether another text begins with this one.
    #[inline(always)]
    pub fn begins(&self, text: &[u8; WINDOW]) -> bool {
        masked_equal(text, &self.bytes, &self.mask)
    }
}

#[expect(clippy::cast_possible_truncation, clippy::indexing_slicing, reason = "at compile time")]
const fn offsets<const N: usize>() -> [u8; N] {
    const { assert!(N <= u8::MAX as usize) };
    let mut offsets = [0; N];
    let mut offset = 0;
    while offset < N {
        offsets[offset] = offset as u8;
        offset += 1;
    }
    offsets
}
