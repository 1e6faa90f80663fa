//! One attempt: a scenario for each arrow of the drawing in `src/call/mod.rs` that leads to no other attempt.

use business_units::call::{Action, Event, Step, Times};
use business_units::error::{Attempt, Code};

use crate::support::scenario::{Scenario, autodesk, call_of, imocha};
use crate::support::{LIMITS, fixture};

const EMPTY: &str = r#"{"business_units":[]}"#;

fn within(times: Times) -> Scenario {
    Scenario::of(Box::new(autodesk()), LIMITS, times)
}

#[test]
fn a_start_sends_the_request() {
    assert_eq!(Scenario::autodesk().steps(), ["send within 5000"]);
}

#[test]
fn a_head_of_200_reads_until_the_end_and_gives_the_units() {
    let run = Scenario::autodesk().answers(200, fixture("autodesk/documented.json"));
    assert_eq!(
        run.steps(),
        ["send within 5000", "read within 5000", "read within 5000", "2 units"]
    );
    let run = Scenario::imocha().answers(200, fixture("imocha/documented.json"));
    assert_eq!(run.steps().last(), Some(&"2 units"));
}

#[test]
fn an_empty_listing_is_an_answer_too() {
    assert_eq!(Scenario::autodesk().answers(200, EMPTY).steps().last(), Some(&"0 units"));
}

#[test]
fn an_empty_piece_of_a_body_changes_nothing() {
    let run = Scenario::autodesk().head(200).bytes("").bytes(EMPTY).bytes("").end();
    assert_eq!(run.steps().last(), Some(&"0 units"));
}

#[test]
fn a_body_that_is_not_json_ends_the_call_at_once() {
    let run = Scenario::autodesk().head(200).after(30).bytes("<html>");
    assert_eq!(run.steps(), ["send within 5000", "read within 5000", "ERR_JSON"]);
    let error = run.error();
    assert_eq!((error.details().offset, error.details().status), (Some(0), Some(200)));
    let attempt = Attempt { status: Some(200), kind: Some(Code::Json), wait_ms: 0, ms: 30 };
    assert_eq!(error.details().attempts, [attempt]);
}

#[test]
fn a_body_of_another_shape_ends_the_call_at_once() {
    let run = Scenario::autodesk().head(200).bytes("[");
    assert_eq!(run.steps().last(), Some(&"ERR_SHAPE"));
}

