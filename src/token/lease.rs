//! One token and its lifetime.

use crate::http::Secret;

/// A moment, on a monotonic clock and on a calendar.
///
/// The monotonic clock stands still while a machine sleeps, and the calendar can be set. The clock that says that more
/// time has passed counts: a token that is used too long costs a call, one that is replaced too soon only a mint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since any moment.
    pub steady_ms: u64,
    /// Milliseconds since 1970.
    pub unix_ms: u64,
}

impl Now {
    /// Returns how long ago an earlier moment was.
    pub(super) fn since(self, earlier: Self) -> u64 {
        let steady = self.steady_ms.saturating_sub(earlier.steady_ms);
        steady.max(self.unix_ms.saturating_sub(earlier.unix_ms))
    }
}

const UNKNOWN_SECONDS: u64 = 300;

/// A token, when it was requested, and how long it lasts from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    token: Secret,
    asked: Now,
    life_ms: u64,
}

/// How a token may be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    Fresh,
    /// It can be used, and is replaced in the background.
    Soft,
    /// It may end before a request is through, or has ended.
    Hard,
}

impl Lease {
    /// Keeps a token that was requested then. The lifetime counts from before the request, so that the provider never sees
    /// the token after its end. A token of unknown lifetime lasts five minutes.
    pub fn new(token: Secret, asked: Now, expires_in_seconds: Option<u64>) -> Self {
        let seconds = expires_in_seconds.unwrap_or(UNKNOWN_SECONDS);
        Self { token, asked, life_ms: seconds.saturating_mul(1_000) }
    }

    pub(super) fn token(&self) -> &Secret {
        &self.token
    }

    /// Compares by the monotonic clock: a calendar that was set back would keep an old token.
    pub(super) fn is_younger_than(&self, other: &Self) -> bool {
        self.asked.steady_ms > other.asked.steady_ms
    }

    /// Returns how the token may be used. Hard is the last tenth of its life, at most 30 seconds. Soft is the last fifth,
    /// at most 300 seconds, with a jitter of 20 % in either direction.
    pub(super) fn age(&self, random: u64, now: Now) -> Age {
        let left_ms = self.life_ms.saturating_sub(now.since(self.asked));
        let hard_ms = hard_ms(self.life_ms);
        let soft_ms = (self.life_ms / 5).min(300_000) * (800 + random % 401) / 1_000;
        if left_ms <= hard_ms {
            Age::Hard
        } else if left_ms <= soft_ms {
            Age::Soft
        } else {
            Age::Fresh
        }
    }
}

fn hard_ms(life_ms: u64) -> u64 {
    (life_ms / 10).min(30_000)
}

/// Returns when a token that was requested then is no longer used, in milliseconds.
///
/// ```
/// let until_ms = business_units::token::use_until_ms(1_000, Some(3_599));
/// assert_eq!(until_ms, 1_000 + 3_599_000 - 30_000);
/// ```
pub fn use_until_ms(asked_at_ms: u64, expires_in_seconds: Option<u64>) -> u64 {
    let life_ms = expires_in_seconds.unwrap_or(UNKNOWN_SECONDS).saturating_mul(1_000);
    asked_at_ms.saturating_add(life_ms - hard_ms(life_ms))
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
