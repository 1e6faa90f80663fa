//! Hashes that nobody outside can aim at, since nobody outside knows the numbers that they are made with.
//!
//! ```text
//!  an id      ( w0 * f0 + w1 * f1 + w2 * f2 + w3 * f3 + kind * f4  mod 2^64 ) >> 32
//!  a block    pairs of its words, each with a key added, multiplied and summed: 64 bits, which are then
//!             hashed as an id is, with its length and with what stands before it
//! ```
//! Two different ids have the same hash in one of 2^31 choices of the factors (Dietzfelbinger 1996), two different
//! blocks in one of 2^31 choices of the keys (Black, Halevi, Krawczyk, Krovetz and Rogaway 1999), whoever chose the
//! texts: a listing that is made to fill one slot of a table needs to know the seed.

use super::Id;
use crate::simd;

/// Bytes that are hashed at once.
pub(super) const BLOCK: usize = 128;
/// Bytes that are multiplied at once.
pub(super) const PART: usize = 32;

/// The secret numbers, made from a random one.
#[derive(Clone)]
pub struct Seed {
    factors: [u64; 5],
    /// For each sum, of what stands before a block and of its length.
    of_paths: [[u64; 2]; 2],
    /// One more than a block has parts, since the second sum begins with the second key.
    keys: [[u32; PART / 4]; BLOCK / PART + 1],
}

impl core::fmt::Debug for Seed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Seed")
    }
}

impl Seed {
    /// The same for the same number; a random number makes hashes that nobody can foresee.
    pub fn new(random: u64) -> Self {
        let mut state = random;
        let mut factor = || split_mix(&mut state);
        let factors = core::array::from_fn(|_| factor());
        let of_paths = core::array::from_fn(|_| [factor() | 1, factor() | 1]);
        let mut keys = [[0; PART / 4]; BLOCK / PART + 1];
        for pair in keys.as_flattened_mut().as_chunks_mut().0 {
            let both = factor();
            *pair = [high(both), high(both << 32)];
        }
        Self { factors, of_paths, keys }
    }

    /// The hash of an id.
    #[inline(always)]
    pub fn of_id(&self, id: Id) -> u32 {
        self.of_words(id.words, u32::from(id.kind))
    }

    /// The hash of at most [`BLOCK`] bytes behind something with another hash or number.
    pub(super) fn of_block(&self, before: u32, block: &[u8]) -> u32 {
        let [sum] = sum(block, &self.keys);
        self.of_words([sum, block.len() as u64], before)
    }

    /// The sums of the whole parts that a text begins with, but for a last one that its end may be.
    #[inline(always)]
    pub(super) fn front<const SUMS: usize>(&self, text: &[u8]) -> Front<SUMS> {
        let mut front = Front { blocks: [0; SUMS], open: [0; SUMS], parts: 0 };
        let parts = text.as_chunks().0;
        let parts = parts.get(..whole_parts(text.len())).unwrap_or_default();
        let (blocks, rest) = parts.as_chunks::<{ BLOCK / PART }>();
        for block in blocks {
            front.open = simd::multiply(block, &self.keys);
            self.close(&mut front);
        }
        front.open = simd::multiply(rest, &self.keys);
        front.parts = rest.len();
        front
    }

    /// The sums of a text whose front is known; `end` is what stands behind that, and a whole part before it if there is
    /// one.
    #[inline(always)]
    pub(super) fn sums<const SUMS: usize>(
        &self,
        mut front: Front<SUMS>,
        (end, known): (&[u8], usize),
    ) -> [u64; SUMS] {
        let behind = end.get(known..).unwrap_or_default();
        if behind.is_empty() {
            return front.blocks;
        }
        if behind.len() <= PART
            && let Some(last) = end.last_chunk()
        {
            self.add(&mut front, last);
            self.end_block(&mut front, behind.len());
            return front.blocks;
        }
        let parts = whole_parts(behind.len());
        for part in behind.as_chunks().0.iter().take(parts) {
            self.add(&mut front, part);
            front.parts += 1;
            if front.parts == BLOCK / PART {
                self.close(&mut front);
            }
        }
        // The last bytes from where they are a whole part; the length tells how many of them are new.
        match end.last_chunk() {
            Some(last) => self.add(&mut front, last),
            None => self.add(&mut front, &padded(end)),
        }
        self.end_block(&mut front, behind.len() - parts * PART);
        front.blocks
    }

