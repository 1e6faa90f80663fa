//! The delay before the next attempt.

use super::Chance;

/// The shortest delay.
const FLOOR_MS: u64 = 50;
const CAP_MS: u64 = 8_000;
const BASE_MS: u64 = 250;
const OVERLOADED_BASE_MS: u64 = 1_000;
const MOST_EXTRA_MS: u64 = 250;

/// Returns a random delay after attempt number `made`, where the provider asks for none: from 50 ms up to a bound that
/// doubles with each attempt, and is four times as high for an overloaded provider.
pub fn backoff_ms(made: u32, is_overloaded: bool, chance: &mut Chance) -> u64 {
    let base = if is_overloaded { OVERLOADED_BASE_MS } else { BASE_MS };
    let doubled = 2_u64.saturating_pow(made.saturating_sub(1)).saturating_mul(base);
    FLOOR_MS + chance.up_to(doubled.min(CAP_MS) - FLOOR_MS)
}

/// Returns the delay that the provider asks for and a random bit more, so that not all callers come back at once.
pub fn requested_delay_ms(asked_ms: u64, chance: &mut Chance) -> u64 {
    let least = asked_ms.max(FLOOR_MS);
    least + chance.up_to(MOST_EXTRA_MS.min(50 + least / 10))
}
