//! Sixteen bytes at a time, with simd128.
//!
//! Only [`load`] is `unsafe`. `v128_load` reads sixteen bytes at its pointer, of any alignment. The pointer comes from a
//! reference to an array of sixteen bytes, so the bytes exist, are initialised, and do not change during the load.

use core::arch::wasm32::{
    i8x16_gt, i8x16_shuffle, u8x16, u8x16_add, u8x16_bitmask, u8x16_eq, u8x16_le,
    u8x16_narrow_i16x8, u8x16_splat, u8x16_swizzle, u16x8_shl, u16x8_shr, u16x8_splat,
    u64x2_extract_lane, v128, v128_and, v128_load, v128_or, v128_xor,
};

use super::{Run, copy, scalar};

const STEP: usize = 16;

#[expect(unsafe_code, reason = "the only load, within the bounds of an array")]
#[inline(always)]
fn load(bytes: &[u8; STEP]) -> v128 {
    // SAFETY: the pointer comes from a reference to sixteen bytes, and v128_load requires no alignment.
    unsafe { v128_load(bytes.as_ptr().cast()) }
}

/// Finds the run at the start of the inside of a JSON string.
#[inline(always)]
pub fn run(bytes: &[u8]) -> Run {
    let mut len = 0;
    let mut high = u8x16_splat(0);
    let (steps, rest) = bytes.as_chunks::<{ 2 * STEP }>();
    for step in steps {
        let [front, back] = step.as_chunks::<STEP>().0 else { continue };
        let (front, back) = (load(front), load(back));
        let found = special(front) | special(back) << STEP;
        if found != 0 {
            let before = found.trailing_zeros();
            let above = u32::from(u8x16_bitmask(front)) | u32::from(u8x16_bitmask(back)) << STEP;
            let ascii = above & ((1 << before) - 1) == 0 && u8x16_bitmask(high) == 0;
            return Run { len: len + before as usize, ascii };
        }
        high = v128_or(high, v128_or(front, back));
        len += 2 * STEP;
    }
    let rest = scalar::run(rest);
    Run { len: len + rest.len, ascii: u8x16_bitmask(high) == 0 && rest.ascii }
}

/// Returns a bit for each byte that ends a run.
#[inline(always)]
fn special(step: v128) -> u32 {
    let quote = u8x16_eq(step, u8x16_splat(b'"'));
    let backslash = u8x16_eq(step, u8x16_splat(b'\\'));
    let control = u8x16_le(step, u8x16_splat(0x1F));
    u32::from(u8x16_bitmask(v128_or(v128_or(quote, backslash), control)))
}

/// Tells whether a text is UTF-8 without a character of more than two bytes: each second byte is behind a first byte, and
/// nothing else is above ASCII.
#[inline(always)]
pub fn is_narrow(text: &[u8]) -> bool {
    let (steps, rest) = text.as_chunks::<STEP>();
    let mut before = 0;
    for step in steps {
        let Some(last) = narrow(load(step), before) else { return false };
        before = last;
    }
    let mut end = [0; STEP];
    copy(rest, end.get_mut(..rest.len()).unwrap_or_default());
    narrow(load(&end), before).is_some_and(|last| last == 0)
}

/// Checks a step. `before` is 1 if the step before it ends with a first byte; returns the same for this step, none if it fails.
#[inline(always)]
fn narrow(step: v128, before: u32) -> Option<u32> {
    let firsts = v128_and(u8x16_le(u8x16_splat(0xC2), step), u8x16_le(step, u8x16_splat(0xDF)));
    let seconds = v128_and(u8x16_le(u8x16_splat(0x80), step), u8x16_le(step, u8x16_splat(0xBF)));
    let firsts = u32::from(u8x16_bitmask(firsts));
    let seconds = u32::from(u8x16_bitmask(seconds));
    let expected = firsts << 1 | before;
    let fits = seconds == expected & 0xFFFF && firsts | seconds == u32::from(u8x16_bitmask(step));
    fits.then_some(expected >> STEP)
}

/// Tells whether two steps are equal. V8 compiles this to fewer instructions than `v128_any_true`.
#[inline(always)]
fn same(one: v128, other: v128) -> bool {
    u8x16_bitmask(u8x16_eq(one, other)) == u16::MAX
}

#[inline(always)]
fn is_zero(step: v128) -> bool {
    same(step, u8x16_splat(0))
}

