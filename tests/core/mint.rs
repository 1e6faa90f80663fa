//! Autodesk's two-legged token: the exact request, and the answers that count as a token.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use business_units::error::{Code, Error};
use business_units::http::{Method, Request};
use business_units::provider::Endpoint;
use business_units::provider::autodesk::mint::{Auth, Client, Mint, Minted};

use crate::support::scenario::{self, Scenario};
use crate::support::{fixture, refused};

const SECRET: &str = "kTm0+hush/Secret=9";

fn client() -> Client {
    Client::new("app-id", SECRET.to_owned()).unwrap()
}

fn request(scopes: &[&str]) -> Result<Request, Error> {
    let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
    Mint::new(None, client(), &scopes).map(|mint| mint.request())
}

fn answer(status: u16, body: &str) -> Result<Minted, Error> {
    let run = Scenario::begun(scenario::mint(client()).with_attempts(1));
    run.header("x-ads-request-id", "ads-7").answers(status, body).result()
}

/// Returns a good answer with one member replaced.
fn with(member: &str, value: &str) -> String {
    let good = [("access_token", "\"t0k\""), ("token_type", "\"Bearer\""), ("expires_in", "3599")];
    let members: Vec<String> = good
        .iter()
        .map(|(name, text)| format!("\"{name}\":{}", if *name == member { value } else { text }))
        .collect();
    format!("{{{}}}", members.join(","))
}

fn without(member: &str) -> String {
    with("", "").replace(&format!("\"{member}\""), "\"other\"")
}

#[test]
fn asks_exactly_what_is_documented() {
    let request = request(&[]).unwrap();
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.url, "https://developer.api.autodesk.com/authentication/v2/token");
    let basic = "Basic YXBwLWlkOmtUbTAraHVzaC9TZWNyZXQ9OQ==".to_owned();
    let form = "application/x-www-form-urlencoded".to_owned();
    assert_eq!(request.headers, [("authorization", basic), ("content-type", form)]);
    let body = "grant_type=client_credentials&scope=account%3Aread";
    assert_eq!(request.body.as_deref(), Some(body));
}

#[test]
fn asks_for_the_scopes_that_are_given() {
    let body = request(&["account:read", "data:read"]).unwrap().body.unwrap();
    assert!(body.ends_with("&scope=account%3Aread+data%3Aread"), "{body}");
    let sorted = request(&["data:read", "account:read", "data:read"]).unwrap().body.unwrap();
    assert_eq!(sorted, body, "in order, and each once");
    for scope in ["", "a b", "a&b=c", "a+b", "\u{e9}", "a\r\n"] {
        refused(request(&[scope]), Code::Option);
    }
}

#[test]
fn asks_at_the_base_url() {
    let url = |base_url| Mint::new(Some(base_url), client(), &[]).map(|mint| mint.request().url);
    assert_eq!(
        url("http://127.0.0.1:9/x/").unwrap(),
        "http://127.0.0.1:9/x/authentication/v2/token"
    );
    refused(url("http://example.com"), Code::Option);
}

#[test]
fn refuses_an_id_or_a_secret_that_cannot_be_sent() {
    let long = "x".repeat(257);
    for id in ["", "a:b", "a b", "\u{e9}", "a\r\nb", &long] {
        refused(Client::new(id, SECRET.to_owned()), Code::Option);
    }
    for secret in [String::new(), "hush\r\n".into(), "hush\0".into(), "h".repeat(8193)] {
        let error = refused(Client::new("app-id", secret), Code::Option);
        assert!(!error.to_string().contains("hush"), "{error}");
    }
    assert!(Client::new(&long[1..], "h".repeat(8192)).is_ok());
}

/// Returns what the endpoint decodes: the `Authorization` header, and the end of the form.
fn sent(secret: &str, auth: Auth) -> (Option<String>, String) {
    let client = Client::new("app-id", secret.to_owned()).unwrap().with_auth(auth);
    let request = Mint::new(None, client, &[]).unwrap().request();
    let header = request.headers.iter().find(|(name, _)| *name == "authorization");
    let decoded = header.map(|(_, value)| {
        let basic = value.strip_prefix("Basic ").unwrap();
        String::from_utf8(STANDARD.decode(basic).unwrap()).unwrap()
    });
    let form = request.body.unwrap();
    (
        decoded,
        form.strip_prefix("grant_type=client_credentials&scope=account%3Aread").unwrap().into(),
    )
}

#[test]
fn shows_any_secret_in_each_of_the_three_ways() {
    for (secret, written) in [
        ("a:b", "a%3Ab"),
        ("100%", "100%25"),
        ("a+b/c=", "a%2Bb%2Fc%3D"),
        ("two words", "two+words"),
        ("caf\u{e9}", "caf%C3%A9"),
        ("\u{20ac}5", "%E2%82%AC5"),
        ("a&b", "a%26b"),
        ("*-._~", "*-._%7E"),
    ] {
        let raw = Some(format!("app-id:{secret}"));
        assert_eq!(sent(secret, Auth::Basic), (raw, String::new()));
        let encoded = Some(format!("app-id:{written}"));
        assert_eq!(sent(secret, Auth::EncodedBasic), (encoded, String::new()));
        let form = format!("&client_id=app-id&client_secret={written}");
        assert_eq!(sent(secret, Auth::Body), (None, form));
    }
}

