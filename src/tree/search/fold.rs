//! Folds texts for comparison: to their letters, without case and accents.
//!
//! ```text
//!   Łódź → lodz    Straße → strasse    ΣΟΦΊΑΣ → σοφιασ    Ёлка → елка    İzmir → izmir    Ｂ–１ → b-1    한 → ᄒ ᅡ ᆫ
//! ```
//! Each character goes through these steps:
//!
//! 1. Canonical decomposition (NFD), so that the form in which a text was sent does not matter. A Hangul syllable becomes
//!    its letters, so that 하 finds 한국 while a person is typing. Compatibility ideographs do not change: they would be a
//!    third of the table.
//! 2. Accents are dropped. An accent is a combining mark, except for marks that make another letter: the Japanese voicing
//!    marks (か is not が), and the vowels and tones of Telugu, Thai, Lao and Tibetan. Invisible characters are dropped too:
//!    soft hyphens, zero-width characters, directional marks, variation selectors.
//! 3. Lower case, upper case, and lower case again, which leaves one form of ς and σ, of ı and i, and of ß, ẞ and ss.
//! 4. What people type for characters that Unicode does not decompose: ø æ œ ł đ ð þ ħ ŧ ŋ ĳ ŀ become o ae oe l d d th h t n ij l·.
//!    Every space becomes a space of ASCII, as do typographic apostrophes, quotes, dashes and full-width characters.
//!
//! Each character is folded on its own. So if a text contains another one, the folded text contains the folded other. Marks
//! that are kept stay in the order sent, which may differ from the canonical order.
//!
//! A [`FoldTable`] has the results; only Hangul is computed.

use core::ops::Range;

use super::fold_table::{FoldTable, NONE, Text};
use crate::unit::OutOfMemory;

/// The greatest factor by which the bytes of a character grow: a syllable becomes three letters of as many bytes each.
const MAX_GROWTH: usize = 3;

/// The most bytes that a character becomes.
const MAX_FOLDED: usize = 12;

/// The Hangul syllables: 588 begin with the same consonant, and 28 of these have the same vowel.
const HANGUL: Range<u32> = 0xac00..0xac00 + 19 * 588;

/// The number of slots for folded characters. A listing is in one or two scripts.
const CACHED: usize = 256;

/// Folds texts. Copies most of a text: ASCII, and pages in which no character changes.
#[derive(Debug)]
pub(in crate::tree) struct Fold {
    table: FoldTable,
    /// For each page of 256 characters of the first 65 536, whether any of them may change.
    changing: [bool; 256],
    /// Characters that were folded before, each in a slot that few others share.
    cache: [(u32, Folded); CACHED],
}

impl Fold {
    pub(in crate::tree) fn new() -> Result<Self, OutOfMemory> {
        let table = FoldTable::read()?;
        let mut changing = [false; 256];
        for codes in table.ranges().chain([HANGUL]) {
            let (first, last) = (codes.start as usize / 256, (codes.end - 1) as usize / 256);
            changing.get_mut(first..=last).unwrap_or_default().fill(true);
        }
        let cache = [(NONE, Folded::of([NONE; 3], false)); CACHED];
        Ok(Self { table, changing, cache })
    }

    /// Folds a text to search for, and trims spaces.
    pub(super) fn needle(&mut self, text: &str) -> Result<Vec<u8>, OutOfMemory> {
        let mut folded = Vec::new();
        self.push(text.trim(), &mut folded)?;
        folded.truncate(folded.trim_ascii_end().len());
        folded.drain(..folded.len() - folded.trim_ascii_start().len());
        Ok(folded)
    }

    /// Appends a folded text, and reserves memory for one more byte.
    // Not inlined: there are three calls.
    #[inline(never)]
    pub(super) fn push(&mut self, text: &str, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
        let start = to.len();
        let ascii = text.is_ascii();
        to.try_reserve(if ascii { text.len() + 1 } else { max_folded_len(text) })?;
        let copied = if ascii { 0 } else { self.push_changed(text, to) };
        to.extend_from_slice(text.as_bytes().get(copied..).unwrap_or_default());
        to.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        Ok(())
    }

