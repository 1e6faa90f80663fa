//! One byte at a time.

use super::Run;

/// Finds the run at the start of the inside of a JSON string.
pub fn run(bytes: &[u8]) -> Run {
    let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
    let len = bytes.iter().position(special).unwrap_or(bytes.len());
    Run { len, ascii: bytes.iter().take(len).all(u8::is_ascii) }
}

/// Tells whether a text is UTF-8 without a character of more than two bytes.
pub fn is_narrow(text: &[u8]) -> bool {
    core::str::from_utf8(text).is_ok_and(|text| text.chars().all(|one| one.len_utf8() <= 2))
}

/// Tells whether a text begins with some bytes, compared under a mask.
pub fn masked_equal<const T: usize, const N: usize>(
    text: &[u8; T],
    bytes: &[u8; N],
    mask: &[u8; N],
) -> bool {
    text.iter().zip(bytes).zip(mask).all(|((text, byte), mask)| (text ^ byte) & mask == 0)
}

/// Tells whether a text begins with `steps` steps of sixteen bytes, the last one compared under a mask.
pub fn fixed_equal(
    text: &[[u8; 16]],
    bytes: &[[u8; 16]],
    (steps, mask): (usize, &[u8; 16]),
) -> bool {
    let masks = core::iter::repeat_n(&[0xFF; 16], steps.saturating_sub(1)).chain([mask]);
    text.iter().zip(bytes).zip(masks).all(|((text, bytes), mask)| {
        text.iter().zip(bytes).zip(mask).all(|((text, byte), mask)| (text ^ byte) & mask == 0)
    })
}

/// Tells whether two texts are equal.
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    one == other
}

/// Returns the sixteen bytes of a UUID in canonical form, 8-4-4-4-12 lower-case digits, as two little-endian words.
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
