//! Finds and splits text with the finder that the search for names uses. The text patterns of the standard library would
//! add 3 kB to the module.

use crate::simd::finder;

/// Returns where `part` begins in `text`.
#[inline(never)]
pub(crate) fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    finder(part).find(text)
}

/// Returns what stands before the first `separator` and what stands behind it.
#[inline(never)]
pub(crate) fn split_once<'a>(text: &'a str, separator: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text.as_bytes(), separator.as_bytes())?;
    text.get(..at).zip(text.get(at + separator.len()..))
}

/// Returns a copy of `text` with `other` in each place of `part`, which is not empty.
#[inline(never)]
pub(crate) fn replaced(text: &str, part: &str, other: &str) -> String {
    let mut copy = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split_once(rest, part) {
        copy.push_str(before);
        copy.push_str(other);
        rest = after;
    }
    copy.push_str(rest);
    copy
}

/// Parses decimal digits. `str::parse` alone would accept a sign as well.
#[inline(never)]
pub(crate) fn whole_number(digits: &str) -> Option<u64> {
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_at_the_first_separator() {
        for (text, separator, expected) in [
            ("a, b, c", ", ", Some(("a", "b, c"))),
            (" b", " ", Some(("", "b"))),
            ("é://ü", "://", Some(("é", "ü"))),
            ("b ", " ", Some(("b", ""))),
            ("a:b", "://", None),
            ("", " ", None),
        ] {
            assert_eq!(split_once(text, separator), expected, "{text}");
        }
    }

    #[test]
    fn every_place_is_replaced_once() {
        for (text, part, other) in [
            ("aaaa", "aa", "a"),
            (r"a\b\\", r"\", r"\\"),
            ("hush, Hush, hush", "hush", "[redacted]"),
            ("größer", "ö", ""),
            ("", "a", "b"),
            ("x", "xx", "y"),
        ] {
            assert_eq!(replaced(text, part, other), text.replace(part, other), "{text}");
        }
    }

    #[test]
    fn a_whole_number_is_digits_only() {
        let most = u64::MAX.to_string();
        for (text, expected) in [
            ("0", Some(0)),
            ("007", Some(7)),
            (&most, Some(u64::MAX)),
            ("18446744073709551616", None),
            ("", None),
            ("+1", None),
            ("-1", None),
            ("1.0", None),
            (" 1", None),
            ("٣", None),
        ] {
            assert_eq!(whole_number(text), expected, "{text}");
        }
    }
}