    /// The sums of a text whose front is known, with a separator of one byte and a name behind; none unless all of it is
    /// short: nearly all are. What is put together is as long as it may be, so that nobody has to foresee how long it is.
    #[inline(always)]
    pub(super) fn sums_below<const SUMS: usize>(
        &self,
        mut front: Front<SUMS>,
        [known, separator]: [&[u8]; 2],
        (name, name_len): (&[u8], usize),
    ) -> Option<[u64; SUMS]> {
        let last: &[u8; PART] = known.last_chunk()?;
        let name: &[u8; PART] = name.first_chunk()?;
        let [separator] = *separator else { return None };
        if name_len > PART || known.len() + 1 + name_len > BLOCK {
            return None;
        }
        let mut text = [0; 3 * PART];
        *text.first_chunk_mut()? = *last;
        *text.get_mut(PART)? = separator;
        *text.get_mut(PART + 1..)?.first_chunk_mut()? = *name;
        let end = PART + 1 + name_len;
        let mut at = PART - (known.len() - front.parts * PART);
        while at + PART < end {
            self.add(&mut front, text.get(at..)?.first_chunk()?);
            front.parts += 1;
            at += PART;
        }
        self.add(&mut front, text.get(..end)?.last_chunk()?);
        self.end_block(&mut front, end - at);
        Some(front.blocks)
    }

    #[inline(always)]
    fn add<const SUMS: usize>(&self, front: &mut Front<SUMS>, part: &[u8; PART]) {
        let keys = self.keys.get(front.parts..).unwrap_or_default();
        let of_part: [u64; SUMS] = simd::multiply(core::slice::from_ref(part), keys);
        for (sum, of_part) in front.open.iter_mut().zip(of_part) {
            *sum = sum.wrapping_add(of_part);
        }
    }

    /// Ends a whole block.
    #[inline(always)]
    fn close<const SUMS: usize>(&self, front: &mut Front<SUMS>) {
        front.parts = BLOCK / PART;
        self.end_block(front, 0);
        (front.open, front.parts) = ([0; SUMS], 0);
    }

    /// Adds the block of the parts so far and of so many bytes more.
    #[inline(always)]
    fn end_block<const SUMS: usize>(&self, front: &mut Front<SUMS>, more: usize) {
        let len = (front.parts * PART + more) as u64;
        for ((sum, open), [before, length]) in
            front.blocks.iter_mut().zip(front.open).zip(&self.of_paths)
        {
            *sum = sum.wrapping_mul(*before).wrapping_add(len.wrapping_mul(*length));
            *sum = sum.wrapping_add(open);
        }
    }

    /// The hash of a text by its sums. By one, two texts have the same in one of 2^31 choices of the secret numbers; by
    /// two, in one of 2^62.
    #[inline(always)]
    pub(super) fn of_sums<const SUMS: usize>(&self, sums: [u64; SUMS]) -> u64 {
        let [one, two, three, four, _] = self.factors;
        let half = |sum: u64, low: u64, up: u64| {
            high((sum & 0xFFFF_FFFF).wrapping_mul(low).wrapping_add((sum >> 32).wrapping_mul(up)))
        };
        match *sums.as_slice() {
            [sum] => sum,
            [sum, other, ..] => {
                u64::from(half(sum, one, two)) << 32 | u64::from(half(other, three, four))
            }
            [] => 0,
        }
    }

