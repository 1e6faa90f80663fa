//! The rules of retries, as far as they need neither sockets nor a runtime.

use business_units::call::{Call, Event, Times};
use business_units::error::{Attempt, Code};
use business_units::json::Limits;
use business_units::provider::ListUnits;

use crate::support::scenario::{
    CREDENTIAL, START_MS, Scenario, autodesk, call, credential, retry_after,
};
use crate::support::{LIMITS, fixture};

const EMPTY: &str = r#"{"business_units":[]}"#;

fn statuses(run: &Scenario) -> Vec<Option<u16>> {
    run.attempts().iter().map(|attempt| attempt.status).collect()
}

fn listing() -> Vec<u8> {
    fixture("autodesk/documented.json")
}

/// The statuses that are retried.
const AGAIN: [u16; 12] = [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524];

const NEVER: [u16; 39] = [
    201, 206, 300, 301, 302, 303, 304, 307, 308, 400, 402, 403, 404, 405, 406, 409, 410, 411, 412,
    413, 414, 415, 416, 417, 421, 422, 423, 424, 426, 428, 431, 451, 501, 505, 506, 507, 508, 510,
    511,
];

#[test]
fn a_status_that_may_pass_is_asked_for_again() {
    for status in AGAIN {
        let run = Scenario::retrying().answers(status, "").then(200, listing());
        assert_eq!((run.last_step(), run.requests().len()), ("2 units", 2), "{status}");
        assert_eq!(statuses(&run), [Some(status), Some(200)]);
    }
}

#[test]
fn any_other_status_ends_the_call_at_once() {
    for status in NEVER {
        let run = Scenario::retrying().answers(status, retry_after("1"));
        assert!(run.has_ended() && run.requests().len() == 1, "{status}");
        assert_eq!((run.took_ms(), run.waits()), (0, &[][..]), "{status}");
    }
    for status in (100..600).filter(|status| ![200, 204].contains(status)) {
        let again = AGAIN.contains(&status);
        assert_eq!(Scenario::retrying().answers(status, "").has_ended(), !again, "{status}");
    }
}

#[test]
fn several_in_a_row_are_ridden_out() {
    let twice = Scenario::retrying().answers(500, "").then(500, "").then(200, listing());
    assert_eq!((twice.last_step(), twice.requests().len()), ("2 units", 3));
    let thrice = Scenario::retrying().answers(429, retry_after("1"));
    let thrice = thrice.then(429, retry_after("2")).then(429, retry_after("1"));
    let thrice = thrice.then(200, listing());
    assert_eq!((thrice.last_step(), thrice.requests().len()), ("2 units", 4));
    let mixed = Scenario::retrying().lost("reset").then(429, "").then(500, "").then(200, EMPTY);
    assert_eq!((mixed.last_step(), mixed.requests().len()), ("0 units", 4));
    assert_eq!(statuses(&mixed), [None, Some(429), Some(500), Some(200)]);
}

#[test]
fn a_401_is_answered_with_another_credential_outside_the_count_of_attempts() {
    let run = Scenario::renewable(1).answers(401, "");
    assert_eq!(run.last_step(), "renew within 25000");
    let run = run.after(40).credential("anotherToken").answers(200, listing());
    assert_eq!((run.last_step(), run.requests().len()), ("2 units", 2));
    let sent: Vec<&str> =
        run.requests().iter().map(|request| request.headers[0].1.as_str()).collect();
    assert_eq!(sent, [&*format!("Bearer {CREDENTIAL}"), "Bearer anotherToken"]);
    let run = Scenario::renewable(2).answers(401, "").credential("other").answers(429, "");
    let run = run.then(200, EMPTY);
    assert_eq!((run.last_step(), run.requests().len()), ("0 units", 3));
    let run = Scenario::renewable(4).answers(401, "").credential("other").answers(429, "");
    let run = run.then(500, "").then(503, "").then(503, "");
    assert_eq!((run.last_step(), run.requests().len()), ("ERR_SERVER", 5));
}

