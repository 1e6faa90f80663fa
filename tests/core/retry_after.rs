//! `Retry-After` in every form of HTTP, and malformed.

use business_units::http::{Head, retry_after_ms};

use crate::support::scenario::{Scenario, retry_after};

/// Sun, 06 Nov 1994 08:49:37 GMT.
const NOW_MS: u64 = 784_111_777_000;
const LISTING: &str = r#"{"business_units":[]}"#;

fn asked(value: &str, date: Option<&str>, unix_ms: Option<u64>) -> Option<u64> {
    let mut headers = vec![("retry-after".to_owned(), value.to_owned())];
    headers.extend(date.map(|date| ("date".to_owned(), date.to_owned())));
    retry_after_ms(&Head { status: 503, headers }, unix_ms)
}

const YEAR_MS: u64 = 365 * 86_400_000;

/// Values, and the waits that they ask for, measured against [`NOW_MS`].
const FORMS: [(&str, Option<u64>); 42] = [
    ("0", Some(0)),
    ("1", Some(1_000)),
    ("01", Some(1_000)),
    ("000000007", Some(7_000)),
    ("999999999", Some(999_999_999_000)),
    // Whitespace around a value does not count.
    (" 1\t", Some(1_000)),
    ("+1", None),
    ("-1", None),
    ("1.5", None),
    ("1.0", None),
    ("0x10", None),
    ("1e3", None),
    ("", None),
    ("1, 2", None),
    ("1s", None),
    ("\u{661}", None),
    ("1000000000", None),
    ("2147483648", None),
    ("1000000000000", None),
    ("soon", None),
    ("Sun, 06 Nov 1994 08:49:40 GMT", Some(3_000)),
    // The name of the day is not checked against the date.
    ("Mon, 06 Nov 1994 08:49:40 GMT", Some(3_000)),
    ("Xyz, 06 Nov 1994 08:49:40 GMT", None),
    ("Sun, 6 Nov 1994 08:49:40 GMT", None),
    ("Sun, 06 Nov 1994 08:49:40 gmt", None),
    ("Sun, 06 Nov 1994 08:49:40 UTC", None),
    ("Sun, 06 Nov 1994 08:49:40", None),
    ("sun, 06 Nov 1994 08:49:40 GMT", None),
    ("Sun, 06 nov 1994 08:49:40 GMT", None),
    ("Sun, 31 Feb 1995 08:49:40 GMT", None),
    ("Sun, 00 Nov 1994 08:49:40 GMT", None),
    ("Sun, 06 Nov 1994 24:00:00 GMT", None),
    ("Sun, 06 Nov 1994 08:60:00 GMT", None),
    ("Sun, 06 Nov 1994 08:49:61 GMT", None),
    // A leap second counts as the first second of the next minute.
    ("Sun, 06 Nov 1994 08:49:60 GMT", Some(23_000)),
    ("Sunday, 06-Nov-94 08:49:40 GMT", Some(3_000)),
    ("Sun, 06-Nov-94 08:49:40 GMT", None),
    ("Sun Nov  6 08:49:40 1994", Some(3_000)),
    ("Wed Nov 16 08:49:37 1994", Some(864_000_000)),
    ("Sun Nov 6 08:49:40 1994", None),
    ("1994-11-06T08:49:40Z", None),
    ("Sun, 06 Nov 1994 08:49:37 GMT", Some(0)),
];

#[test]
fn every_form_of_http_is_read_and_nothing_else() {
    for (value, expected) in FORMS {
        assert_eq!(asked(value, None, Some(NOW_MS)), expected, "{value:?}");
    }
}

#[test]
fn a_date_that_is_over_is_0() {
    for value in [
        "Sun, 06 Nov 1994 08:49:36 GMT",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon Jan  1 00:00:00 0001",
    ] {
        assert_eq!(asked(value, None, Some(NOW_MS)), Some(0), "{value}");
    }
}

