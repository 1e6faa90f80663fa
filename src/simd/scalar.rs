//! A byte at a time.

use super::{Run, WINDOW};

/// How far the inside of a JSON string stands for itself.
pub fn run(bytes: &[u8]) -> Run {
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let len = bytes.iter().position(special).unwrap_or(bytes.len());
    Run { len, ascii: bytes.iter().take(len).all(u8::is_ascii) }
}

/// Whether a text begins with some bytes, as far as the mask has bits.
pub fn masked_equal<const N: usize>(text: &[u8; WINDOW], bytes: &[u8; N], mask: &[u8; N]) -> bool {
    text.iter().zip(bytes).zip(mask).all(|((text, byte), mask)| (text ^ byte) & mask == 0)
}

/// Whether two texts are the same.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    one == other
}

/// Sums, over pairs of 32-bit words, the product of the sums with their keys: the one function that hashes of long
/// texts are made of.
///
/// ```text
///  bytes   w0 w1 w2 w3 │ w4 w5 w6 w7     each 32 bytes: (w0 + k0)(w4 + k4) + (w1 + k1)(w5 + k5) + … mod 2^64,
///                                        the sums mod 2^32
/// ```
pub fn multiply(bytes: &[[u8; 32]], keys: &[[u32; 8]]) -> u64 {
    let mut sum = 0_u64;
    for (bytes, keys) in bytes.iter().zip(keys) {
        let (words, _) = bytes.as_chunks::<4>();
        let (front, back) = words.split_at(4);
        let (front_keys, back_keys) = keys.split_at(4);
        for ((one, other), (key, other_key)) in
            front.iter().zip(back).zip(front_keys.iter().zip(back_keys))
        {
            let one = u32::from_le_bytes(*one).wrapping_add(*key);
            let other = u32::from_le_bytes(*other).wrapping_add(*other_key);
            sum = sum.wrapping_add(u64::from(one).wrapping_mul(u64::from(other)));
        }
    }
    sum
}

/// The sixteen bytes of a UUID in its canonical form, 8-4-4-4-12 lower-case digits, as two little-endian words.
pub fn uuid(text: &[u8; 36]) -> Option<[u64; 2]> {
    let mut digits = text.iter().enumerate().filter(|(at, _)| !matches!(at, 8 | 13 | 18 | 23));
    let dashes = [8, 13, 18, 23].iter().all(|at| text.get(*at) == Some(&b'-'));
    let mut bytes = [0; 16];
    for byte in &mut bytes {
        let (high, low) = (digit(*digits.next()?.1)?, digit(*digits.next()?.1)?);
        *byte = high << 4 | low;
    }
    let (words, _) = bytes.as_chunks::<8>();
    let &[front, back] = words else { return None };
    dashes.then_some([u64::from_le_bytes(front), u64::from_le_bytes(back)])
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}
