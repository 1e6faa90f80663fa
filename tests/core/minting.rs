//! The mint of a token as a call: three attempts of 5 s each, within 12 s.

use business_units::error::Code;
use business_units::http::Method;
use business_units::provider::autodesk::mint::{Client, Mint, is_refusal};

use crate::support::scenario::{self, Answered, Scenario, retry_after};

const TOKEN: &str = r#"{"access_token":"t0k","token_type":"Bearer","expires_in":3599}"#;
const SECRET: &str = "kTm0+hush/Secret=9";

fn minting() -> Scenario<Mint> {
    let client = Client::new("app-id", SECRET.to_owned()).unwrap();
    Scenario::begun(scenario::mint(client))
}

#[test]
fn one_answer_is_a_token() {
    let run = minting().answers(200, TOKEN);
    assert_eq!(
        run.steps(),
        ["send within 5000", "read within 5000", "read within 5000", "a token"]
    );
    assert_eq!(run.request().method, Method::Post);
}

#[test]
fn what_may_pass_is_tried_up_to_three_times() {
    let run = minting().answers(500, "").then(500, "").then(200, TOKEN);
    assert_eq!((run.last_step(), run.requests().len()), ("a token", 3));
    let run = minting().lost("reset").then(503, "").then(502, "");
    assert_eq!((run.last_step(), run.requests().len()), ("ERR_SERVER", 3));
    let run = minting().answers(429, retry_after("2")).then(200, TOKEN);
    assert!((2_000..=2_250).contains(&run.waits()[0]), "{:?}", run.waits());
    assert_eq!(run.last_step(), "a token");
    let run = minting().answers(429, retry_after("13"));
    assert_eq!((run.last_step(), run.took_ms()), ("ERR_RATE_LIMITED", 0));
    assert_eq!(run.error().details().retry_after_ms, Some(13_000));
}

#[test]
fn a_stall_is_tried_again_until_12_s_are_over() {
    let run = minting().after(5_000).elapsed().waited().head(200).after(5_000).elapsed();
    let run = run.waited();
    let left = 12_000 - run.took_ms();
    assert_eq!(run.last_step(), format!("send within {left}"));
    let run = run.after(left).elapsed();
    assert_eq!((run.last_step(), run.took_ms()), ("ERR_TIMEOUT", 12_000));
    let message = run.error().to_string();
    assert!(message.contains("Autodesk's token endpoint took too long (total)"), "{message}");
}

#[test]
fn what_is_no_token_is_asked_for_once_more() {
    let page = "<html>";
    let endless = "x".repeat(65 * 1024);
    for body in [page, "", "[]", r#"{"access_token":"","token_type":"Bearer"}"#, &endless] {
        let run = minting().answers(200, body).then(200, body);
        assert_eq!((run.last_step(), run.requests().len()), ("ERR_TOKEN", 2), "{body:.20}");
        let run = minting().answers(200, body).then(200, TOKEN);
        assert_eq!(run.last_step(), "a token", "{body:.20}");
    }
}

#[test]
fn a_refusal_and_a_redirect_end_it_at_once() {
    for (status, code) in [
        (302, Code::Redirect),
        (400, Code::Status),
        (401, Code::Unauthorized),
        (403, Code::Forbidden),
        (404, Code::NotFound),
    ] {
        let run = minting().answers(status, retry_after("1"));
        assert_eq!((run.last_step(), run.requests().len()), (code.as_str(), 1));
    }
}

#[test]
fn a_refusal_would_be_one_again_and_nothing_else_would() {
    let unknown = r#"{"error":"invalid_client","error_description":"No such client."}"#;
    let refused = |run: Scenario<Mint>| is_refusal(&run.error());
    for status in [400, 401] {
        assert!(refused(minting().answers(status, "")), "{status}");
    }
    assert!(refused(minting().answers(403, unknown)));
    for (status, body) in [(403, ""), (404, ""), (302, ""), (415, r#"{"error":"other"}"#)] {
        assert!(!refused(minting().answers(status, Answered::from(body))), "{status}");
    }
    assert!(!refused(minting().answers(200, "[]").then(200, "[]")));
    assert!(!refused(minting().lost("a").waited().lost("a").waited().lost("a")));
}

#[test]
fn its_errors_name_its_attempts_and_no_secret() {
    let run = minting().lost(SECRET).then(500, SECRET).then(400, SECRET);
    let error = run.error();
    let statuses: Vec<_> = error.details().attempts.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [None, Some(500), Some(400)]);
    assert!(!format!("{error:?}").contains("hush"), "{error:?}");
}
