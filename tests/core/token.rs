//! The rules of tokens, as far as they need neither a mint nor a runtime.

use business_units::http::Secret;
use business_units::token::{Decision, KEYS, Key, Lease, Now, Tokens};

type Store = Tokens<&'static str>;

const KEY: Key = [1; 32];
const HOUR: u64 = 3_600;

/// Returns the moment at that second, on both clocks.
fn at(seconds: u64) -> Now {
    Now { steady_ms: 5_000 + seconds * 1_000, unix_ms: 1_700_000_000_000 + seconds * 1_000 }
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned()).unwrap()
}

fn lease(token: &str, asked: Now, seconds: u64) -> Lease {
    Lease::new(secret(token), asked, Some(seconds))
}

fn uses(token: &str) -> Decision<&'static str> {
    Decision::Use(secret(token))
}

/// Returns a store with a token that was minted at second 0.
fn with(token: &str, seconds: u64) -> Store {
    let mut store = Store::new(200);
    assert_eq!(store.ask(&KEY, None, at(0)), Decision::Mint(1));
    store.minted(&KEY, 1, lease(token, at(0), seconds));
    store
}

#[test]
fn the_first_who_asks_mints_and_the_others_wait_for_it() {
    let mut store = Store::new(0);
    assert_eq!(store.ask(&KEY, None, at(0)), Decision::Mint(1));
    for _ in 1..1_000 {
        assert_eq!(store.ask(&KEY, None, at(0)), Decision::Join(1));
    }
    store.minted(&KEY, 1, lease("t-1", at(0), HOUR));
    for _ in 0..1_000 {
        assert_eq!(store.ask(&KEY, None, at(1)), uses("t-1"));
    }
}

#[test]
fn a_thousand_at_its_end_are_one_mint() {
    let mut store = with("t-1", HOUR);
    let asked: Vec<_> = (0..1_000).map(|_| store.ask(&KEY, None, at(3_570))).collect();
    assert_eq!(asked[0], Decision::Mint(2));
    assert!(asked[1..].iter().all(|decision| *decision == Decision::Join(2)));
}

#[test]
fn a_token_of_an_hour_is_fresh_then_soft_then_hard() {
    // 200 is the middle of the jitter: the token is refreshed from 300 s before its end.
    for (second, expected) in [
        (0, uses("t-1")),
        (3_299, uses("t-1")),
        (3_300, Decision::Refresh { token: secret("t-1"), mint: 2 }),
        (3_569, Decision::Refresh { token: secret("t-1"), mint: 2 }),
        (3_570, Decision::Mint(2)),
        (3_600, Decision::Mint(2)),
        (90_000, Decision::Mint(2)),
    ] {
        assert_eq!(with("t-1", HOUR).ask(&KEY, None, at(second)), expected, "{second}");
    }
}

#[test]
fn the_windows_of_a_short_life_are_a_tenth_and_a_fifth_of_it() {
    for (life, fresh, soft, hard) in [(100, 79, 80, 90), (10, 7, 8, 9), (300, 239, 240, 270)] {
        assert_eq!(with("t", life).ask(&KEY, None, at(fresh)), uses("t"), "{life}");
        let refresh = Decision::Refresh { token: secret("t"), mint: 2 };
        assert_eq!(with("t", life).ask(&KEY, None, at(soft)), refresh, "{life}");
        assert_eq!(with("t", life).ask(&KEY, None, at(hard)), Decision::Mint(2), "{life}");
    }
}

#[test]
fn modules_refresh_at_different_times_between_four_and_six_minutes_before_the_end() {
    let begins = |random| {
        let mut store = Store::new(random);
        store.ask(&KEY, None, at(0));
        store.minted(&KEY, 1, lease("t", at(0), HOUR));
        (3_200..3_600).find(|second| store.ask(&KEY, None, at(*second)) != uses("t")).unwrap()
    };
    let begun: Vec<u64> = (0..401).map(begins).collect();
    assert_eq!((begun.iter().min(), begun.iter().max()), (Some(&3_240), Some(&3_360)));
}

