//! No secret is in any error, nor in what `Debug` shows, wherever a service echoes it.

use business_units::error::Error;
use business_units::http::{Head, Secret, excerpt};
use business_units::provider::mint::{self, Client};

use crate::support::scenario::{CREDENTIAL, Scenario};

/// Every text that an error holds, on its own and as `Debug` shows it.
fn shown(error: &Error) -> String {
    format!("{error} {error:?} {:#?}", error.details())
}

/// No piece of the secret is shown that someone could use to guess the rest.
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
                let told = scenario().header("content-type", "text/plain");
                assert_hidden(CREDENTIAL, &shown(&told.answers(status, body).error()));
            }
        }
    }
}

#[test]
fn an_echo_in_a_header_is_hidden_too() {
    for name in ["x-ads-troubleshooting", "x-ads-request-id", "x-request-id", "retry-after"] {
        for status in [200, 401] {
            let told = Scenario::autodesk().header(name, &format!("for {CREDENTIAL}"));
            assert_hidden(CREDENTIAL, &shown(&told.answers(status, "").error()));
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
    let basic = mint::request(None, &client, &[]).unwrap().headers[0].1.replace("Basic ", "");
    for echo in [SECRET, &basic] {
        for status in [200, 400, 401, 500] {
            for body in [
                format!(r#"{{"error_description":"{echo} is wrong"}}"#),
                format!(r#"{{"message":"{}{echo}"}}"#, "-".repeat(490)),
                format!(r#"{{"access_token":"{echo}","token_type":"MAC"}}"#),
            ] {
                let headers = vec![("x-request-id".to_owned(), format!("for {echo}"))];
                let error = mint::read(&Head { status, headers }, &body, &client).unwrap_err();
                assert_hidden(echo, &shown(&error));
            }
        }
    }
}

#[test]
fn debug_shows_no_secret_of_a_client_its_request_or_its_token() {
    let client = Client::new("app-id", CREDENTIAL.to_owned()).unwrap();
    let request = mint::request(None, &client, &[]).unwrap();
    let body = format!(r#"{{"access_token":"{CREDENTIAL}","token_type":"Bearer"}}"#);
    let minted = mint::read(&Head { status: 200, headers: Vec::new() }, &body, &client).unwrap();
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