    /// Appends a folded text, with a capital U in front of every letter that was a capital.
    pub(in crate::tree) fn push_letters(
        &mut self,
        text: &str,
        to: &mut Vec<u8>,
    ) -> Result<(), OutOfMemory> {
        let capitals = text.chars().filter(|character| character.is_uppercase()).count();
        to.try_reserve(max_folded_len(text).saturating_add(capitals))?;
        for character in text.chars() {
            if character.is_uppercase() {
                to.push(b'U');
            }
            self.character(character).append(to);
        }
        Ok(())
    }

    /// Tells whether a text has an accent, or anything else that joins the letter before it, as a character of its own.
    pub(in crate::tree) fn is_decomposed(&mut self, text: &str) -> bool {
        text.chars().any(|character| !character.is_ascii() && self.character(character).joins())
    }

    /// Appends a text up to its last character that may change, and returns where that character ends. Does not change ASCII.
    fn push_changed(&mut self, text: &str, to: &mut Vec<u8>) -> usize {
        let mut copied = 0;
        for (at, character) in text.char_indices() {
            if self.may_change(character) {
                if copied < at {
                    to.extend_from_slice(text.as_bytes().get(copied..at).unwrap_or_default());
                }
                self.character(character).append(to);
                copied = at + character.len_utf8();
            }
        }
        copied
    }

    fn may_change(&self, character: char) -> bool {
        let page = character as usize / 256;
        !character.is_ascii() && self.changing.get(page).copied().unwrap_or(true)
    }

    /// Folds a character.
    pub(super) fn character(&mut self, character: char) -> Folded {
        let code = u32::from(character.to_ascii_lowercase());
        if let Some(letters) = hangul(code) {
            return Folded::of(letters, false);
        }
        let slot = (code ^ code >> 8) as usize % CACHED;
        match self.cache.get(slot) {
            Some((of, folded)) if *of == code => *folded,
            _ => self.look_up(code, slot),
        }
    }

    fn look_up(&mut self, code: u32, slot: usize) -> Folded {
        let text = self.table.text(code);
        let folded = Folded::of(text, text == [NONE; 3] || self.table.joins(code));
        if let Some(slot) = self.cache.get_mut(slot) {
            *slot = (code, folded);
        }
        folded
    }

    /// Tells whether a character that folding keeps joins the letter before it.
    pub(super) fn joins(&self, character: char) -> bool {
        self.table.joins(u32::from(character))
    }
}

/// Returns the most bytes that a text becomes, and one character more.
pub(super) fn max_folded_len(text: &str) -> usize {
    text.len().saturating_mul(MAX_GROWTH).saturating_add(MAX_FOLDED)
}

/// Returns the letters of a Hangul syllable.
fn hangul(code: u32) -> Option<Text> {
    let syllable = code.checked_sub(HANGUL.start).filter(|_| code < HANGUL.end)?;
    let (first, vowel, last) = (syllable / 588, syllable % 588 / 28, syllable % 28);
    Some([0x1100 + first, 0x1161 + vowel, if last == 0 { NONE } else { 0x11a7 + last }])
}

/// A folded character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded {
    bytes: [u8; MAX_FOLDED],
    len: u8,
    joins: bool,
}

impl Folded {
    fn of(text: Text, joins: bool) -> Self {
        let mut folded = Self { bytes: [0; MAX_FOLDED], len: 0, joins };
        for character in text.into_iter().filter_map(char::from_u32) {
            let at = usize::from(folded.len);
            if let Some(slot) = folded.bytes.get_mut(at..at + character.len_utf8()) {
                character.encode_utf8(slot);
                folded.len += u8::try_from(slot.len()).unwrap_or_default();
            }
        }
        folded
    }

    /// Appends the character. Copies all bytes and truncates, which is faster than copying a few.
    pub(super) fn append(&self, to: &mut Vec<u8>) {
        let end = to.len() + usize::from(self.len);
        to.extend_from_slice(&self.bytes);
        to.truncate(end);
    }

    /// Tells whether the character joins the one before it: a mark, or an invisible character.
    pub(super) fn joins(&self) -> bool {
        self.joins
    }
}