#[test]
fn a_second_401_ends_the_call_and_so_does_the_first_of_a_credential_that_has_no_other() {
    let run = Scenario::renewable(4).answers(401, "").credential("other").answers(401, "");
    assert_eq!((run.last_step(), run.requests().len()), ("ERR_UNAUTHORIZED", 2));
    let run = Scenario::retrying().answers(401, "");
    assert_eq!((run.last_step(), run.requests().len()), ("ERR_UNAUTHORIZED", 1));
}

#[test]
fn a_credential_that_does_not_come_is_the_deadline() {
    let run = Scenario::renewable(4).after(1_000).answers(401, "");
    assert_eq!(run.last_step(), "renew within 24000");
    let error = run.after(24_000).elapsed().error();
    assert_eq!((error.code(), error.details().status), (Code::Timeout, None));
    assert_eq!(error.details().attempts.len(), 1);
}

#[test]
fn a_connection_that_is_lost_and_an_attempt_that_is_late_are_tried_again() {
    for (kind, ended) in [
        (Code::Network, (|run| run.lost("reset")) as fn(Scenario) -> Scenario),
        (Code::Network, |run| run.head(200).lost("reset")),
        (Code::Network, |run| run.head(200).bytes(r#"{"business_un"#).lost("reset")),
        (Code::Network, |run| {
            run.header("content-length", "99").head(200).bytes(r#"{"business_un"#).end()
        }),
        (Code::Network, |run| run.header("content-length", "1").head(200).end()),
        (Code::Timeout, |run| run.after(5_000).elapsed()),
        (Code::Timeout, |run| run.head(200).after(5_000).elapsed()),
    ] {
        for _ in 0..3 {
            let mut run = Scenario::retrying();
            for _ in 0..3 {
                run = ended(run).waited();
            }
            let run = run.answers(200, EMPTY);
            assert_eq!((run.last_step(), run.requests().len()), ("0 units", 4));
            let kinds: Vec<_> = run.attempts().iter().map(|attempt| attempt.kind).collect();
            assert_eq!(kinds, [Some(kind), Some(kind), Some(kind), None]);
        }
    }
}

#[test]
fn a_body_shorter_than_it_says_is_cut_only_where_no_coding_makes_it_another_length() {
    let cut = |run: Scenario| run.head(200).bytes(r#"{"business_units":["#).end();
    let plain = || Scenario::retrying().header("content-length", "99");
    for (run, kind) in [
        (plain(), Code::Network),
        (plain().header("content-encoding", "identity"), Code::Network),
        (plain().header("content-encoding", "gzip"), Code::Json),
        (plain().header("content-encoding", "br"), Code::Json),
        (Scenario::retrying().header("content-length", "19"), Code::Json),
        (Scenario::retrying().header("content-length", "many"), Code::Json),
        (Scenario::retrying(), Code::Json),
    ] {
        assert_eq!(cut(run).attempts()[0].kind, Some(kind));
    }
}

#[test]
fn a_bad_200_is_asked_for_once_more_and_not_twice() {
    let bad: [(u16, &[u8], Code); 9] = [
        (200, br#"{"business_units":[{"id":"1"#, Code::Json),
        (200, b"<!doctype html><title>Sign in</title>", Code::Json),
        (200, b"", Code::Json),
        (204, b"", Code::Json),
        (200, b"null", Code::Shape),
        (200, b"[]", Code::Shape),
        (200, br#"{"count":0}"#, Code::Shape),
        (200, br#"{"business_units":[1,2]}"#, Code::Shape),
        (200, b"\xFF\xFE{\0}\0", Code::Json),
    ];
    for (status, body, code) in bad {
        let healed = Scenario::retrying().answers(status, body).then(200, listing());
        assert_eq!((healed.last_step(), healed.requests().len()), ("2 units", 2), "{body:?}");
        let run = Scenario::retrying().answers(status, body).then(status, body);
        assert_eq!((run.last_step(), run.requests().len()), (code.as_str(), 2), "{body:?}");
        // A call has one extra attempt for a bad body, whatever else happens in between.
        let run = Scenario::retrying().answers(status, body).then(503, "").then(status, body);
        assert_eq!((run.last_step(), run.requests().len()), (code.as_str(), 3), "{body:?}");
        let run = Scenario::autodesk().answers(status, body);
        assert_eq!((run.last_step(), run.requests().len()), (code.as_str(), 1), "{body:?}");
    }
}

#[test]
fn odd_bodies_that_can_be_read_are_read() {
    for (body, units) in [
        (&b"\xEF\xBB\xBF{\"business_units\":[{\"id\":\"1\"}]}"[..], "1 units"),
        (b"{\"business_units\":[{\"id\":\"1\",\"name\":\"Caf\xE9\"}]}", "1 units"),
        (b"{}", "0 units"),
        (br#"{"business_units":null}"#, "0 units"),
    ] {
        let run = Scenario::retrying().answers(200, body);
        assert_eq!((run.last_step(), run.requests().len()), (units, 1), "{body:?}");
    }
}

#[test]
fn what_never_passes_ends_with_the_last_attempts_code_in_time() {
    type Way = fn(Scenario) -> Scenario;
    let ways: [(&str, usize, Way); 5] = [
        ("ERR_SERVER", 4, |run| run.answers(500, "")),
        ("ERR_RATE_LIMITED", 4, |run| run.answers(429, "")),
        ("ERR_NETWORK", 4, |run| run.lost("reset")),
        ("ERR_TIMEOUT", 4, |run| run.head(200).after(5_000).elapsed()),
        ("ERR_JSON", 2, |run| run.answers(200, "{oops")),
    ];
    for (code, requests, way) in ways {
        let mut run = way(Scenario::retrying());
        while !run.has_ended() {
            run = way(run.waited());
        }
        assert_eq!((run.last_step(), run.requests().len()), (code, requests));
        assert!(run.took_ms() <= 25_500, "{code}: {}", run.took_ms());
        let attempts = run.attempts().to_vec();
        assert_eq!(run.error().details().attempts, attempts);
    }
}

#[test]
fn a_body_that_drips_ends_with_its_attempt_and_the_call_with_its_deadline() {
    let mut run = Scenario::retrying();
    while !run.has_ended() {
        run = match run.last_step() {
            step if step.starts_with("send") => run.head(200),
            step if step.starts_with("read") => run.after(700).bytes(" "),
            _ => run.waited(),
        };
    }
    let requests = run.requests().len();
    assert!((3..=4).contains(&requests), "{requests}");
    assert!((25_000..=25_700).contains(&run.took_ms()), "{}", run.took_ms());
    assert!(run.error().message().contains("(total)"));
}

#[test]
fn too_large_is_too_large_the_next_time_too() {
    let limits = Limits { bytes: Some(4), records: LIMITS.records };
    let listing = ListUnits::new(Box::new(autodesk()), credential(), limits);
    let run = Scenario::begun(Call::new(listing, Times::default())).answers(200, EMPTY);
    assert_eq!((run.last_step(), run.requests().len()), ("ERR_TOO_LARGE", 1));
}

#[test]
fn a_body_whose_head_announces_more_than_the_limit_is_refused_at_its_head() {
    for (announced, is_refused) in [("18", false), ("19", false), ("20", true)] {
        let limits = Limits { bytes: Some(19), records: LIMITS.records };
        let listing = ListUnits::new(Box::new(autodesk()), credential(), limits);
        let run = Scenario::begun(Call::new(listing, Times::default()));
        let run = run.header("content-length", announced).head(200);
        assert_eq!(run.last_step() == "ERR_TOO_LARGE", is_refused, "{announced}");
        if is_refused {
            assert_eq!(run.error().details().limit, Some(19));
        }
    }
}

#[test]
fn a_200_that_describes_a_failure_keeps_the_providers_words() {
    for (body, words) in [
        (
            r#"{"code":"E7","message":"The account is suspended."}"#,
            Some("The account is suspended."),
        ),
        (r#"{"count":0}"#, None),
        (r#"{"business_units":[{"id":true,"title":"no failure"}]}"#, None),
    ] {
        let run = Scenario::retrying().answers(200, body).then(200, body);
        assert_eq!(run.last_step(), "ERR_SHAPE");
        assert_eq!(run.error().details().reason.as_deref(), words, "{body}");
    }
    let body = format!(r#"{{"message":"no use for {CREDENTIAL}"}}"#);
    let run = Scenario::retrying().answers(200, body.clone()).then(200, body);
    assert!(!format!("{:?}", run.error()).contains(CREDENTIAL));
}

#[test]
fn a_wait_that_is_too_long_is_told_at_once() {
    for (status, value, asked_ms, code) in [
        (429, "61", 61_000, Code::RateLimited),
        (429, "3600", 3_600_000, Code::RateLimited),
        (503, "999999999", 999_999_999_000, Code::Server),
        (503, "Wed, 15 Nov 2023 22:13:20 GMT", 86_400_000, Code::Server),
        // Within a minute, but not within the call.
        (429, "26", 26_000, Code::RateLimited),
        (500, "60", 60_000, Code::Server),
        (408, "61", 61_000, Code::Server),
        (425, "61", 61_000, Code::Server),
    ] {
        let run = Scenario::retrying().answers(status, retry_after(value));
        assert_eq!((run.took_ms(), run.requests().len()), (0, 1), "{value}");
        let error = run.error();
        assert_eq!((error.code(), error.details().retry_after_ms), (code, Some(asked_ms)));
        assert!(error.details().hint.is_some());
    }
    // A value of ten digits is malformed, so the delay is computed.
    assert!(!Scenario::retrying().answers(429, retry_after("1000000000000")).has_ended());
}

#[test]
fn a_403_says_how_long_its_quota_is_used_up_and_is_not_waited_for() {
    let error = Scenario::retrying().answers(403, retry_after("4350")).error();
    let details = error.details();
    assert_eq!((error.code(), details.retry_after_ms), (Code::Forbidden, Some(4_350_000)));
}

#[test]
fn the_deadline_ends_a_wait_and_says_that_it_was_the_whole_call() {
    // The provider asks for exactly the time that is left.
    let run = Scenario::retrying().answers(429, retry_after("25"));
    assert_eq!(run.waits(), [25_000]);
    let run = run.waited();
    assert_eq!((run.requests().len(), run.took_ms()), (1, 25_000));
    let error = run.error();
    assert_eq!((error.code(), error.details().status), (Code::Timeout, None));
    assert!(error.message().contains("(total)"), "{error}");
    assert_eq!(error.details().attempts.len(), 1);
    // Too little time for another attempt would be left after the wait.
    let run = Scenario::retrying().after(20_000).answers(429, retry_after("4.9"));
    assert!(!run.has_ended());
    let run = Scenario::retrying().after(20_100).answers(503, retry_after("4"));
    assert!((4_000..=4_250).contains(&run.waits()[0]), "{:?}", run.waits());
    let run = Scenario::retrying().after(20_800).answers(503, retry_after("4"));
    assert_eq!(run.waits(), [4_200]);
    assert_eq!(run.waited().last_step(), "ERR_TIMEOUT");
}

#[test]
fn the_deadline_ends_an_attempt_and_there_is_no_other() {
    let times = Times { attempt_ms: 8_000, stall_ms: 5_000, deadline_ms: 6_000 };
    let run = Scenario::begun(call(times)).after(3_000).answers(500, "").waited();
    let wait = run.waits()[0];
    assert_eq!(run.last_step(), format!("send within {}", 3_000 - wait));
    let run = run.head(200).after(3_000 - wait).elapsed();
    assert_eq!((run.last_step(), run.took_ms()), ("ERR_TIMEOUT", 6_000));
    assert!(run.error().message().contains("the whole call may take 6000 ms"));
}

#[test]
fn no_attempt_is_begun_with_less_than_250_ms_left_but_the_first_of_a_short_call() {
    let short = Times { attempt_ms: 8_000, stall_ms: 5_000, deadline_ms: 100 };
    assert_eq!(Scenario::begun(call(short)).steps(), ["send within 100"]);
    for (deadline_ms, least) in [(250, 125), (100, 50), (2, 1), (1, 1)] {
        let short = Times { deadline_ms, ..short };
        let left = |ms| Scenario::begun(call(short).asked_at(START_MS - (deadline_ms - ms)));
        assert_eq!(left(least).steps(), [format!("send within {least}")]);
        assert_eq!(left(least - 1).steps(), ["ERR_TIMEOUT"]);
    }
    let late = |ms| Scenario::begun(call(Times::default()).asked_at(START_MS - ms));
    assert_eq!(late(24_750).steps(), ["send within 250"]);
    assert_eq!(late(24_751).steps(), ["ERR_TIMEOUT"]);
    assert!(late(24_751).error().details().attempts.is_empty());
}

#[test]
fn a_short_call_has_no_second_attempt_with_less_than_250_ms_left() {
    let refused = |deadline_ms| {
        let short = Times { deadline_ms, ..Times::default() };
        Scenario::begun(call(short)).answers(500, "")
    };
    // Two attempts are at least 50 ms apart.
    assert_eq!(refused(299).waited().last_step(), "ERR_TIMEOUT");
    let wait = refused(1_000).waits()[0];
    assert_eq!(refused(wait + 250).waited().last_step(), "send within 250");
    let late = refused(wait + 249);
    assert_eq!(late.waits(), [wait + 249]);
    assert_eq!(late.waited().last_step(), "ERR_TIMEOUT");
}

#[test]
fn a_timer_that_is_early_waits_for_the_rest() {
    let run = Scenario::retrying().answers(503, retry_after("2"));
    let wait = run.waits()[0];
    let run = run.after(wait - 3).elapsed();
    assert_eq!(run.waits(), [wait, 3]);
    assert_eq!(run.waited().requests().len(), 2);
}

#[test]
fn a_clock_that_stands_still_or_goes_back_holds_no_wait_up() {
    for ms in [0, 4_000] {
        let run = Scenario::retrying().after(ms).answers(503, retry_after("0"));
        let run = run.back(ms).elapsed();
        assert_eq!(run.requests().len(), 2, "{ms}");
    }
}

#[test]
fn every_attempt_is_told_with_its_wait_and_how_long_it_took() {
    let run = Scenario::retrying().after(30).answers(500, "").waited().after(7).lost("reset");
    let run = run.waited().after(9).answers(200, EMPTY);
    let (first, second) = (run.waits()[0], run.waits()[1]);
    let attempts = [
        Attempt { status: Some(500), kind: Some(Code::Server), wait_ms: 0, ms: 30 },
        Attempt { status: None, kind: Some(Code::Network), wait_ms: first, ms: 7 },
        Attempt { status: Some(200), kind: None, wait_ms: second, ms: 9 },
    ];
    assert_eq!(run.attempts(), attempts);
}

#[test]
fn one_attempt_is_one_attempt() {
    for run in [
        Scenario::autodesk().answers(503, retry_after("1")),
        Scenario::autodesk().lost("reset"),
        Scenario::autodesk().answers(200, ""),
        Scenario::autodesk().after(5_000).elapsed(),
    ] {
        assert!(run.has_ended() && run.requests().len() == 1);
    }
}

#[test]
fn progress_begins_anew_with_each_attempt() {
    let run = Scenario::retrying().head(200).bytes(r#"{"business_units":[{"id":"1"},"#);
    assert_eq!(run.progress().units, 1);
    let run = run.lost("reset").waited();
    assert_eq!((run.progress().units, run.progress().bytes), (0, 0));
}

#[test]
fn what_cannot_happen_while_it_waits_is_a_fault_of_ours() {
    let waiting = || Scenario::retrying().answers(503, "");
    let renewing = || Scenario::renewable(4).answers(401, "");
    for run in [
        waiting().head(200),
        waiting().end(),
        waiting().lost("reset"),
        waiting().credential("other"),
        waiting().event(Event::Start),
        renewing().head(200),
        renewing().bytes("{}"),
        renewing().lost("reset"),
    ] {
        assert_eq!(run.error().code(), Code::Internal);
    }
}
