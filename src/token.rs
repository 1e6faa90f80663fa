//! The life of a token, as plain values: until when may it be used?

/// When a token stops being used, in milliseconds on the clock of `asked_at_ms`.
///
/// Counted from before its request was sent, so that the service never sees it later than it said. The last thirty
/// seconds, or a tenth of a shorter life, are left unused: a request takes its time.
///
/// ```
/// let expires_at = business_units::token::use_until_ms(1_000, Some(3_599));
/// assert_eq!(expires_at, 1_000 + 3_599_000 - 30_000);
/// ```
pub fn use_until_ms(asked_at_ms: u64, expires_in_seconds: Option<u64>) -> u64 {
    const UNKNOWN_SECONDS: u64 = 300;
    let life = expires_in_seconds.unwrap_or(UNKNOWN_SECONDS).saturating_mul(1_000);
    asked_at_ms.saturating_add(life - (life / 10).min(30_000))
}

#[cfg(test)]
mod tests {
    use super::use_until_ms;

    #[test]
    fn a_short_life_keeps_a_tenth_back() {
        assert_eq!(use_until_ms(0, Some(10)), 9_000);
    }

    #[test]
    fn a_life_of_unknown_length_is_five_minutes() {
        assert_eq!(use_until_ms(0, None), 270_000);
    }
}
