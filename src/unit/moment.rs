//! A time in eight bytes, where it has the documented form: its seventeen digits as one number.
//!
//! ```text
//!  2016-04-11T03:49:09.176Z   20160411034909176    any digits: no calendar is asked, the very text comes back
//!  anything else              a place in StringArena, with the top bit set
//! ```

use super::OutOfMemory;
use super::arena::StringArena;

/// The documented form, with a 0 for each digit.
const FORM: &[u8; 24] = b"0000-00-00T00:00:00.000Z";
const IN_TEXTS: u64 = 1 << 63;

/// The digits of the time of day.
const TIME: u64 = 1_000_000_000;
/// Where the digits of each half stand, from the last one on.
const DATE_PLACES: &[usize] = &[9, 8, 6, 5, 3, 2, 1, 0];
const TIME_PLACES: &[usize] = &[22, 21, 20, 18, 17, 15, 14, 12, 11];

/// A time of the documented form as a number; none for any other text.
pub(super) fn digits_of(text: &[u8]) -> Option<u64> {
    let text: &[u8; FORM.len()] = text.try_into().ok()?;
    let mut digits = [0; FORM.len()];
    let mut fits = true;
    for ((digit, byte), form) in digits.iter_mut().zip(text).zip(FORM) {
        *digit = byte.wrapping_sub(*form);
        fits &= *digit < if *form == b'0' { 10 } else { 1 };
    }
    // Both halves at interner: a number waits for each of its digits.
    let half = |places: &[usize]| {
        let digits = places.iter().rev().filter_map(|place| digits.get(*place));
        digits.fold(0_u32, |half, digit| half.wrapping_mul(10).wrapping_add(u32::from(*digit)))
    };
    let (date, time) = (half(DATE_PLACES), half(TIME_PLACES));
    fits.then_some(u64::from(date) * TIME + u64::from(time))
}

/// A time of another form, by its place.
pub(super) const fn elsewhere(place: u32) -> u64 {
    IN_TEXTS | place as u64
}

/// The place of a time of another form.
pub(super) fn place_of(moment: u64) -> Option<u32> {
    (moment & IN_TEXTS != 0).then(|| u32::try_from(moment & u64::from(u32::MAX)).ok())?
}

/// No time was sent.
pub(super) const ABSENT: u64 = elsewhere(StringArena::ABSENT);

/// Appends the text of a time of the documented form.
pub(super) fn push_to(digits: u64, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
    let mut text = *FORM;
    // NOTE: dividing 64 bits is slow in WebAssembly, so it is done interner, and all else with 32.
    for (half, places) in [(digits / TIME, DATE_PLACES), (digits % TIME, TIME_PLACES)] {
        let mut half = u32::try_from(half).unwrap_or_default();
        for place in places {
            if let Some(byte) = text.get_mut(*place) {
                *byte = b'0' + u8::try_from(half % 10).unwrap_or_default();
            }
            half /= 10;
        }
    }
    to.try_reserve(text.len())?;
    to.extend_from_slice(&text);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_form_is_a_number_and_any_of_it_comes_back() {
        for text in
            ["2016-04-11T03:49:09.176Z", "0000-00-00T00:00:00.000Z", "9999-99-99T99:99:99.999Z"]
        {
            let mut told = Vec::new();
            push_to(digits_of(text.as_bytes()).unwrap(), &mut told).unwrap();
            assert_eq!(told, text.as_bytes());
        }
        let text = "2016-04-11T03:49:09.176Z";
        for at in 0..text.len() {
            for wrong in ["/", ":", "-", "t", "z", " ", "a", "\u{7f}"] {
                let mut other = text.to_owned();
                other.replace_range(at..=at, wrong);
                assert!(other == text || digits_of(other.as_bytes()).is_none(), "{other}");
            }
        }
        assert_eq!(digits_of(b"2016-04-11T03:49:09.1760Z"), None);
        assert_eq!(digits_of(b""), None);
    }
}
