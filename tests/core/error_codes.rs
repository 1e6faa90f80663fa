//! One test for each code that the native core raises, in the order of the list.

use business_units::call::Times;
use business_units::error::{Code, Details, Error};
use business_units::json::Limits;
use business_units::provider::autodesk::mint::Client;
use business_units::provider::autodesk::{Autodesk, Options};

use crate::support::scenario::{self, Scenario, autodesk, retry_after};

#[test]
fn the_list_of_codes_is_closed_and_in_order() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    let expected = "ERR_OPTION ERR_STATE ERR_NETWORK ERR_TIMEOUT ERR_UNAUTHORIZED ERR_FORBIDDEN \
        ERR_NOT_FOUND ERR_RATE_LIMITED ERR_SERVER ERR_STATUS ERR_REDIRECT ERR_TOO_LARGE \
        ERR_TOO_DEEP ERR_JSON ERR_SHAPE ERR_TOKEN ERR_INTERNAL";
    assert_eq!(codes.join(" "), expected);
}

#[test]
fn typescript_has_the_same_fields_of_an_error() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src/errors.ts");
    let text = std::fs::read_to_string(file).unwrap();
    let (_, list) = text.split_once("const DETAILS").unwrap();
    let (list, _) = list.split_once("};").unwrap();
    let listed: Vec<&str> =
        list.lines().filter_map(|line| line.trim().strip_suffix(": true,")).collect();
    // The class always has attempts, and so lists them apart.
    let fields: Vec<&str> =
        Details::NAMES.iter().copied().filter(|name| *name != "attempts").collect();
    assert_eq!(listed, fields);
}

#[test]
fn every_status_has_one_code() {
    for status in 0..=999 {
        let expected = match status {
            0 | 300..=399 => Code::Redirect,
            401 => Code::Unauthorized,
            403 => Code::Forbidden,
            404 => Code::NotFound,
            429 => Code::RateLimited,
            500..=599 => Code::Server,
            _ => Code::Status,
        };
        assert_eq!(Code::of_status(status), expected, "{status}");
    }
}

/// Asserts the code, and that there is a sentence.
fn assert_raised(error: &Error, code: Code) {
    assert_eq!(error.code(), code, "{error}");
    assert_eq!(error.to_string(), format!("{code}: {}", error.message()));
    assert!(error.message().chars().count() > 15, "{error}");
}

#[test]
fn err_option_is_an_option_that_is_not_allowed() {
    assert_raised(&Autodesk::new(Options::default()).unwrap_err(), Code::Option);
}

#[test]
fn err_network_is_an_answer_that_never_came() {
    let error = Scenario::autodesk().lost("connect ECONNREFUSED").error();
    assert_raised(&error, Code::Network);
    assert_eq!(error.details().status, None);
}

#[test]
fn err_timeout_is_an_answer_that_took_too_long() {
    assert_raised(&Scenario::autodesk().after(5_000).elapsed().error(), Code::Timeout);
}

#[test]
fn err_unauthorized_is_a_401() {
    assert_raised(&Scenario::imocha().answers(401, "").error(), Code::Unauthorized);
}

#[test]
fn err_forbidden_is_a_403() {
    assert_raised(&Scenario::autodesk().answers(403, "").error(), Code::Forbidden);
}

#[test]
fn err_not_found_is_a_404() {
    assert_raised(&Scenario::autodesk().answers(404, "").error(), Code::NotFound);
}

#[test]
fn err_rate_limited_is_a_429_and_says_how_long_to_wait() {
    let error = Scenario::autodesk().header("retry-after", "12").answers(429, "").error();
    assert_raised(&error, Code::RateLimited);
    assert_eq!(error.details().retry_after_ms, Some(12_000));
}

#[test]
fn err_server_is_any_5xx() {
    for status in [500, 502, 503, 504, 524] {
        assert_raised(&Scenario::imocha().answers(status, "").error(), Code::Server);
    }
}

#[test]
fn err_status_is_any_other_status() {
    for status in [201, 206, 400, 409, 410, 413, 422] {
        assert_raised(&Scenario::autodesk().answers(status, "").error(), Code::Status);
    }
}

#[test]
fn err_redirect_is_any_3xx_and_a_redirect_that_a_browser_hides() {
    for status in [0, 300, 302, 307, 399] {
        assert_raised(&Scenario::autodesk().answers(status, "").error(), Code::Redirect);
    }
}

#[test]
fn err_too_large_is_a_body_or_a_list_past_its_limit() {
    let limits = Limits { bytes: Some(4), records: 9 };
    let run = Scenario::of(Box::new(autodesk()), limits, Times::default());
    let error = run.head(200).bytes(r#"{"business_units":[]}"#).error();
    assert_raised(&error, Code::TooLarge);
    assert_eq!(error.details().limit, Some(4));
}

#[test]
fn err_json_is_a_body_that_is_no_json_and_says_at_which_byte() {
    let error = Scenario::autodesk().head(200).bytes("{oops").error();
    assert_raised(&error, Code::Json);
    assert_eq!(error.details().offset, Some(1));
    assert_eq!(error.details().expected.as_deref(), Some("a key or }"));
    assert_eq!(error.details().found.as_deref(), Some("'o'"));
}

#[test]
fn err_shape_is_json_of_another_shape_and_says_where() {
    let error = Scenario::autodesk().answers(200, r#"{"message":"maintenance"}"#).error();
    assert_raised(&error, Code::Shape);
    assert_eq!(error.details().pointer.as_deref(), Some("/business_units"));
}

#[test]
fn err_token_is_an_answer_that_is_no_token() {
    let client = Client::new("id", "secret".to_owned()).unwrap();
    let run = Scenario::begun(scenario::mint(client).with_attempts(1)).answers(200, "{}");
    assert_raised(&run.error(), Code::Token);
}

#[test]
fn err_internal_is_a_fault_of_this_library() {
    assert_raised(&Scenario::autodesk().end().error(), Code::Internal);
}

#[test]
fn a_failure_says_what_usually_causes_it_where_that_is_known() {
    let limits = Limits { bytes: Some(4), records: 9 };
    let large = Scenario::of(Box::new(autodesk()), limits, Times::default());
    for (run, words) in [
        (Scenario::autodesk().lost("reset"), "check the network"),
        (Scenario::autodesk().after(5_000).elapsed(), "deadlineMs"),
        (Scenario::autodesk().head(200).bytes("<html>"), "a sign-in"),
        (large.head(200).bytes(r#"{"business_units":[]}"#), "maxBytes"),
        (Scenario::autodesk().answers(401, ""), "account:read"),
        (Scenario::autodesk().answers(404, ""), "Custom Integrations"),
        (Scenario::autodesk().answers(429, ""), "100 requests a minute"),
        (Scenario::autodesk().answers(503, retry_after("61")), "how long to wait"),
        (Scenario::imocha().answers(401, ""), "API key"),
        (Scenario::imocha().answers(403, ""), "quota"),
    ] {
        let error = run.error();
        assert!(error.details().hint.is_some_and(|hint| hint.contains(words)), "{error:?}");
    }
    for run in [Scenario::imocha().answers(500, ""), Scenario::imocha().answers(200, "[]")] {
        assert_eq!(run.error().details().hint, None);
    }
}