#[test]
fn a_body_that_ends_too_soon_is_no_json() {
    let error = Scenario::autodesk().answers(200, r#"{"business_units":["#).error();
    assert_eq!((error.code(), error.details().offset), (Code::Json, Some(19)));
}

#[test]
fn a_204_and_an_empty_200_are_no_json() {
    for status in [200, 204] {
        let error = Scenario::autodesk().answers(status, "").error();
        assert_eq!((error.code(), error.details().offset), (Code::Json, Some(0)));
        assert_eq!(error.details().status, Some(status));
    }
}

#[test]
fn a_206_is_never_taken_for_the_whole() {
    let error = Scenario::autodesk().answers(206, EMPTY).error();
    assert_eq!((error.code(), error.details().status), (Code::Status, Some(206)));
}

#[test]
fn a_redirect_is_not_followed_and_one_that_a_browser_hides_has_no_status() {
    for (status, run) in [
        (301, Some(301)),
        (302, Some(302)),
        (303, Some(303)),
        (304, Some(304)),
        (307, Some(307)),
        (308, Some(308)),
        (0, None),
    ] {
        let scenario = Scenario::autodesk().header("location", "https://elsewhere.test/");
        let error = scenario.answers(status, "").error();
        assert_eq!((error.code(), error.details().status), (Code::Redirect, run));
        assert_eq!(error.details().attempts[0].status, run);
        assert!(!format!("{error:?}").contains("elsewhere"), "{error:?}");
    }
}

#[test]
fn a_failure_is_read_to_its_end_before_it_is_told() {
    let run = Scenario::autodesk().head(404).bytes(r#"{"message":"#).bytes(r#""none here"}"#).end();
    let steps = ["send within 5000", "read within 5000", "read within 5000", "read within 5000"];
    assert_eq!(run.steps()[..4], steps);
    assert_eq!(run.error().details().reason.as_deref(), Some("none here"));
}

#[test]
fn of_a_failure_no_more_than_16_kib_are_read() {
    let run = Scenario::autodesk().head(500).bytes("x".repeat(16 * 1024 - 1));
    assert_eq!(run.steps().last(), Some(&"read within 5000"));
    assert_eq!(run.bytes("xx").steps().last(), Some(&"ERR_SERVER"));
    let run = Scenario::autodesk().head(500).bytes("x".repeat(1_000_000));
    assert_eq!(run.steps().last(), Some(&"ERR_SERVER"));
}

#[test]
fn a_failure_whose_body_is_lost_or_late_is_still_told_by_its_status() {
    for ended in [|run: Scenario| run.lost("reset"), |run: Scenario| run.after(5_000).elapsed()] {
        let run = Scenario::autodesk().head(429).bytes(r#"{"developerMessage":"Quota""#);
        let error = ended(run).error();
        assert_eq!((error.code(), error.details().status), (Code::RateLimited, Some(429)));
        assert_eq!(error.details().reason.as_deref(), Some("Quota"));
    }
}

#[test]
fn a_connection_lost_before_the_head_is_a_network_error_without_a_status() {
    let error = Scenario::autodesk().after(12).lost("getaddrinfo ENOTFOUND").error();
    assert_eq!((error.code(), error.details().status), (Code::Network, None));
    assert!(error.message().contains("failed: getaddrinfo ENOTFOUND"), "{error}");
    let attempt = Attempt { status: None, kind: Some(Code::Network), wait_ms: 0, ms: 12 };
    assert_eq!(error.details().attempts, [attempt]);
}

#[test]
fn a_connection_lost_in_the_body_is_a_network_error_with_the_status_that_came() {
    let run = Scenario::autodesk().header("x-ads-request-id", "ads-7").head(200);
    let error = run.bytes(r#"{"business_units":["#).lost("ECONNRESET").error();
    assert_eq!((error.code(), error.details().status), (Code::Network, Some(200)));
    assert_eq!(error.details().request_id.as_deref(), Some("ads-7"));
    assert!(error.message().contains("broke off while the body was read"), "{error}");
}

#[test]
fn a_head_that_does_not_come_is_a_timeout() {
    let error = Scenario::imocha().after(5_000).elapsed().error();
    assert_eq!((error.code(), error.details().status), (Code::Timeout, None));
    assert_eq!(error.message(), "iMocha took too long (stall): it may stay silent for 5000 ms.");
    assert_eq!(error.details().attempts[0].ms, 5_000);
}

#[test]
fn a_body_that_stalls_is_a_timeout() {
    let error = Scenario::imocha().head(200).after(5_000).elapsed().error();
    assert_eq!((error.code(), error.details().status), (Code::Timeout, Some(200)));
}

#[test]
fn pieces_without_a_byte_do_not_break_the_silence() {
    for status in [200, 503] {
        let run = Scenario::imocha().head(status).after(3_000).bytes("").after(1_999).bytes("");
        let steps = ["send within 5000", "read within 5000", "read within 2000", "read within 1"];
        assert_eq!(run.steps(), steps, "{status}");
        assert_eq!(run.after(1).bytes("").error().details().status, Some(status));
    }
    let run = Scenario::imocha().head(200).after(4_999).bytes(" ").after(3_000).bytes("");
    assert_eq!(run.steps()[2..], ["read within 3001", "read within 1"]);
}

#[test]
fn a_body_that_drips_has_no_more_than_what_is_left_of_the_attempt() {
    let run = Scenario::autodesk().after(1_000).head(200).after(2_500).bytes("{").after(3_000);
    let run = run.bytes(" ");
    let steps = ["send within 5000", "read within 5000", "read within 4500", "read within 1500"];
    assert_eq!(run.steps(), steps);
    let error = run.after(1_500).elapsed().error();
    assert_eq!(error.message(), "Autodesk took too long (attempt): an attempt may take 8000 ms.");
}

#[test]
fn the_shortest_of_the_three_times_counts() {
    for (attempt_ms, stall_ms, deadline_ms, words) in [
        (100, 200, 300, "an attempt may take 100 ms"),
        (200, 100, 300, "it may stay silent for 100 ms"),
        (300, 200, 100, "the whole call may take 100 ms"),
    ] {
        let run = within(Times { attempt_ms, stall_ms, deadline_ms });
        assert_eq!(run.steps(), ["send within 100"]);
        let run = run.after(40).head(200);
        let left = if stall_ms == 100 { "read within 100" } else { "read within 60" };
        assert_eq!(run.steps().last(), Some(&left));
        let spent = if stall_ms == 100 { 100 } else { 60 };
        let error = run.after(spent).elapsed().error();
        assert!(error.message().contains(words), "{error}");
    }
}

#[test]
fn what_comes_once_the_time_is_over_ends_the_call() {
    let head = Scenario::autodesk().after(90_000).head(200).error();
    assert_eq!((head.code(), head.details().status), (Code::Timeout, Some(200)));
    let bytes = Scenario::autodesk().head(200).after(90_000).bytes(b"{").error();
    assert_eq!(bytes.code(), Code::Timeout);
    let failing = Scenario::autodesk().head(503).after(90_000).bytes(b"{").error();
    assert_eq!(failing.code(), Code::Server);
}

#[test]
fn the_deadline_counts_from_when_the_caller_asked() {
    let call = || call_of(Box::new(imocha()), Times::default()).asked_at(1_000);
    let step = call().next(Event::Start, 24_000);
    assert!(matches!(step, Step::Do(Action::Send { within_ms: 2_000, .. })), "{step:?}");
    let Step::Done(Err(error)) = call().next(Event::Start, 26_000) else { panic!("it goes on") };
    assert!(error.message().contains("the whole call may take 25000 ms"), "{error}");
}

#[test]
fn a_clock_that_goes_back_breaks_nothing() {
    let mut call = call_of(Box::new(imocha()), Times::default()).with_attempts(1);
    let step = call.next(Event::Start, 1_000_000);
    assert!(matches!(step, Step::Do(Action::Send { within_ms: 5_000, .. })));
    let Step::Done(Err(error)) = call.next(Event::Elapsed, 5) else { panic!("it goes on") };
    assert_eq!((error.code(), error.details().attempts[0].ms), (Code::Timeout, 0));
}

#[test]
fn the_times_are_those_of_the_policy() {
    let expected = Times { attempt_ms: 8_000, stall_ms: 5_000, deadline_ms: 25_000 };
    assert_eq!(Times::default(), expected);
}

#[test]
fn what_cannot_happen_is_a_fault_of_ours_and_never_a_panic() {
    let not_begun = || Scenario::not_begun(Box::new(autodesk()), LIMITS, Times::default());
    for run in [
        not_begun().head(200),
        not_begun().bytes("{}"),
        not_begun().end(),
        Scenario::autodesk().event(Event::Start),
        Scenario::autodesk().bytes("{}"),
        Scenario::autodesk().end(),
        Scenario::autodesk().head(200).head(200),
    ] {
        assert_eq!(run.error().code(), Code::Internal);
    }
}

#[test]
fn a_call_that_has_ended_stays_ended() {
    let mut call = call_of(Box::new(autodesk()), Times::default());
    call.next(Event::Start, 0);
    call.next(Event::Lost("reset".to_owned()), 1);
    for event in [Event::Start, Event::Bytes(b"{}"), Event::End] {
        assert!(matches!(call.next(event, 2), Step::Done(Err(_))));
    }
}
