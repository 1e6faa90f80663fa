//! An id in seventeen bytes, so that two ids are the same exactly when these are.
//!
//! ```text
//!  kind  0..=16  a text of so many bytes, in the words        "1208", and no id at all ("")
//!        17      a UUID in canonical lower-case form          16 bytes instead of 36
//!        18      a longer text: its place in Interner
//!        19      none was sent
//! ```

use super::arena::StringArena;
use super::interner::Interner;
use super::{OutOfMemory, append};
use crate::simd;

const INLINE: usize = 16;
const UUID: u8 = 17;
const LONG: u8 = 18;
const ABSENT: u8 = 19;

/// An id: compare it, hash it, or ask [`Units`](super::Units) for its text.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Id {
    pub(super) words: [u64; 2],
    pub(super) kind: u8,
}

impl PartialEq for Id {
    /// NOTE: what is derived compares the words as sixteen bytes of memory, and waits until both ids are written there.
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        self.is(other.words, other.kind)
    }
}

impl Id {
    /// No id was sent.
    pub(super) const ABSENT: Self = Self { words: [0; 2], kind: ABSENT };

    /// A UUID by its bytes, as two little-endian words.
    pub(super) fn of_uuid(words: [u64; 2]) -> Self {
        Self { words, kind: UUID }
    }

    /// The id that fits into itself; none for a longer one.
    pub(super) fn of_short(text: &[u8]) -> Option<Self> {
        if let Some(words) = <&[u8; 36]>::try_from(text).ok().and_then(simd::uuid) {
            return Some(Self::of_uuid(words));
        }
        let kind = u8::try_from(text.len()).ok().filter(|len| usize::from(*len) <= INLINE)?;
        let mut bytes = [0; INLINE];
        for (to, from) in bytes.iter_mut().zip(text) {
            *to = *from;
        }
        let [front, back] = u128_halves(u128::from_le_bytes(bytes));
        Some(Self { words: [front, back], kind })
    }

    /// The id of a longer text, by its one place.
    pub(super) fn of_long(place: u32) -> Self {
        Self { words: [u64::from(place), 0], kind: LONG }
    }

    /// Whether it is that one. Without a branch, for where nobody foresees it.
    #[inline(always)]
    pub(super) fn is(self, words: [u64; 2], kind: u8) -> bool {
        let [front, back] = self.words;
        (front ^ words[0]) | (back ^ words[1]) | u64::from(self.kind ^ kind) == 0
    }

    /// Whether none was sent, or one of no length.
    pub fn is_empty(self) -> bool {
        matches!(self.kind, 0 | ABSENT)
    }

    /// The one place of a longer text.
    pub(super) fn place(self) -> Option<u32> {
        let place = u32::try_from(self.words[0]).unwrap_or(StringArena::ABSENT);
        (self.kind == LONG).then_some(place)
    }

    /// Appends the text; false where none was sent.
    pub(super) fn push_to(
        self,
        to: &mut Vec<u8>,
        interner: &Interner,
    ) -> Result<bool, OutOfMemory> {
        match self.kind {
            UUID => append(to, &uuid_text(self.bytes()))?,
            LONG => {
                let text = self.place().and_then(|place| interner.get(place));
                append(to, text.unwrap_or_default())?;
            }
            ABSENT => return Ok(false),
            len => append(to, self.bytes().get(..usize::from(len)).unwrap_or_default())?,
        }
        Ok(true)
    }

    /// The text of one that is a UUID.
    pub(super) fn uuid_text(self) -> [u8; 36] {
        uuid_text(self.bytes())
    }

    fn bytes(self) -> [u8; INLINE] {
        let [front, back] = self.words;
        (u128::from(back) << 64 | u128::from(front)).to_le_bytes()
    }
}

#[expect(clippy::cast_possible_truncation, reason = "each half fits")]
fn u128_halves(value: u128) -> [u64; 2] {
    [value as u64, (value >> 64) as u64]
}

fn uuid_text(bytes: [u8; INLINE]) -> [u8; 36] {
    let mut hex = [0; 2 * INLINE];
    for (digits, byte) in hex.as_chunks_mut().0.iter_mut().zip(bytes) {
        *digits = [digit(byte >> 4), digit(byte & 0xF)];
    }
    let mut text = [b'-'; 36];
    text[..8].copy_from_slice(&hex[..8]);
    text[9..13].copy_from_slice(&hex[8..12]);
    text[14..18].copy_from_slice(&hex[12..16]);
    text[19..23].copy_from_slice(&hex[16..20]);
    text[24..].copy_from_slice(&hex[20..]);
    text
}

fn digit(value: u8) -> u8 {
    value + if value < 10 { b'0' } else { b'a' - 10 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn back(text: &str) -> Option<String> {
        let mut told = Vec::new();
        let id = Id::of_short(text.as_bytes())?;
        let is_sent = id.push_to(&mut told, &Interner::default()).unwrap();
        is_sent.then(|| String::from_utf8(told).unwrap())
    }

    #[test]
    fn only_a_canonical_uuid_is_one() {
        let uuid = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
        assert_eq!(back(uuid).as_deref(), Some(uuid));
        assert_eq!(Id::of_short(uuid.to_uppercase().as_bytes()), None);
        for at in 0..uuid.len() {
            for wrong in ["-", "/", ":", "`", "g", "G", "A", "0", "\0", "é"] {
                let mut other = uuid.to_owned();
                other.replace_range(at..=at, wrong);
                let told = back(&other);
                assert!(told.is_none_or(|told| told == other), "{other}");
            }
        }
    }

    #[test]
    fn a_short_text_is_its_own_id() {
        for text in ["", "1", "é", "0123456789abcdef", "\0", "\0\0"] {
            assert_eq!(back(text).as_deref(), Some(text));
        }
        assert_eq!(back("0123456789abcdefg"), None);
        assert_ne!(Id::of_short(b"\0"), Id::of_short(b"\0\0"));
    }
}
