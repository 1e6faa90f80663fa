//! What texts are compared by: their letters, without case and accents.
//!
//! ```text
//!   Łódź → lodz    Straße → strasse    ΣΟΦΊΑΣ → σοφιασ    Ёлка → елка    İzmir → izmir    Ｂ–１ → b-1    한 → ᄒ ᅡ ᆫ
//! ```
//! Each character becomes what these steps make of it, one after the other:
//!
//! 1. Its canonical decomposition (NFD): it does not matter in which form a text was sent. A Hangul syllable becomes
//!    its letters, so that 하 finds 한국, as it should while somebody is typing. Ideographs that Unicode keeps for
//!    compatibility stay as they are: they would be a third of the table.
//! 2. Accents are dropped. An accent is a mark of any combining class but those that make another letter: the Japanese
//!    marks of voice (か is not が), and the vowels and tones of Telugu, Thai, Lao and Tibetan. What nobody sees is
//!    dropped too: soft hyphens, zero-width characters, marks of direction, variation selectors.
//! 3. Lower case, upper case, and lower case again, which leaves one form of ς and σ, of ı and i, of ß, ẞ and ss.
//! 4. What people type for what Unicode does not decompose: ø æ œ ł đ ð þ ħ ŧ ŋ ĳ ŀ become o ae oe l d d th h t n ij l·.
//!    Any space is a space. Typographic apostrophes, quotes and dashes, and full-width characters, are those of ASCII.
//!
//! A character is folded by itself, wherever it stands, so whatever a text holds, its folded form holds. Only the marks
//! that are kept are in the order sent, not in Unicode's.
//!
//! The outcome of all this is in a [`Table`]; only Hangul is computed.

use core::ops::Range;

use super::table::{NONE, Table, Text};
use crate::unit::OutOfMemory;

/// How many times its bytes a character may become: a syllable becomes three letters of as many bytes.
const GROWTH: usize = 3;

/// How many bytes any character may become.
const LONGEST: usize = 12;

/// The Hangul syllables: 588 begin with the same consonant, and 28 of these have the same vowel.
const HANGUL: Range<u32> = 0xac00..0xac00 + 19 * 588;

/// How many characters are remembered. A listing is in one or two scripts.
const REMEMBERED: usize = 256;

/// Folds texts. Most of a text is copied: ASCII, and what stands where no character changes.
#[derive(Debug)]
pub(in crate::tree) struct Fold {
    table: Table,
    /// Of each 256 characters of the first 65 536, whether any may change.
    changing: [bool; 256],
    /// What some characters became, each at a place that few others share.
    remembered: [(u32, Folded); REMEMBERED],
}

impl Fold {
    pub(in crate::tree) fn new() -> Result<Self, OutOfMemory> {
        let table = Table::read()?;
        let mut changing = [false; 256];
        for codes in table.ranges().chain([HANGUL]) {
            let (first, last) = (codes.start as usize / 256, (codes.end - 1) as usize / 256);
            changing.get_mut(first..=last).unwrap_or_default().fill(true);
        }
        let remembered = [(NONE, Folded::of([NONE; 3], false)); REMEMBERED];
        Ok(Self { table, changing, remembered })
    }

    /// What to look for: the folded text without spaces around it.
    pub(super) fn needle(&mut self, text: &str) -> Result<Vec<u8>, OutOfMemory> {
        let mut folded = Vec::new();
        self.push(text.trim(), &mut folded)?;
        folded.truncate(folded.trim_ascii_end().len());
        folded.drain(..folded.len() - folded.trim_ascii_start().len());
        Ok(folded)
    }

    /// Appends a text, folded, and leaves room for a byte behind it.
    // Inlined, it would be there three times.
    #[inline(never)]
    pub(super) fn push(&mut self, text: &str, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
        let start = to.len();
        let ascii = text.is_ascii();
        to.try_reserve(if ascii { text.len() + 1 } else { room_for(text) })?;
        let copied = if ascii { 0 } else { self.push_changed(text, to) };
        to.extend_from_slice(text.as_bytes().get(copied..).unwrap_or_default());
        to.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        Ok(())
    }

    /// Appends a text, folded, with a capital U before every letter that was one.
    pub(in crate::tree) fn push_letters(
        &mut self,
        text: &str,
        to: &mut Vec<u8>,
    ) -> Result<(), OutOfMemory> {
        let capitals = text.chars().filter(|character| character.is_uppercase()).count();
        to.try_reserve(room_for(text).saturating_add(capitals))?;
        for character in text.chars() {
            if character.is_uppercase() {
                to.push(b'U');
            }
            self.character(character).append(to);
        }
        Ok(())
    }

    /// Whether a text has an accent, or anything else that joins the letter before it, as a character of its own.
    pub(in crate::tree) fn is_decomposed(&mut self, text: &str) -> bool {
        text.chars().any(|character| !character.is_ascii() && self.character(character).joins())
    }

    /// Appends a text up to its last character that may change, and says where that one ends. ASCII stays as it is.
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
        let place = character as usize / 256;
        !character.is_ascii() && self.changing.get(place).copied().unwrap_or(true)
    }

    /// What becomes of a character.
    pub(super) fn character(&mut self, character: char) -> Folded {
        let code = u32::from(character.to_ascii_lowercase());
        if let Some(letters) = hangul(code) {
            return Folded::of(letters, false);
        }
        let place = (code ^ code >> 8) as usize % REMEMBERED;
        match self.remembered.get(place) {
            Some((of, folded)) if *of == code => *folded,
            _ => self.look_up(code, place),
        }
    }

    fn look_up(&mut self, code: u32, place: usize) -> Folded {
        let text = self.table.text(code);
        let folded = Folded::of(text, text == [NONE; 3] || self.table.joins(code));
        if let Some(slot) = self.remembered.get_mut(place) {
            *slot = (code, folded);
        }
        folded
    }

    /// Whether a character that was kept joins the letter before it.
    pub(super) fn joins(&self, character: char) -> bool {
        self.table.joins(u32::from(character))
    }
}

/// How many bytes a text may become, with room to append one character more.
pub(super) fn room_for(text: &str) -> usize {
    text.len().saturating_mul(GROWTH).saturating_add(LONGEST)
}

/// The letters of a Hangul syllable.
fn hangul(code: u32) -> Option<Text> {
    let place = code.checked_sub(HANGUL.start).filter(|_| code < HANGUL.end)?;
    let (first, vowel, last) = (place / 588, place % 588 / 28, place % 28);
    Some([0x1100 + first, 0x1161 + vowel, if last == 0 { NONE } else { 0x11a7 + last }])
}

/// What became of one character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    len: u8,
    joins: bool,
}

impl Folded {
    fn of(text: Text, joins: bool) -> Self {
        let mut folded = Self { bytes: [0; LONGEST], len: 0, joins };
        for character in text.into_iter().filter_map(char::from_u32) {
            let at = usize::from(folded.len);
            if let Some(room) = folded.bytes.get_mut(at..at + character.len_utf8()) {
                character.encode_utf8(room);
                folded.len += u8::try_from(room.len()).unwrap_or_default();
            }
        }
        folded
    }

    /// Copies all bytes, which is quicker than to copy a few, and keeps those that count.
    pub(super) fn append(&self, to: &mut Vec<u8>) {
        let end = to.len() + usize::from(self.len);
        to.extend_from_slice(&self.bytes);
        to.truncate(end);
    }

    /// Whether the character belongs to the one before it: a mark, or something nobody sees.
    pub(super) fn joins(&self) -> bool {
        self.joins
    }
}