    #[inline(always)]
    fn of_words(&self, [front, back]: [u64; 2], last: u32) -> u32 {
        let words = [front, front >> 32, back, back >> 32, u64::from(last)];
        high(words.iter().zip(&self.factors).fold(0_u64, |sum, (word, factor)| {
            sum.wrapping_add((word & 0xFFFF_FFFF).wrapping_mul(*factor))
        }))
    }

    /// The hash of a number.
    pub fn of_number(&self, number: u64) -> u32 {
        self.of_words([number, 0], 0)
    }

    /// The hash of a text of any length.
    pub fn of_text(&self, text: &[u8]) -> u32 {
        text.chunks(BLOCK).fold(0, |before, block| self.of_block(before, block))
    }
}

/// The sums of the front of a text: of its whole blocks, and of the parts behind them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Front<const SUMS: usize> {
    blocks: [u64; SUMS],
    open: [u64; SUMS],
    parts: usize,
}

/// How many parts a text begins with, but for one that its end may be.
#[inline(always)]
pub(super) fn whole_parts(len: usize) -> usize {
    len.saturating_sub(1) / PART
}

/// The pairs of words of a block, multiplied and summed with the keys, each time from the next one on.
#[inline(always)]
fn sum<const SUMS: usize>(block: &[u8], keys: &[[u32; PART / 4]]) -> [u64; SUMS] {
    let (parts, rest) = block.as_chunks();
    let mut sums = simd::multiply(parts, keys);
    if !rest.is_empty() {
        // The end once more from where it is a whole part; the length tells how much of it.
        let last = block.last_chunk().copied().unwrap_or_else(|| padded(rest));
        let last: [u64; SUMS] =
            simd::multiply(&[last], keys.get(parts.len()..).unwrap_or_default());
        for (sum, last) in sums.iter_mut().zip(last) {
            *sum = sum.wrapping_add(last);
        }
    }
    sums
}

#[inline(always)]
fn padded(short: &[u8]) -> [u8; PART] {
    let mut part = [0; PART];
    simd::copy(short, part.get_mut(..short.len()).unwrap_or_default());
    part
}

fn high(sum: u64) -> u32 {
    (sum >> 32) as u32
}

/// Steele, Lea and Flood's generator: one random number becomes many.
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
        let whole = seed.of_text(&text);
        assert_ne!(whole, other.of_text(&text));
        assert_ne!(seed.of_block(0, b"a"), seed.of_block(1, b"a"));
        assert_ne!(seed.of_text(b"a"), seed.of_text(b"a\0"));
        let of_path = |text: &[u8]| {
            let known = whole_parts(text.len()) * PART;
            [
                seed.of_sums(seed.sums::<1>(seed.front(text), (text, known))),
                seed.of_sums(seed.sums::<2>(seed.front(text), (text, known))),
            ]
        };
        for at in 0..text.len() {
            let mut changed = text.clone();
            changed[at] ^= 0x80;
            assert_ne!(whole, seed.of_text(&changed), "{at}");
            let (one, other) = (of_path(&text), of_path(&changed));
            assert!(one[0] != other[0] && one[1] != other[1], "{at}");
            let other = of_path(&text[..at]);
            assert!(one[0] != other[0] && one[1] != other[1], "{at}");
        }
    }

    #[test]
    fn an_id_is_hashed_with_its_kind_and_all_its_words() {
        let seed = Seed::new(7);
        let id = Id { words: [1 << 40 | 3, 1 << 50 | 9], kind: 4 };
        let mut all = vec![seed.of_id(id), seed.of_id(Id { kind: 5, ..id })];
        for bit in 0..64 {
            all.push(seed.of_id(Id { words: [id.words[0] ^ 1 << bit, id.words[1]], ..id }));
            all.push(seed.of_id(Id { words: [id.words[0], id.words[1] ^ 1 << bit], ..id }));
        }
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 130);
    }
}
