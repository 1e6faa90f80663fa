//! Sixteen bytes at a time, with simd128.
//!
//! `unsafe` stands in [`load`] alone. `v128_load` reads sixteen bytes from where its pointer points, of any alignment;
//! the pointer comes from a reference to an array of sixteen bytes, so they are there, are initialised, and nobody
//! writes to them meanwhile.

use core::arch::wasm32::{
    i8x16_shuffle, i8x16_sub, u8x16_add, u8x16_bitmask, u8x16_eq, u8x16_le, u8x16_narrow_i16x8,
    u8x16_splat, u16x8_shl, u16x8_shr, u16x8_splat, u64x2_extract_lane, v128, v128_and,
    v128_andnot, v128_any_true, v128_bitselect, v128_load, v128_or, v128_xor,
};

use super::{Run, WINDOW, scalar};

const STEP: usize = 16;

#[expect(unsafe_code, reason = "the one load, whose bounds are the array's")]
fn load(bytes: &[u8; STEP]) -> v128 {
    // SAFETY: the pointer is that of a reference to sixteen bytes, and v128_load asks for no alignment.
    unsafe { v128_load(bytes.as_ptr().cast()) }
}

/// How far the inside of a JSON string stands for itself.
pub fn run(bytes: &[u8]) -> Run {
    let mut len = 0;
    let mut high = u8x16_splat(0);
    let (steps, rest) = bytes.as_chunks::<STEP>();
    for step in steps {
        let step = load(step);
        let special = v128_or(
            v128_or(u8x16_eq(step, u8x16_splat(b'"')), u8x16_eq(step, u8x16_splat(b'\\'))),
            u8x16_le(step, u8x16_splat(0x1F)),
        );
        if v128_any_true(special) {
            let before = u8x16_bitmask(special).trailing_zeros();
            let ascii = u8x16_bitmask(step) & ((1 << before) - 1) == 0;
            let ascii = ascii && u8x16_bitmask(high) == 0;
            return Run { len: len + before as usize, ascii };
        }
        high = v128_or(high, step);
        len += STEP;
    }
    let rest = scalar::run(rest);
    Run { len: len + rest.len, ascii: u8x16_bitmask(high) == 0 && rest.ascii }
}

/// Whether a text begins with some bytes, as far as the mask has bits; their number is a multiple of sixteen.
#[inline]
pub fn masked_equal<const N: usize>(text: &[u8; WINDOW], bytes: &[u8; N], mask: &[u8; N]) -> bool {
    let mut differs = u8x16_splat(0);
    let bytes = bytes.as_chunks::<STEP>().0;
    let mask = mask.as_chunks::<STEP>().0;
    for ((text, bytes), mask) in text.as_chunks::<STEP>().0.iter().zip(bytes).zip(mask) {
        differs = v128_or(differs, v128_and(v128_xor(load(text), load(bytes)), load(mask)));
    }
    !v128_any_true(differs)
}

/// The sixteen bytes of a UUID in its canonical form, 8-4-4-4-12 lower-case digits, as two little-endian words.
///
/// ```text
///  text    0       8    13   18   23         35
///          xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx
///  front   └──────────────┘                        16 bytes from 0
///  middle                  └──────────────┘        16 bytes from 16
///  back                        └──────────────┘    16 bytes from 20
/// ```
pub fn uuid(text: &[u8; 36]) -> Option<[u64; 2]> {
    let ([front, middle], _) = text.as_chunks::<STEP>() else { return None };
    let (front, middle, back) = (load(front), load(middle), load(text.last_chunk::<STEP>()?));
    let first =
        i8x16_shuffle::<0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17>(front, middle);
    let last =
        i8x16_shuffle::<3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 28, 29, 30, 31>(middle, back);
    let dashes =
        i8x16_shuffle::<8, 13, 18, 23, 8, 13, 18, 23, 8, 13, 18, 23, 8, 13, 18, 23>(front, middle);
    let (first, first_wrong) = digits(first);
    let (last, last_wrong) = digits(last);
    let wrong = v128_or(v128_or(first_wrong, last_wrong), v128_xor(dashes, u8x16_splat(b'-')));
    if v128_any_true(wrong) {
        return None;
    }
    let bytes = u8x16_narrow_i16x8(pairs(first), pairs(last));
    Some([u64x2_extract_lane::<0>(bytes), u64x2_extract_lane::<1>(bytes)])
}

/// The values of sixteen lower-case hexadecimal digits, and a bit wherever there is none.
fn digits(text: v128) -> (v128, v128) {
    let number = i8x16_sub(text, u8x16_splat(b'0'));
    let letter = i8x16_sub(text, u8x16_splat(b'a'));
    let is_number = u8x16_le(number, u8x16_splat(9));
    let is_letter = u8x16_le(letter, u8x16_splat(5));
    let value = v128_bitselect(number, u8x16_add(letter, u8x16_splat(10)), is_number);
    let wrong = v128_andnot(u8x16_splat(0xFF), v128_or(is_number, is_letter));
    (value, wrong)
}

/// Joins each digit with the one after it.
fn pairs(digits: v128) -> v128 {
    let joined = v128_or(u16x8_shl(digits, 4), u16x8_shr(digits, 8));
    v128_and(joined, u16x8_splat(0xFF))
}