#[test]
fn a_year_of_two_digits_is_at_most_50_years_ahead() {
    let days = |days: u64| Some(days * 86_400_000);
    for (value, expected) in [
        // Exactly 50 years later, with 13 leap days in between.
        ("Sunday, 06-Nov-44 08:49:37 GMT", Some(50 * YEAR_MS + 13 * 86_400_000)),
        // One second more is 50 years ago.
        ("Sunday, 06-Nov-44 08:49:38 GMT", Some(0)),
        ("Monday, 07-Nov-94 08:49:37 GMT", days(1)),
        ("Saturday, 05-Nov-94 08:49:37 GMT", Some(0)),
        // 2000 has a 29 February, 1900 has none.
        ("Tuesday, 29-Feb-00 08:49:37 GMT", days(1_941)),
        ("Thursday, 29-Feb-01 08:49:37 GMT", None),
    ] {
        assert_eq!(asked(value, None, Some(NOW_MS)), expected, "{value}");
    }
}

#[test]
fn the_answers_own_date_is_the_clock() {
    let in_5 = "Sun, 06 Nov 1994 09:49:42 GMT";
    let hour_ahead = "Sun, 06 Nov 1994 09:49:37 GMT";
    let hour_behind = "Sun, 06 Nov 1994 07:49:37 GMT";
    for (value, date, expected) in [
        (in_5, Some(hour_ahead), Some(5_000)),
        ("Sunday, 06-Nov-94 09:49:42 GMT", Some("Sun Nov  6 09:49:37 1994"), Some(5_000)),
        ("Sun, 06 Nov 1994 07:49:42 GMT", Some(hour_behind), Some(5_000)),
        // A malformed `Date` is ignored.
        (in_5, Some("yesterday"), Some(3_605_000)),
        (in_5, None, Some(3_605_000)),
        // Seconds need no clock.
        ("5", Some(hour_ahead), Some(5_000)),
    ] {
        assert_eq!(asked(value, date, Some(NOW_MS)), expected, "{value} at {date:?}");
    }
    assert_eq!(asked(in_5, Some(hour_ahead), None), Some(5_000), "without a calendar");
    assert_eq!(asked(in_5, None, None), None, "without any clock");
}

/// Values with their statuses, and the shortest waits; the scenario's clock shows 22:13:20.
#[test]
fn is_waited_for_after_every_status_that_is_tried_again_and_never_cut_short() {
    for status in [408, 425, 429, 500, 502, 503, 504, 520, 524] {
        for (value, least) in [
            ("0", 50),
            ("1", 1_000),
            ("7", 7_000),
            ("Tue, 14 Nov 2023 22:13:23 GMT", 3_000),
            ("Tuesday, 14-Nov-23 22:13:23 GMT", 3_000),
            ("Tue Nov 14 22:13:23 2023", 3_000),
            ("Tue, 14 Nov 2023 22:13:00 GMT", 50),
        ] {
            for seed in 0..50 {
                let run = Scenario::seeded(seed).answers(status, retry_after(value));
                let waited = run.waits()[0];
                let most = least + (50 + least / 10).min(250);
                assert!((least..=most).contains(&waited), "{status} {value:?}: {waited}");
                assert_eq!(run.then(200, LISTING).last_step(), "0 units");
            }
        }
    }
}

#[test]
fn the_time_that_a_call_took_is_known_when_a_date_comes() {
    let run = Scenario::retrying().after(4_000);
    let run = run.answers(503, retry_after("Tue, 14 Nov 2023 22:13:30 GMT"));
    assert!((6_000..=6_250).contains(&run.waits()[0]), "{:?}", run.waits());
}

#[test]
fn in_a_form_that_is_none_it_changes_nothing() {
    let plain = Scenario::retrying().answers(503, "").waits().to_vec();
    for value in ["-1", "1.5", "soon", "", "1, 2", "2023-11-14T22:13:23Z"] {
        let run = Scenario::retrying().answers(503, retry_after(value));
        assert_eq!(run.waits(), plain, "{value:?}");
    }
}
