//! A third operation: a made-up PUT. It is repeated only if it has certainly changed nothing.

use std::fmt::Debug;

use business_units::call::{Call, Times};
use business_units::error::{Code, Error};
use business_units::http::{Method, Request, Secret};
use business_units::provider::Provider;
use business_units::provider::{Decode, Endpoint, Operation, Progress};

use crate::support::scenario::{CREDENTIAL, Output, START_MS, Scenario, credential, retry_after};

/// Replaces the units of an account.
#[derive(Debug)]
struct Put {
    credential: Secret,
}

impl Endpoint for Put {
    fn provider(&self) -> Provider {
        Provider::Autodesk
    }

    fn request(&self) -> Request {
        Request {
            method: Method::Put,
            url: "https://example.test/units".to_owned(),
            headers: vec![("authorization", format!("Bearer {}", self.credential.expose()))],
            body: Some(r#"{"units":[]}"#.to_owned()),
        }
    }

    fn is_success(&self, status: u16) -> bool {
        matches!(status, 200 | 202 | 204)
    }

    fn is_idempotent(&self) -> bool {
        false
    }

    fn hint(&self, _status: u16, _code: Option<&str>) -> Option<&'static str> {
        None
    }

    fn redact(&self, text: &str) -> String {
        self.credential.redact(text)
    }

    fn credential(&self) -> Option<&Secret> {
        Some(&self.credential)
    }

    fn renew(&mut self, credential: Secret) {
        self.credential = credential;
    }
}

impl Operation for Put {
    type Output = Stored;
    type Decoder = Receipt;

    fn decoder(&self, _random: u64) -> Receipt {
        Receipt::default()
    }
}

/// The output of a PUT.
#[derive(Debug)]
struct Stored;

impl Output for Stored {
    fn summary(&self) -> String {
        "stored".to_owned()
    }
}

/// Reads an answer that is empty or says "stored".
#[derive(Debug, Default)]
struct Receipt(Vec<u8>);

impl Decode for Receipt {
    type Output = Stored;

    fn push(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }

    fn progress(&self) -> Progress {
        Progress { bytes: self.0.len() as u64, units: 0 }
    }

    fn finish(self) -> Result<Stored, Error> {
        match &*self.0 {
            b"" | b"stored" => Ok(Stored),
            _ => Err(Error::new(Code::Json, "The receipt cannot be read.")),
        }
    }
}

fn putting() -> Scenario<Put> {
    let call = Call::new(Put { credential: credential() }, Times::default());
    Scenario::begun(call.renewable(true).with_calendar(START_MS))
}

fn is_unclear(error: &Error) -> bool {
    error.details().hint.is_some_and(|hint| hint.contains("unclear"))
}

#[test]
fn each_of_its_successes_is_one() {
    for (status, body) in [(200, "stored"), (202, ""), (204, "")] {
        let run = putting().answers(status, body);
        assert_eq!((run.last_step(), run.requests().len()), ("stored", 1), "{status}");
        let request = run.request();
        assert_eq!(
            (request.method, request.body.as_deref()),
            (Method::Put, Some(r#"{"units":[]}"#))
        );
    }
}

#[test]
fn a_request_that_may_have_been_carried_out_is_unclear_and_not_repeated() {
    type End = fn(Scenario<Put>) -> Scenario<Put>;
    let ends: [(End, Code); 5] = [
        (|run| run.lost("reset"), Code::Network),
        (|run| run.after(5_000).elapsed(), Code::Timeout),
        (|run| run.head(200).bytes("sto").lost("reset"), Code::Network),
        (|run| run.head(200).after(5_000).elapsed(), Code::Timeout),
        (|run| run.header("content-length", "6").head(200).bytes("sto").end(), Code::Network),
    ];
    for (end, code) in ends {
        let run = end(putting());
        assert_eq!((run.last_step(), run.requests().len()), (code.as_str(), 1));
        let error = run.error();
        assert!(is_unclear(&error), "{error:?}");
    }
    let times = Times { deadline_ms: 3_000, ..Times::default() };
    let late = Scenario::begun(Call::new(Put { credential: credential() }, times));
    assert!(is_unclear(&late.after(3_000).elapsed().error()), "past the deadline");
}

#[test]
fn a_request_that_changed_nothing_is_repeated() {
    let ends: [fn(Scenario<Put>) -> Scenario<Put>; 3] = [
        |run| run.unsent("connect ECONNREFUSED"),
        |run| run.answers(429, retry_after("1")),
        |run| run.answers(425, ""),
    ];
    for end in ends {
        let run = end(putting()).then(204, "");
        assert_eq!((run.last_step(), run.requests().len()), ("stored", 2));
        let mut run = putting();
        for _ in 0..3 {
            run = end(run).waited();
        }
        let run = end(run);
        assert_eq!((run.has_ended(), run.requests().len()), (true, 4));
        assert!(!is_unclear(&run.error()));
    }
}

#[test]
fn a_refusal_and_a_failure_of_the_provider_end_it_at_once() {
    for status in [302, 400, 403, 404, 408, 409, 500, 502, 503, 504] {
        let run = putting().answers(status, retry_after("1"));
        assert_eq!((run.has_ended(), run.requests().len()), (true, 1), "{status}");
    }
    let run = putting().answers(200, "<html>");
    assert_eq!((run.last_step(), run.requests().len()), ("ERR_JSON", 1));
}

#[test]
fn a_401_is_answered_with_another_credential() {
    let run = putting().answers(401, "").credential("another").answers(204, "");
    assert_eq!((run.last_step(), run.requests().len()), ("stored", 2));
    assert_eq!(run.request().headers[0].1, "Bearer another");
}

#[test]
fn its_errors_show_no_credential() {
    let error = putting().lost(&format!("it broke at {CREDENTIAL}")).error();
    assert!(!format!("{error:?}").contains(CREDENTIAL), "{error:?}");
}
