//! One token and its end.

use crate::http::Secret;

/// A moment, on a clock that nobody sets and on a calendar.
///
/// The first stands still while a machine sleeps, and the other can be set: whichever says that more time has passed is
/// believed, since a token used too long costs a call and one minted too soon costs a mint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// In milliseconds since any moment.
    pub steady_ms: u64,
    /// In milliseconds since 1970.
    pub unix_ms: u64,
}

impl Now {
    /// How long ago an earlier moment was.
    pub(super) fn since(self, earlier: Self) -> u64 {
        let steady = self.steady_ms.saturating_sub(earlier.steady_ms);
        steady.max(self.unix_ms.saturating_sub(earlier.unix_ms))
    }
}

const UNKNOWN_SECONDS: u64 = 300;

/// A token, when it was asked for, and how long it lasts from then on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    token: Secret,
    asked: Now,
    life_ms: u64,
}

/// What may be done with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Age {
    Fresh,
    /// It ends soon, and can be used.
    Soft,
    /// It ends before a request would be through, or has ended.
    Hard,
}

impl Lease {
    /// Counted from before its request was sent, so that the service never sees it later than it said. One of unknown
    /// length lasts five minutes.
    pub fn new(token: Secret, asked: Now, expires_in_seconds: Option<u64>) -> Self {
        let seconds = expires_in_seconds.unwrap_or(UNKNOWN_SECONDS);
        Self { token, asked, life_ms: seconds.saturating_mul(1_000) }
    }

    pub(super) fn token(&self) -> &Secret {
        &self.token
    }

    /// By the clock that nobody sets: a calendar that was set back would keep an old token for as long.
    pub(super) fn is_younger_than(&self, other: &Self) -> bool {
        self.asked.steady_ms > other.asked.steady_ms
    }

    /// The last 30 seconds are hard, and up to that the last 300 are soft, a fifth more or less by chance; of a short
    /// life a tenth and a fifth.
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

/// When a token that was asked for then stops being used, in milliseconds.
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