#[test]
fn while_a_refresh_is_under_way_the_old_token_is_used_and_nobody_waits() {
    let mut store = with("t-1", HOUR);
    let refresh = Decision::Refresh { token: secret("t-1"), mint: 2 };
    assert_eq!(store.ask(&KEY, None, at(3_400)), refresh);
    for _ in 0..100 {
        assert_eq!(store.ask(&KEY, None, at(3_401)), uses("t-1"));
    }
    store.minted(&KEY, 2, lease("t-2", at(3_400), HOUR));
    assert_eq!(store.ask(&KEY, None, at(3_402)), uses("t-2"));
}

#[test]
fn a_refresh_that_fails_leaves_the_old_token_until_it_is_hard() {
    let mut store = with("t-1", HOUR);
    store.ask(&KEY, None, at(3_400));
    store.failed(&KEY, 2);
    let again = Decision::Refresh { token: secret("t-1"), mint: 3 };
    assert_eq!(store.ask(&KEY, None, at(3_402)), again);
    // A refused refresh is not repeated, and the token is still used.
    store.refused(&KEY, 3, ("invalid_client", at(3_403)));
    assert_eq!(store.ask(&KEY, None, at(3_404)), uses("t-1"));
    assert_eq!(store.ask(&KEY, None, at(3_570)), Decision::Mint(4));
}

#[test]
fn a_failure_is_not_remembered() {
    let mut store = Store::new(0);
    store.ask(&KEY, None, at(0));
    store.failed(&KEY, 1);
    assert_eq!(store.ask(&KEY, None, at(1)), Decision::Mint(2));
}

#[test]
fn a_client_that_is_not_known_is_refused_at_once_for_30_seconds() {
    let mut store = Store::new(0);
    store.ask(&KEY, None, at(0));
    store.refused(&KEY, 1, ("invalid_client", at(1)));
    for second in [1, 2, 31] {
        assert_eq!(store.ask(&KEY, None, at(second)), Decision::Refuse("invalid_client"));
    }
    assert_eq!(store.ask(&[2; 32], None, at(2)), Decision::Mint(2), "another client");
    assert_eq!(store.ask(&KEY, None, at(32)), Decision::Mint(3));
}

#[test]
fn a_rejected_token_is_minted_anew_once_for_all_who_were_refused() {
    let mut store = with("t-1", HOUR);
    let asked: Vec<_> = (0..100).map(|_| store.ask(&KEY, Some("t-1"), at(60))).collect();
    assert_eq!(asked[0], Decision::Mint(2));
    assert!(asked[1..].iter().all(|decision| *decision == Decision::Join(2)));
    store.minted(&KEY, 2, lease("t-2", at(60), HOUR));
    // A caller whose old token was rejected late gets the newer one without a mint.
    assert_eq!(store.ask(&KEY, Some("t-1"), at(61)), uses("t-2"));
    assert_eq!(store.ask(&KEY, Some("never seen"), at(61)), uses("t-2"));
}

#[test]
fn a_mint_that_was_given_up_is_replaced_and_ends_no_other_one() {
    let mut store = Store::new(0);
    store.ask(&KEY, None, at(0));
    store.failed(&KEY, 1);
    assert_eq!(store.ask(&KEY, None, at(9)), Decision::Mint(2));
    // The next caller that gives up still means the first mint.
    store.failed(&KEY, 1);
    assert_eq!(store.ask(&KEY, None, at(9)), Decision::Join(2));
    store.minted(&KEY, 2, lease("t-2", at(9), HOUR));
    // The token of the first mint, which comes last, is older.
    store.minted(&KEY, 1, lease("t-1", at(0), HOUR));
    assert_eq!(store.ask(&KEY, None, at(10)), uses("t-2"));
}

#[test]
fn what_a_mint_gives_that_was_given_up_is_used_where_there_is_nothing_else() {
    let mut store = Store::new(0);
    store.ask(&KEY, None, at(0));
    store.failed(&KEY, 1);
    store.minted(&KEY, 1, lease("t-1", at(0), HOUR));
    assert_eq!(store.ask(&KEY, None, at(10)), uses("t-1"));
}

