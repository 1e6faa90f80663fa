//! A longer text that is compared with the start of others.

use super::fixed_equal;

/// The longest [`Fixed`].
pub const FIXED: usize = 128;

const STEP: usize = 16;

/// A text of one to [`FIXED`] bytes to compare with the start of others.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    bytes: [[u8; STEP]; FIXED / STEP],
    /// For the last step: 0xFF for each byte of the text, 0 behind its end.
    mask: [u8; STEP],
    steps: usize,
    len: usize,
}

impl Fixed {
    /// Takes a text; none if it is empty or too long.
    pub fn new(text: &[u8]) -> Option<Self> {
        let steps = text.len().div_ceil(STEP);
        let mut bytes = [[0; STEP]; FIXED / STEP];
        bytes.as_flattened_mut().get_mut(..text.len())?.copy_from_slice(text);
        let mut mask = [0; STEP];
        mask.get_mut(..(text.len().checked_sub(1)?) % STEP + 1)?.fill(0xFF);
        Some(Self { bytes, mask, steps, len: text.len() })
    }

    /// Returns the length of the text.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns the length of the text if another text begins with it. None if fewer than [`FIXED`] bytes are available.
    #[inline(always)]
    pub fn begins(&self, text: &[u8]) -> Option<usize> {
        let text = text.first_chunk::<FIXED>()?.as_chunks().0;
        fixed_equal(text, &self.bytes, (self.steps, &self.mask)).then_some(self.len)
    }
}
