//! Delays before a retry: their distribution and their bounds.

use business_units::retry::{Chance, backoff_ms, requested_delay_ms};

const DRAWS: usize = 100_000;

fn draws(seed: u64, draw: impl Fn(&mut Chance) -> u64) -> Vec<u64> {
    let mut chance = Chance::new(seed);
    (0..DRAWS).map(|_| draw(&mut chance)).collect()
}

/// Returns the Kolmogorov-Smirnov distance of the draws from an even distribution.
#[allow(clippy::cast_precision_loss, reason = "far less than 2^53")]
fn unevenness(mut draws: Vec<u64>, least: u64, most: u64) -> f64 {
    draws.sort_unstable();
    let spread = |at: u64| (at + 1 - least) as f64 / (most + 1 - least) as f64;
    let places = draws.iter().enumerate().map(|(place, at)| {
        // Equal draws are one step of the distribution.
        let reached = draws[place..].iter().take_while(|other| *other == at).count() + place;
        (reached as f64 / draws.len() as f64 - spread(*at)).abs()
    });
    places.fold(0.0, f64::max)
}

#[test]
#[allow(clippy::cast_precision_loss, reason = "far less than 2^53")]
fn a_wait_lies_evenly_between_50_ms_and_a_bound_that_doubles() {
    for (made, crowded, most) in [
        (1, false, 250),
        (2, false, 500),
        (3, false, 1_000),
        (6, false, 8_000),
        (40, false, 8_000),
        (1, true, 1_000),
        (2, true, 2_000),
        (3, true, 4_000),
        (4, true, 8_000),
        (u32::MAX, true, 8_000),
    ] {
        let drawn = draws(7, |chance| backoff_ms(made, crowded, chance));
        let (least, greatest) = (drawn.iter().min().unwrap(), drawn.iter().max().unwrap());
        assert!(*least >= 50 && *greatest <= most, "{made} {crowded}: {least} to {greatest}");
        let mean = drawn.iter().sum::<u64>() as f64 / DRAWS as f64;
        let expected = (50 + most) as f64 / 2.0;
        assert!((mean / expected - 1.0).abs() < 0.01, "{made} {crowded}: {mean}");
        // In one of a thousand tests, 100 000 even draws would be further off.
        assert!(unevenness(drawn, 50, most) < 1.95 / (DRAWS as f64).sqrt(), "{made} {crowded}");
    }
}

#[test]
fn a_service_that_says_how_long_waits_a_little_longer_and_never_less() {
    for (asked, least, most) in [
        (0, 50, 105),
        (49, 50, 105),
        (1_000, 1_000, 1_150),
        (2_000, 2_000, 2_250),
        (60_000, 60_000, 60_250),
    ] {
        let drawn = draws(3, |chance| requested_delay_ms(asked, chance));
        assert_eq!(drawn.iter().min(), Some(&least), "{asked}");
        assert_eq!(drawn.iter().max(), Some(&most), "{asked}");
    }
}

#[test]
fn no_two_calls_wait_in_step() {
    let row = |seed| draws(seed, |chance| backoff_ms(4, true, chance));
    let rows: Vec<Vec<u64>> = (0..20).map(row).collect();
    for (place, one) in rows.iter().enumerate() {
        assert_eq!(*one, row(u64::try_from(place).unwrap()), "the same seed waits the same");
        for other in &rows[..place] {
            let same = one.iter().zip(other).filter(|(one, other)| one == other).count();
            assert!(same < DRAWS / 1_000, "{same} of {DRAWS} waits are the same");
        }
    }
}