#[test]
fn a_mint_that_never_ends_is_replaced_after_its_own_deadline() {
    let mut store = Store::new(0);
    store.ask(&KEY, None, at(0));
    assert_eq!(store.ask(&KEY, None, at(13)), Decision::Join(1));
    assert_eq!(store.ask(&KEY, None, at(14)), Decision::Mint(2));
}

#[test]
fn whichever_clock_says_that_more_time_has_passed_is_believed() {
    let steady = |seconds: u64, unix: i64| {
        let mut now = at(seconds);
        now.unix_ms = now.unix_ms.saturating_add_signed(unix * 1_000);
        with("t-1", HOUR).ask(&KEY, None, now)
    };
    assert_eq!(steady(60, 0), uses("t-1"));
    // The calendar was set ahead by an hour, or the machine slept for one: the token may have ended.
    assert_eq!(steady(60, 3_600), Decision::Mint(2));
    // The calendar was set back by an hour: the monotonic clock has counted on.
    assert_eq!(steady(60, -3_600), uses("t-1"));
    assert_eq!(steady(3_570, -3_600), Decision::Mint(2));
}

#[test]
fn a_token_minted_after_the_calendar_was_set_back_takes_the_place_of_an_older_one() {
    let mut store = with("t-1", HOUR);
    let now = Now { steady_ms: at(3_595).steady_ms, unix_ms: at(0).unix_ms - 7_200_000 };
    assert_eq!(store.ask(&KEY, None, now), Decision::Mint(2));
    store.minted(&KEY, 2, lease("t-2", now, HOUR));
    for _ in 0..100 {
        assert_eq!(store.ask(&KEY, None, now), uses("t-2"));
    }
}

#[test]
fn keys_have_tokens_of_their_own() {
    let mut store = with("t-1", HOUR);
    let other = [2; 32];
    assert_eq!(store.ask(&other, Some("t-1"), at(1)), Decision::Mint(2));
    store.minted(&other, 2, lease("t-2", at(1), HOUR));
    assert_eq!(store.ask(&KEY, Some("t-2"), at(2)), uses("t-1"));
    assert_eq!(store.ask(&other, None, at(2)), uses("t-2"));
}

#[test]
fn of_ten_thousand_keys_the_last_256_are_remembered() {
    let mut store = Store::new(0);
    let key = |number: u32| {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&number.to_le_bytes());
        key
    };
    for number in 0..10_000 {
        let Decision::Mint(mint) = store.ask(&key(number), None, at(0)) else { panic!("known") };
        store.minted(&key(number), mint, lease(&format!("t-{number}"), at(0), HOUR));
        // The first key is used all the time.
        assert_eq!(store.ask(&key(0), None, at(1)), uses("t-0"));
    }
    assert_eq!(store.keys(), KEYS);
    for number in [0, 9_745, 9_999] {
        assert_eq!(store.ask(&key(number), None, at(1)), uses(&format!("t-{number}")), "{number}");
    }
    assert!(matches!(store.ask(&key(9_744), None, at(1)), Decision::Mint(_)));
}

#[test]
fn a_token_without_a_length_lasts_five_minutes() {
    let mut store = Store::new(200);
    store.ask(&KEY, None, at(0));
    store.minted(&KEY, 1, Lease::new(secret("t"), at(0), None));
    assert_eq!(store.ask(&KEY, None, at(239)), uses("t"));
    assert_eq!(store.ask(&KEY, None, at(270)), Decision::Mint(2));
}

#[test]
fn debug_shows_no_token() {
    let mut store = with("hush-hush-hush", HOUR);
    let decision = store.ask(&KEY, None, at(1));
    let shown = format!("{store:?} {decision:?} {:?}", lease("hush-hush-hush", at(0), 1));
    assert!(!shown.contains("hush"), "{shown}");
}
