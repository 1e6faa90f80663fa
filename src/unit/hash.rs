//! Hashes with secret factors, so that a listing cannot be made to collide in a hash table.
//!
//! ```text
//!  16 bytes  ( w0 * f0 + w1 * f1 + w2 * f2 + w3 * f3 + tag * f4  mod 2^64 ) >> 32     w: 32-bit words, f: secret factors
//!  a text    16 bytes at a time, with the hash so far as the tag
//! ```
//! Two different blocks have the same hash for one of 2^31 choices of the factors (Dietzfelbinger 1996); two different
//! texts of n bytes for about n/16 + 1 of them. The sender of a listing does not know the factors.

/// Bytes that are hashed at once.
const BLOCK: usize = 16;

/// The secret factors, made from one random number.
#[derive(Clone)]
pub struct Seed {
    factors: [u64; 5],
}

impl core::fmt::Debug for Seed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Seed")
    }
}

impl Seed {
    /// Derives the factors. Equal numbers give equal hashes; a random number gives hashes that cannot be predicted.
    pub fn new(random: u64) -> Self {
        let mut state = random;
        Self { factors: core::array::from_fn(|_| split_mix(&mut state)) }
    }

    /// Returns the hash of a number.
    pub fn hash_number(&self, number: u64) -> u32 {
        self.hash_block([number, 0], 0)
    }

    /// Returns the hash of a text of any length.
    pub fn hash_text(&self, text: &[u8]) -> u32 {
        let (blocks, rest) = text.as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        // The last block is padded with zeros, so the hash must depend on the length too.
        let start = self.hash_number(text.len() as u64);
        blocks.iter().chain([&last]).fold(start, |before, block| {
            let whole = u128::from_le_bytes(*block);
            self.hash_block([low(whole), low(whole >> 64)], before)
        })
    }

    /// Returns the hash of 16 bytes, as two little-endian words, and a tag.
    #[inline(always)]
    pub(super) fn hash_block(&self, [front, back]: [u64; 2], tag: u32) -> u32 {
        let words = [front, front >> 32, back, back >> 32, u64::from(tag)];
        high(words.iter().zip(&self.factors).fold(0_u64, |sum, (word, factor)| {
            sum.wrapping_add((word & 0xFFFF_FFFF).wrapping_mul(*factor))
        }))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn low(whole: u128) -> u64 {
    whole as u64
}

fn high(sum: u64) -> u32 {
    (sum >> 32) as u32
}

/// Steele, Lea and Flood's generator (`SplitMix64`): derives many numbers from one.
fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*state ^ *state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_the_length_and_the_seed_matter() {
        let (seed, other) = (Seed::new(1), Seed::new(2));
        let text: Vec<u8> = (0..128).collect();
        let whole = seed.hash_text(&text);
        assert_ne!(whole, other.hash_text(&text));
        assert_ne!(seed.hash_text(b"a"), seed.hash_text(b"a\0"));
        for at in 0..text.len() {
            let mut changed = text.clone();
            changed[at] ^= 0x80;
            assert_ne!(whole, seed.hash_text(&changed), "{at}");
            assert_ne!(whole, seed.hash_text(&text[..at]), "{at}");
            changed.copy_from_slice(&text);
            changed.rotate_left(at + 1);
            assert_eq!(whole == seed.hash_text(&changed), at + 1 == text.len(), "{at}");
        }
    }
}
