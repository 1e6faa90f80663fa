//! The pure policy of trying again. Knows numbers and headers, no clock and no network.

/// How long a `Retry-After` of whole seconds asks to wait, in milliseconds; none for any other form.
///
/// ```
/// assert_eq!(business_units::retry::retry_after_ms("2"), Some(2_000));
/// assert_eq!(business_units::retry::retry_after_ms("-1"), None);
/// ```
pub fn retry_after_ms(value: &str) -> Option<u64> {
    let digits = (1..=9).contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: u64 = digits.then(|| value.parse().ok())??;
    Some(seconds * 1_000)
}

#[cfg(test)]
mod tests {
    use super::retry_after_ms;

    #[test]
    fn whole_seconds_are_one_to_nine_digits() {
        for (value, expected) in [
            ("0", Some(0)),
            ("01", Some(1_000)),
            ("999999999", Some(999_999_999_000)),
            ("1000000000", None),
            ("", None),
            ("+1", None),
            ("1.5", None),
            ("0x10", None),
            (" 1", None),
        ] {
            assert_eq!(retry_after_ms(value), expected, "{value:?}");
        }
    }
}