/// Tells whether a text begins with some bytes, compared under a mask; their number is a multiple of sixteen.
#[inline(always)]
pub fn masked_equal<const T: usize, const N: usize>(
    text: &[u8; T],
    bytes: &[u8; N],
    mask: &[u8; N],
) -> bool {
    let mut differs = u8x16_splat(0);
    let bytes = bytes.as_chunks::<STEP>().0;
    let mask = mask.as_chunks::<STEP>().0;
    for ((text, bytes), mask) in text.as_chunks::<STEP>().0.iter().zip(bytes).zip(mask) {
        differs = v128_or(differs, v128_and(v128_xor(load(text), load(bytes)), load(mask)));
    }
    is_zero(differs)
}

/// Tells whether a text begins with `steps` steps of sixteen bytes, the last one compared under a mask.
#[inline(always)]
pub fn fixed_equal(
    text: &[[u8; STEP]],
    bytes: &[[u8; STEP]],
    (steps, mask): (usize, &[u8; STEP]),
) -> bool {
    let mut differs = u8x16_splat(0);
    let mut last = differs;
    for (text, bytes) in text.iter().zip(bytes).take(steps) {
        differs = v128_or(differs, last);
        last = v128_xor(load(text), load(bytes));
    }
    is_zero(v128_or(differs, v128_and(last, load(mask))))
}

/// Tells whether two texts are equal. In WebAssembly, `memcmp` compares one byte at a time.
#[inline(always)]
pub fn equal(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let (steps, rest) = one.as_chunks::<STEP>();
    let (other_steps, other_rest) = other.as_chunks::<STEP>();
    let same = |one: &[u8; STEP], other: &[u8; STEP]| same(load(one), load(other));
    if !steps.iter().zip(other_steps).all(|(one, other)| same(one, other)) {
        return false;
    }
    match (one.last_chunk(), other.last_chunk()) {
        // The last sixteen bytes overlap the last step.
        (Some(one), Some(other)) => rest.is_empty() || same(one, other),
        _ => rest.iter().zip(other_rest).all(|(one, other)| one == other),
    }
}

/// Returns the sixteen bytes of a UUID in canonical form, 8-4-4-4-12 lower-case digits, as two little-endian words.
///
/// ```text
///  text    0       8    13   18   23         35
///          xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
///  front   └──────────────┘                        16 bytes from 0
///  middle                  └──────────────┘        16 bytes from 16
///  back                        └──────────────┘    16 bytes from 20
/// ```
#[inline(always)]
pub fn uuid(text: &[u8; 36]) -> Option<[u64; 2]> {
    let ([front, middle], _) = text.as_chunks::<STEP>() else { return None };
    let (front, middle, back) = (load(front), load(middle), load(text.last_chunk::<STEP>()?));
    if [text.get(8), text.get(13), text.get(18), text.get(23)] != [Some(&b'-'); 4] {
        return None;
    }
    let first =
        i8x16_shuffle::<0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17>(front, middle);
    let last =
        i8x16_shuffle::<3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 28, 29, 30, 31>(middle, back);
    let (first_values, last_values) = (values(first), values(last));
    let right = v128_and(
        u8x16_eq(first, u8x16_swizzle(DIGITS, first_values)),
        u8x16_eq(last, u8x16_swizzle(DIGITS, last_values)),
    );
    if u8x16_bitmask(right) != u16::MAX {
        return None;
    }
    let bytes = u8x16_narrow_i16x8(pairs(first_values), pairs(last_values));
    Some([u64x2_extract_lane::<0>(bytes), u64x2_extract_lane::<1>(bytes)])
}

const DIGITS: v128 = u8x16(
    b'0', b'1', b'2', b'3', b'4', b'5', b'6', b'7', b'8', b'9', b'a', b'b', b'c', b'd', b'e', b'f',
);

/// Returns the values of sixteen lower-case hexadecimal digits. Any other byte gets a value whose digit is a different byte.
fn values(text: v128) -> v128 {
    let letters = i8x16_gt(text, u8x16_splat(b'9'));
    u8x16_add(v128_and(text, u8x16_splat(0xF)), v128_and(letters, u8x16_splat(9)))
}

/// Joins each digit with the next one.
fn pairs(digits: v128) -> v128 {
    let joined = v128_or(u16x8_shl(digits, 4), u16x8_shr(digits, 8));
    v128_and(joined, u16x8_splat(0xFF))
}
