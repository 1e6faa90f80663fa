//! An id in seventeen bytes. Two ids are equal exactly when these bytes are.
//!
//! ```text
//!  kind  0..=16  a text of so many bytes, in the words          "1208"; no bytes: an empty id
//!        17      a UUID in canonical lower-case form            16 bytes instead of 36
//!        18      a longer text: its reference in the interner
//!        19      absent
//! ```

use super::arena::TextRef;
use super::hash::Seed;
use super::memory::{OutOfMemory, append};
use crate::simd;

const INLINE: usize = 16;
const UUID: u8 = 17;
const LONG: u8 = 18;
const ABSENT: u8 = 19;

/// An id: compare it, hash it, or ask [`Units`](super::Units) for its text.
#[derive(Clone, Copy, Debug, Eq)]
pub struct Id {
    words: [u64; 2],
    kind: u8,
}

impl PartialEq for Id {
    /// NOTE: the derived function compares the words as sixteen bytes of memory, and waits until both ids are written
    /// there. This one has no branch: the outcome is unpredictable where ids are looked up.
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        let ([front, back], words) = (self.words, other.words);
        (front ^ words[0]) | (back ^ words[1]) | u64::from(self.kind ^ other.kind) == 0
    }
}

impl Id {
    /// No id was sent.
    pub(super) const ABSENT: Self = Self { words: [0; 2], kind: ABSENT };

    /// Makes an id of the two parts that columns store.
    #[inline(always)]
    pub(super) const fn of_parts(words: [u64; 2], kind: u8) -> Self {
        Self { words, kind }
    }

    /// Returns the two parts that columns store.
    #[inline(always)]
    pub(super) const fn parts(self) -> ([u64; 2], u8) {
        (self.words, self.kind)
    }

    /// Makes the id of a UUID: its bytes as two little-endian words.
    pub(super) const fn of_uuid(words: [u64; 2]) -> Self {
        Self { words, kind: UUID }
    }

    /// Makes the id of a text that fits into one; returns none for a longer text.
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

    /// Makes the id of a longer text, which an interner stores.
    pub(super) fn of_long(text: TextRef) -> Self {
        Self { words: [u64::from(text.to_bits()), 0], kind: LONG }
    }

    /// Tells whether no id was sent, or an empty one.
    pub fn is_empty(self) -> bool {
        matches!(self.kind, 0 | ABSENT)
    }

    /// Returns the hash of the id.
    #[inline(always)]
    pub fn hash(self, seed: &Seed) -> u32 {
        seed.hash_block(self.words, u32::from(self.kind))
    }

    /// Returns both words in one. Different ids may have the same.
    #[inline]
    pub(super) fn folded(self) -> u64 {
        let [front, back] = self.words;
        front ^ back.rotate_left(32)
    }

    /// Returns the reference to a longer text in the interner.
    pub(super) fn long(self) -> Option<TextRef> {
        let bits = u32::try_from(self.words[0]).ok().filter(|_| self.kind == LONG)?;
        Some(TextRef::from_bits(bits))
    }

    /// Appends the text of an id that is not a longer one; returns whether an id was sent.
    pub(super) fn push_short(self, to: &mut Vec<u8>) -> Result<bool, OutOfMemory> {
        match self.kind {
            ABSENT => return Ok(false),
            UUID => append(to, &self.uuid_text())?,
            len => append(to, self.bytes().get(..usize::from(len)).unwrap_or_default())?,
        }
        Ok(true)
    }

    /// Returns the text of an id that is a UUID.
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

    fn text_of(text: &str) -> Option<String> {
        let mut bytes = Vec::new();
        let is_sent = Id::of_short(text.as_bytes())?.push_short(&mut bytes).unwrap();
        is_sent.then(|| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn only_a_canonical_uuid_is_stored_as_one() {
        let uuid = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
        assert_eq!(text_of(uuid).as_deref(), Some(uuid));
        assert_eq!(Id::of_short(uuid.to_uppercase().as_bytes()), None);
        for at in 0..uuid.len() {
            for wrong in ["-", "/", ":", "`", "g", "G", "A", "0", "\0", "é"] {
                let mut other = uuid.to_owned();
                other.replace_range(at..=at, wrong);
                assert!(text_of(&other).is_none_or(|text| text == other), "{other}");
            }
        }
    }

    #[test]
    fn a_short_text_fits_into_its_id() {
        for text in ["", "1", "é", "0123456789abcdef", "\0", "\0\0"] {
            assert_eq!(text_of(text).as_deref(), Some(text));
        }
        assert_eq!(text_of("0123456789abcdefg"), None);
        assert_ne!(Id::of_short(b"\0"), Id::of_short(b"\0\0"));
    }

    #[test]
    fn the_hash_depends_on_the_kind_and_on_every_bit() {
        let seed = Seed::new(7);
        let id = Id { words: [1 << 40 | 3, 1 << 50 | 9], kind: 4 };
        let mut all = vec![id.hash(&seed), Id { kind: 5, ..id }.hash(&seed)];
        for bit in 0..64 {
            all.push(Id { words: [id.words[0] ^ 1 << bit, id.words[1]], ..id }.hash(&seed));
            all.push(Id { words: [id.words[0], id.words[1] ^ 1 << bit], ..id }.hash(&seed));
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 130);
    }
}