#[test]
fn knows_the_ways_by_name_and_no_two_at_once() {
    for (name, auth) in [
        ("basic", Some(Auth::Basic)),
        ("encodedBasic", Some(Auth::EncodedBasic)),
        ("body", Some(Auth::Body)),
        ("both", None),
        ("basic body", None),
        ("Basic", None),
        ("", None),
    ] {
        assert_eq!(Auth::from_name(name), auth, "{name}");
    }
}

#[test]
fn reads_the_documented_answer() {
    let body = String::from_utf8(fixture("autodesk/token.json")).unwrap();
    let minted = answer(200, &body).unwrap();
    assert_eq!(minted.token.expose(), "9ezBnx9Rd5D1xG4KMt6b72T4w0MG");
    assert_eq!(minted.expires_in, Some(3_599));
}

#[test]
fn an_error_of_an_answer_that_may_hold_a_token_does_not_show_it() {
    let body = String::from_utf8(fixture("autodesk/token.json")).unwrap();
    for status in [201, 203, 299] {
        let error = answer(status, &body).unwrap_err();
        assert_eq!(error.code(), Code::Status, "{status}");
        assert!(error.details().body.is_none() && error.details().reason.is_none(), "{status}");
        assert!(!format!("{error} {error:?}").contains("9ezBnx9Rd5D1"), "{status}");
    }
}

#[test]
fn takes_expires_in_as_a_number_as_digits_and_absent() {
    for (value, expected) in [
        ("1", Some(1)),
        ("3599", Some(3599)),
        ("\"3599\"", Some(3599)),
        ("86400", Some(86_400)),
        ("3599.0", Some(3599)),
        ("\"3599.9\"", Some(3599)),
        ("1.5", Some(1)),
        ("null", None),
    ] {
        assert_eq!(
            answer(200, &with("expires_in", value)).unwrap().expires_in,
            expected,
            "{value}"
        );
    }
    assert_eq!(answer(200, &without("expires_in")).unwrap().expires_in, None);
}

#[test]
fn takes_token_type_in_any_letter_case() {
    for kind in ["\"Bearer\"", "\"bearer\"", "\"bEaReR\""] {
        assert!(answer(200, &with("token_type", kind)).is_ok(), "{kind}");
    }
}

#[test]
fn takes_a_token_of_up_to_8192_visible_characters() {
    let token = |length| format!("\"{}\"", "~".repeat(length));
    assert!(answer(200, &with("access_token", &token(8192))).is_ok());
    refused(answer(200, &with("access_token", &token(8193))), Code::Token);
}

#[test]
fn calls_every_other_answer_no_token() {
    let mut bodies: Vec<String> =
        ["", "null", "[]", "{}", "\"t0k\"", "<html>", "{\"access_token\":\"t0k\"", "{} {}"]
            .map(ToOwned::to_owned)
            .into();
    for value in ["null", "\"\"", "7", "\"a b\"", r#""a\r\nb""#, "\"\u{20ac}\"", "[]"] {
        bodies.push(with("access_token", value));
    }
    for value in ["null", "\"\"", "\"MAC\"", "\"Bearer \"", "1"] {
        bodies.push(with("token_type", value));
    }
    for value in [
        "0", "0.9", "-1", "-1.0", "86401", "86401.0", "1e9", "1e3", "\"\"", "\"1.\"", "\".5\"",
        "\"+1\"", "\"1.+5\"", "\"soon\"", "\"NaN\"", "true", "{}",
    ] {
        bodies.push(with("expires_in", value));
    }
    bodies.extend([without("access_token"), without("token_type")]);
    for body in bodies {
        let error = refused(answer(200, &body), Code::Token);
        let details = error.details();
        assert_eq!((details.provider, details.status), (Some("autodesk"), Some(200)));
        assert_eq!(details.request_id.as_deref(), Some("ads-7"), "{body}");
        assert!(!error.to_string().contains("t0k") && details.body.is_none(), "{error}");
    }
}

#[test]
fn turns_every_status_into_its_code_with_reason_and_hint() {
    for (status, code, hinted) in [
        (204, Code::Status, false),
        (302, Code::Redirect, false),
        (400, Code::Status, true),
        (401, Code::Unauthorized, true),
        (403, Code::Forbidden, true),
        (404, Code::NotFound, false),
        (429, Code::RateLimited, false),
        (500, Code::Server, false),
    ] {
        let body = r#"{"error":"invalid_client","error_description":"No such client."}"#;
        let error = refused(answer(status, body), code);
        let details = error.details();
        assert_eq!(details.reason.as_deref(), Some("No such client."));
        assert_eq!((details.status, details.hint.is_some()), (Some(status), hinted));
        assert_eq!(details.body.as_deref(), Some(body));
    }
}
