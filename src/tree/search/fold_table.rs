//! The table of characters that folding changes: `fold.bin`, 3 kB. The lower case of the standard library alone is 12 kB.
//!
//! `tests/core/search_table.rs` writes the file and compares it with Unicode. It is a list of runs of characters, in order.
//! A number has seven bits in each byte, the lowest first; 0x80 means that a byte follows.
//!
//! ```text
//!   gap  head  to ..        0a  2c  b5 0d        À, 10 characters after µ, and the five after it become a,
//!                                               which is 859 before the μ that µ became
//!
//!   gap    how many characters after the run before do not change
//!   head   8 × (how many characters - 1) + what becomes of them:
//!            0  nothing                         1  themselves, and each joins the letter before it
//!            2  the first and every other one   3  those from `to` on, in the same order
//!               becomes the one after it        4, 5, 6  each the same text: one, two, three times `to`
//!   to     a character, as the difference from the last one written: n ≥ 0 as 2n, n < 0 as -2n - 1
//! ```

use core::ops::Range;

use crate::unit::OutOfMemory;

/// The codes of at most three characters.
pub(super) type Text = [u32; 3];

/// No character.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Debug)]
pub(super) struct FoldTable {
    runs: Vec<Run>,
}

/// Characters that change in the same way.
#[derive(Debug)]
struct Run {
    codes: Range<u32>,
    to: To,
}

#[derive(Clone, Copy, Debug)]
enum To {
    Nothing,
    Themselves,
    NextOne,
    InOrder(u32),
    Text(Text),
}

impl FoldTable {
    pub(super) fn read() -> Result<Self, OutOfMemory> {
        let mut runs = Vec::new();
        for run in (Packed { bytes: include_bytes!("fold.bin").iter(), end: 0, last: 0 }) {
            runs.try_reserve(1)?;
            runs.push(run);
        }
        Ok(Self { runs })
    }

    /// Yields the ranges of characters that change, or that join the letter before them.
    pub(super) fn ranges(&self) -> impl Iterator<Item = Range<u32>> {
        self.runs.iter().map(|run| run.codes.clone())
    }

    /// Returns what a character becomes.
    pub(super) fn text(&self, code: u32) -> Text {
        let Some(run) = self.run_of(code) else { return [code, NONE, NONE] };
        let offset = code - run.codes.start;
        match run.to {
            To::Nothing => [NONE; 3],
            To::Themselves => [code, NONE, NONE],
            To::NextOne => [code + 1 - offset % 2, NONE, NONE],
            To::InOrder(first) => [first + offset, NONE, NONE],
            To::Text(text) => text,
        }
    }

    /// Tells whether a character does not change but joins the letter before it.
    pub(super) fn joins(&self, code: u32) -> bool {
        self.run_of(code).is_some_and(|run| matches!(run.to, To::Themselves))
    }

    fn run_of(&self, code: u32) -> Option<&Run> {
        let at = self.runs.partition_point(|run| run.codes.end <= code);
        self.runs.get(at).filter(|run| run.codes.contains(&code))
    }
}

/// Reads the runs from the file.
struct Packed {
    bytes: core::slice::Iter<'static, u8>,
    /// The character behind the last run.
    end: u32,
    /// The last character read.
    last: u32,
}

impl Iterator for Packed {
    type Item = Run;

    fn next(&mut self) -> Option<Run> {
        let first = self.end + self.number()?;
        let head = self.number()?;
        self.end = first + head / 8 + 1;
        let to = match head % 8 {
            0 => To::Nothing,
            1 => To::Themselves,
            2 => To::NextOne,
            3 => To::InOrder(self.character()?),
            kind => To::Text(self.text(kind - 3)?),
        };
        Some(Run { codes: first..self.end, to })
    }
}

impl Packed {
    // Not inlined: there are five calls.
    #[inline(never)]
    fn number(&mut self) -> Option<u32> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let byte = *self.bytes.next()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }

    fn character(&mut self) -> Option<u32> {
        let number = self.number()?;
        let difference = if number % 2 == 0 { number / 2 } else { !(number / 2) };
        self.last = self.last.wrapping_add(difference);
        Some(self.last)
    }

    fn text(&mut self, length: u32) -> Option<Text> {
        let mut text = [NONE; 3];
        for slot in text.iter_mut().take(length as usize) {
            *slot = self.character()?;
        }
        Some(text)
    }
}
