//! How long to wait before the next attempt.

use super::Chance;

/// No two attempts are closer together.
const FLOOR_MS: u64 = 50;
const CAP_MS: u64 = 8_000;
const BASE_MS: u64 = 250;
const CROWDED_BASE_MS: u64 = 1_000;
const MOST_EXTRA_MS: u64 = 250;

/// The wait after attempt number `made`, where the service says nothing of it: anything from 50 ms up to a bound that
/// doubles from attempt to attempt, and is four times as much where the service has too much to do.
pub fn backoff_ms(made: u32, crowded: bool, chance: &mut Chance) -> u64 {
    let base = if crowded { CROWDED_BASE_MS } else { BASE_MS };
    let doubled = 2_u64.saturating_pow(made.saturating_sub(1)).saturating_mul(base);
    FLOOR_MS + chance.up_to(doubled.min(CAP_MS) - FLOOR_MS)
}

/// The wait that a service asks for, and a little more, so that not all who were told the same come back together.
/// Never less.
pub fn patience_ms(asked_ms: u64, chance: &mut Chance) -> u64 {
    let least = asked_ms.max(FLOOR_MS);
    least + chance.up_to(MOST_EXTRA_MS.min(50 + least / 10))
}
