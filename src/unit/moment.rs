//! A time in eight bytes. A time of the documented form is stored as its seventeen digits in one number.
//!
//! ```text
//!  2016-04-11T03:49:09.176Z   20160411034909176   any digits, a valid date or not: the text is made again from them
//!  anything else              a reference to the text, with the top bit set
//! ```

use super::arena::TextRef;
use super::memory::OutOfMemory;

/// The documented form, with a 0 for each digit.
const FORM: &[u8; 24] = b"0000-00-00T00:00:00.000Z";
const IN_ARENA: u64 = 1 << 63;

/// Ten to the number of digits in the time of day.
const TIME: u64 = 1_000_000_000;
/// Offsets of the digits of the date in `FORM`, from the last one.
const DATE_DIGITS: &[usize] = &[9, 8, 6, 5, 3, 2, 1, 0];
/// Offsets of the digits of the time of day in `FORM`, from the last one.
const TIME_DIGITS: &[usize] = &[22, 21, 20, 18, 17, 15, 14, 12, 11];

/// A time as a column stores it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment(u64);

impl Moment {
    /// No time was sent.
    pub(super) const ABSENT: Self = Self::of_text(TextRef::ABSENT);

    /// Stores a time of the documented form; returns none for any other text.
    pub(super) fn of_digits(text: &[u8]) -> Option<Self> {
        let text: &[u8; FORM.len()] = text.try_into().ok()?;
        let mut digits = [0; FORM.len()];
        let mut fits = true;
        for ((digit, byte), form) in digits.iter_mut().zip(text).zip(FORM) {
            *digit = byte.wrapping_sub(*form);
            fits &= *digit < if *form == b'0' { 10 } else { 1 };
        }
        // Two numbers instead of one: each step waits for the digit before it, but the halves do not wait for each other.
        let half = |offsets: &[usize]| {
            let digits = offsets.iter().rev().filter_map(|offset| digits.get(*offset));
            digits.fold(0_u32, |half, digit| half.wrapping_mul(10).wrapping_add(u32::from(*digit)))
        };
        let (date, time) = (half(DATE_DIGITS), half(TIME_DIGITS));
        fits.then_some(Self(u64::from(date) * TIME + u64::from(time)))
    }

    /// Stores a time of another form by the reference to its text.
    pub(super) const fn of_text(text: TextRef) -> Self {
        Self(IN_ARENA | text.to_bits() as u64)
    }

    /// Returns the reference to the text of a time of another form.
    pub(super) fn text(self) -> Option<TextRef> {
        let Self(bits) = self;
        let text = u32::try_from(bits & u64::from(u32::MAX)).ok()?;
        (bits & IN_ARENA != 0).then_some(TextRef::from_bits(text))
    }

    pub(super) const fn to_bits(self) -> u64 {
        self.0
    }

    /// Appends the text of a time of the documented form.
    pub(super) fn push_digits(self, to: &mut Vec<u8>) -> Result<(), OutOfMemory> {
        let Self(digits) = self;
        let mut text = *FORM;
        // NOTE: dividing 64 bits is slow in WebAssembly, so this divides them once, and then 32 bits only.
        for (half, offsets) in [(digits / TIME, DATE_DIGITS), (digits % TIME, TIME_DIGITS)] {
            let mut half = u32::try_from(half).unwrap_or_default();
            for offset in offsets {
                if let Some(byte) = text.get_mut(*offset) {
                    *byte = b'0' + u8::try_from(half % 10).unwrap_or_default();
                }
                half /= 10;
            }
        }
        to.try_reserve(text.len())?;
        to.extend_from_slice(&text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_documented_form_is_stored_as_a_number_and_returned_as_sent() {
        for text in
            ["2016-04-11T03:49:09.176Z", "0000-00-00T00:00:00.000Z", "9999-99-99T99:99:99.999Z"]
        {
            let mut bytes = Vec::new();
            Moment::of_digits(text.as_bytes()).unwrap().push_digits(&mut bytes).unwrap();
            assert_eq!(bytes, text.as_bytes());
        }
        let text = "2016-04-11T03:49:09.176Z";
        for at in 0..text.len() {
            for wrong in ["/", ":", "-", "t", "z", " ", "a", "\u{7f}"] {
                let mut other = text.to_owned();
                other.replace_range(at..=at, wrong);
                assert!(other == text || Moment::of_digits(other.as_bytes()).is_none(), "{other}");
            }
        }
        assert_eq!(Moment::of_digits(b"2016-04-11T03:49:09.1760Z"), None);
        assert_eq!(Moment::of_digits(b""), None);
    }
}
