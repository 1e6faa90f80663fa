//! No secret is in any error or in the output of `Debug`, wherever a provider echoes it.

use std::fmt::Debug;

use business_units::call::{Call, Event, Times};
use business_units::error::Error;
use business_units::http::{Head, Secret, excerpt};
use business_units::provider::autodesk::mint::{Auth, Client, Mint, Minted};
use business_units::provider::{Endpoint, Operation};

use crate::support::scenario::{CREDENTIAL, Scenario, call, mint};

/// Returns every text that an error holds, and the output of its `Debug`.
fn shown(error: &Error) -> String {
    format!("{error} {error:?} {:#?}", error.details())
}

/// Returns the result of a mint after one answer with that status and request id.
fn minted(client: &Client, (status, id): (u16, &str), body: &str) -> Result<Minted, Error> {
    let run = Scenario::begun(mint(client.clone()).with_attempts(1));
    run.header("x-request-id", id).answers(status, body).result()
}

/// Asserts that no six consecutive characters of the secret are shown.
fn assert_hidden(secret: &str, shown: &str) {
    for start in 0..=secret.len() - 6 {
        let piece = &secret[start..start + 6];
        assert!(!shown.contains(piece), "{piece} of the secret is in {shown}");
    }
}

#[test]
fn a_service_that_echoes_the_credential_does_not_bring_it_into_an_error() {
    for scenario in [Scenario::autodesk, Scenario::imocha] {
        for status in [302, 400, 401, 403, 404, 429, 500] {
            for body in [
                format!(r#"{{"message":"Bearer {CREDENTIAL} was refused"}}"#),
                format!(r#"{{"errors":["{CREDENTIAL}"],"code":"{CREDENTIAL}"}}"#),
                format!("<html>{CREDENTIAL}{CREDENTIAL}"),
                CREDENTIAL.to_owned(),
            ] {
                let run = scenario().header("content-type", "text/plain");
                assert_hidden(CREDENTIAL, &shown(&run.answers(status, body).error()));
            }
        }
    }
}

#[test]
fn an_echo_in_a_header_is_hidden_too() {
    for name in ["x-ads-troubleshooting", "x-ads-request-id", "x-request-id", "retry-after"] {
        for status in [200, 401] {
            let run = Scenario::autodesk().header(name, &format!("for {CREDENTIAL}"));
            assert_hidden(CREDENTIAL, &shown(&run.answers(status, "").error()));
        }
    }
}

#[test]
fn an_echo_in_the_words_of_a_lost_connection_is_hidden_too() {
    for before in 0..220 {
        let words = format!("{}{CREDENTIAL}", "-".repeat(before));
        assert_hidden(CREDENTIAL, &shown(&Scenario::imocha().lost(&words).error()));
    }
}

#[test]
fn an_echo_is_hidden_wherever_an_excerpt_would_cut_it() {
    for before in 460..520 {
        let body = format!(r#"{{"message":"{}{CREDENTIAL}"}}"#, "-".repeat(before));
        assert_hidden(CREDENTIAL, &shown(&Scenario::autodesk().answers(400, body).error()));
    }
}

#[test]
fn an_echo_is_hidden_in_every_attempt_and_after_every_end_of_a_call() {
    type End = fn(Scenario, &str) -> Scenario;
    let ends: [End; 8] = [
        |run, echo| run.lost(echo),
        |run, echo| run.head(200).bytes(r#"{"business_units":["#).lost(echo),
        |run, echo| run.answers(503, echo),
        |run, echo| run.answers(200, format!(r#"{{"message":"{echo}"}}"#)),
        |run, echo| run.answers(200, format!("{echo}{{")),
        |run, echo| run.answers(200, format!(r#"{{"business_units":[{{"id":{{"{echo}":1}}}}]}}"#)),
        |run, echo| run.header("x-request-id", echo).head(200).after(5_000).elapsed(),
        |run, echo| run.header("retry-after", echo).answers(429, echo),
    ];
    for end in ends {
        let mut run = end(Scenario::retrying(), CREDENTIAL);
        while !run.has_ended() {
            assert_hidden(CREDENTIAL, &format!("{run:?}").replace(&sent(&run), ""));
            run = end(run.waited(), CREDENTIAL);
        }
        assert_hidden(CREDENTIAL, &shown(&run.error()));
    }
}

/// Returns the requests that a scenario records itself; the call does not keep them.
fn sent(run: &Scenario) -> String {
    format!("{:?}", run.requests())
}

#[test]
fn both_credentials_of_a_call_that_was_refused_are_hidden() {
    const OTHER: &str = "Another7Token9Of42Letters";
    let run = Scenario::renewable(4).answers(401, CREDENTIAL);
    assert!(run.last_step().starts_with("renew"));
    let error = run.credential(OTHER).answers(403, format!("{CREDENTIAL} {OTHER}")).error();
    assert_hidden(OTHER, &shown(&error));
    assert_hidden(CREDENTIAL, &shown(&error));
}

#[test]
fn debug_shows_no_secret_of_a_call_or_its_steps() {
    hides_its_credential(call(Times::default()).renewable(true));
    hides_its_credential(mint(Client::new("app-id", CREDENTIAL.to_owned()).unwrap()));
}

fn hides_its_credential<O>(mut call: Call<O>)
where
    O: Operation<Decoder: Debug, Output: Debug> + Debug,
{
    let headers = || vec![("x-request-id".into(), CREDENTIAL.into())];
    let head = |status| Event::Head(Head { status, headers: headers() });
    for event in [Event::Start, head(401), Event::Bytes(CREDENTIAL.as_bytes()), Event::End] {
        let step = call.next(event, 0);
        assert_hidden(CREDENTIAL, &format!("{call:?} {step:?}"));
    }
}

#[test]
fn a_client_secret_is_hidden_in_each_way_of_sending_it() {
    const SECRET: &str = "hush:%+ \u{e9}\u{20ac}/9";
    for auth in [Auth::Basic, Auth::EncodedBasic, Auth::Body] {
        let client = Client::new("app-id", SECRET.to_owned()).unwrap().with_auth(auth);
        let request = Mint::new(None, client.clone(), &[]).unwrap().request();
        assert!(!format!("{request:?} {client:?}").contains("hush"));
        let header = request.headers.iter().find(|(name, _)| *name == "authorization");
        let basic = header.map(|(_, value)| value.replace("Basic ", "")).unwrap_or_default();
        let form = request.body.unwrap_or_default();
        let escaped = r"hush:%+ \u00e9\u20ac/9";
        for echo in [SECRET, escaped, &basic, &form] {
            let body = format!(r#"{{"error_description":"{echo} is wrong"}}"#);
            let error = minted(&client, (400, echo), &body).unwrap_err();
            let shown = shown(&error);
            assert!(!shown.contains("hush"), "{auth:?} {shown}");
            assert!(basic.is_empty() || !shown.contains(&basic[..12]), "{auth:?} {shown}");
        }
    }
}

#[test]
fn a_body_in_an_error_has_at_most_512_characters() {
    for (length, expected) in [(511, 511), (512, 512), (513, 512), (20_000, 512)] {
        let error = Scenario::autodesk().head(500).bytes("\u{e9}".repeat(length));
        let error = if length < 8_192 { error.end() } else { error }.error();
        assert_eq!(error.details().body.as_ref().unwrap().chars().count(), expected);
    }
}

#[test]
fn a_token_endpoint_that_echoes_the_client_secret_does_not_bring_it_into_an_error() {
    const SECRET: &str = "kTm0hushSecret9";
    let client = Client::new("app-id", SECRET.to_owned()).unwrap();
    let request = Mint::new(None, client.clone(), &[]).unwrap().request();
    let basic = request.headers[0].1.replace("Basic ", "");
    for echo in [SECRET, &basic] {
        for status in [200, 400, 401, 500] {
            for body in [
                format!(r#"{{"error_description":"{echo} is wrong"}}"#),
                format!(r#"{{"message":"{}{echo}"}}"#, "-".repeat(490)),
                format!(r#"{{"access_token":"{echo}","token_type":"MAC"}}"#),
            ] {
                let error = minted(&client, (status, &format!("for {echo}")), &body).unwrap_err();
                assert_hidden(echo, &shown(&error));
            }
        }
    }
}

#[test]
fn debug_shows_no_secret_of_a_client_its_request_or_its_token() {
    let client = Client::new("app-id", CREDENTIAL.to_owned()).unwrap();
    let request = Mint::new(None, client.clone(), &[]).unwrap().request();
    let body = format!(r#"{{"access_token":"{CREDENTIAL}","token_type":"Bearer"}}"#);
    let minted = minted(&client, (200, "id-7"), &body).unwrap();
    assert_hidden(CREDENTIAL, &format!("{client:?} {request:?} {minted:?} {:#?}", minted.token));
    assert!(!request.url.contains(CREDENTIAL));
}

#[test]
fn a_secret_is_taken_out_wherever_it_stands() {
    let secret = Secret::new("hush".to_owned()).unwrap();
    for (text, expected) in [
        ("hush", "[redacted]"),
        ("a hush, hush b", "a [redacted], [redacted] b"),
        ("hushush", "[redacted]ush"),
        ("HUSH", "HUSH"),
    ] {
        assert_eq!(secret.redact(text), expected);
    }
}

#[test]
fn an_excerpt_is_as_long_as_javascript_says() {
    for (text, most, expected) in [
        ("", 3, ""),
        ("abc", 3, "abc"),
        ("abcd", 3, "abc"),
        ("\u{e9}\u{1f600}x", 2, "\u{e9}"),
        ("\u{e9}\u{1f600}x", 3, "\u{e9}\u{1f600}"),
    ] {
        assert_eq!(excerpt(text, most), expected);
    }
}
