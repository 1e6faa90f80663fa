//! What only Autodesk has: account ids, regions, the older path, and its own words for a failure.

use business_units::call::Times;
use business_units::error::Code;
use business_units::provider::Listing;
use business_units::provider::autodesk::{Autodesk, Options};
use business_units::tree::Tree;
use business_units::unit::Field;

use crate::support::scenario::{ACCOUNT, Scenario, credential};
use crate::support::{LIMITS, WIRE, decode, fixture, refused};

fn of_account(account_id: &str) -> Options<'_> {
    Options { account_id, ..Options::default() }
}

#[test]
fn strips_the_hub_prefix() {
    for (given, expected) in
        [("b.c8b0c73d-3ae9", "c8b0c73d-3ae9"), ("c8b0c73d-3ae9", "c8b0c73d-3ae9"), ("b.B", "B")]
    {
        let listing = Autodesk::new(of_account(given)).unwrap();
        assert_eq!(listing.account_id(), Some(expected));
        let url = listing.request(&credential()).url;
        assert!(url.ends_with(&format!("/accounts/{expected}/business_units_structure")), "{url}");
    }
}

#[test]
fn says_that_a_hub_of_another_kind_is_no_account() {
    let error = refused(Autodesk::new(of_account("a.c8b0c73d-3ae9")), Code::Option);
    assert!(error.message().contains("only hub ids that begin with b."), "{error}");
}

#[test]
fn takes_account_ids_of_1_to_64_letters_digits_and_dashes() {
    for length in [1, 63, 64] {
        assert!(Autodesk::new(of_account(&"a".repeat(length))).is_ok(), "{length}");
        assert!(Autodesk::new(of_account(&format!("b.{}", "7".repeat(length)))).is_ok());
    }
    for length in [0, 65, 10_000] {
        refused(Autodesk::new(of_account(&"a".repeat(length))), Code::Option);
        refused(Autodesk::new(of_account(&format!("b.{}", "-".repeat(length)))), Code::Option);
    }
}

#[test]
fn refuses_account_ids_with_any_other_character() {
    for given in [
        "a/b", "a\\b", "a b", " a", "a ", "a%2Fb", "..", "a.b", "b.b.a", "B.a", "a?b", "a#b",
        "a_b", "a\0b", "a\r\nb", "\u{e9}", "\u{ff11}", "a;b", "@a", "a:b", "b.", "b.a/../c",
    ] {
        let error = refused(Autodesk::new(of_account(given)), Code::Option);
        assert_eq!(error.details().provider, Some("autodesk"), "{given:?}");
    }
}

fn headers(options: Options<'_>) -> Vec<(&'static str, String)> {
    Autodesk::new(options).unwrap().request(&credential()).headers
}

#[test]
fn sends_the_region_only_when_it_is_given() {
    assert_eq!(headers(of_account(ACCOUNT)).len(), 1);
    for region in ["US", "EMEA", "AUS", "CAN", "DEU", "IND", "JPN", "GBR", "APAC", "ABCDEFGH"] {
        let headers = headers(Options { region: Some(region), ..of_account(ACCOUNT) });
        assert_eq!(headers[1..], [("region", region.to_owned())]);
    }
}

#[test]
fn refuses_a_region_that_is_not_2_to_8_capitals() {
    for region in ["", "U", "us", "Us", "ABCDEFGHI", "U S", "U1", "US\r\nx: y", "\u{c9}U"] {
        let options = Options { region: Some(region), ..of_account(ACCOUNT) };
        let error = refused(Autodesk::new(options), Code::Option);
        assert!(error.message().starts_with("region "), "{region:?}: {error}");
    }
}

#[test]
fn uses_the_older_path_when_asked_to() {
    for region in [None, Some("EMEA")] {
        let options = Options { region, legacy_eu_path: true, ..of_account(ACCOUNT) };
        let request = Autodesk::new(options).unwrap().request(&credential());
        let expected = format!(
            "https://developer.api.autodesk.com/hq/v1/regions/eu/accounts/{ACCOUNT}/business_units_structure"
        );
        assert_eq!(request.url, expected);
        assert_eq!(request.headers.len(), 1 + usize::from(region.is_some()));
    }
}

#[test]
fn refuses_the_older_path_for_another_region() {
    for region in ["US", "emea", ""] {
        let options = Options { region: Some(region), legacy_eu_path: true, ..of_account(ACCOUNT) };
        let error = refused(Autodesk::new(options), Code::Option);
        assert!(error.message().contains("legacyEuPath"), "{error}");
    }
}

#[test]
fn tells_of_units_of_another_account_than_the_one_asked_for() {
    let body = fixture("autodesk/documented.json");
    for (asked, defects) in [
        (ACCOUNT.to_owned(), 0),
        (format!("b.{}", ACCOUNT.to_uppercase()), 0),
        ("other".to_owned(), 2),
    ] {
        let listing = Autodesk::new(of_account(&asked)).unwrap();
        let account_id = listing.account_id().map(str::to_owned);
        let run = Scenario::of(Box::new(listing), LIMITS, Times::default()).answers(200, &body);
        let tree = Tree::build(run.output()).unwrap();
        assert_eq!(tree.defects().len(), defects, "{asked}");
        assert_eq!(tree.account_id(), account_id.as_deref());
    }
}

#[test]
fn keeps_null_absent_and_empty_texts_apart() {
    let units = decode(WIRE[0], &fixture("autodesk/only_ids.json")).unwrap();
    for (index, id, rest) in [(0, "absent", None), (1, "null", None), (2, "empty", Some(""))] {
        assert_eq!(units.id(index), id);
        for field in &Field::ALL[1..] {
            assert_eq!(units.text(*field, index).as_deref(), rest, "{field:?} of {id}");
        }
    }
}

#[test]
fn takes_an_integer_as_the_exact_text_of_any_id() {
    let tree = crate::support::tree_of("autodesk/numeric_id.json");
    assert_eq!(tree.id(0), "9223372036854775807");
    assert_eq!(tree.id(1), "12345678901234567890123");
    assert_eq!(tree.parent_row(1), Some(0));
    assert_eq!(tree.text(Field::AccountId, 1).as_deref(), Some("7"));
}

#[test]
fn compares_its_keys_exactly() {
    let units = decode(WIRE[0], br#"{"business_units":[{"ID":"x","Name":"y"}]}"#).unwrap();
    assert_eq!((&*units.id(0), units.name(0)), ("", None));
    refused(decode(WIRE[0], br#"{"Business_Units":[]}"#), Code::Shape);
}

#[test]
fn hints_at_id_region_and_custom_integrations_when_an_account_is_not_found() {
    for (status, body, hinted) in [
        (404, "404_account_does_not_exist", true),
        (403, "403_four_member_error", true),
        (429, "429_quota_limit_exceeded", false),
    ] {
        let body = fixture(&format!("autodesk/{body}.json"));
        let error = Scenario::autodesk().answers(status, body).error();
        let hint = error.details().hint.unwrap();
        assert_eq!(hint.contains("region") && hint.contains("Custom Integrations"), hinted);
    }
}

#[test]
fn gives_no_such_hint_for_a_404_of_another_code() {
    let error = Scenario::autodesk().answers(404, r#"{"code":1007,"message":"x"}"#).error();
    assert_eq!(error.details().hint, None);
}

#[test]
fn reads_the_reason_in_every_form_that_autodesk_gives_it() {
    for (status, kind, body, expected) in [
        (
            404,
            "application/json",
            &*fixture("autodesk/404_account_does_not_exist.json"),
            "this account doesn't exist.",
        ),
        (
            429,
            "application/json",
            &*fixture("autodesk/429_quota_limit_exceeded.json"),
            "Quota limit exceeded.",
        ),
        (
            403,
            "application/json",
            &*fixture("autodesk/403_four_member_error.json"),
            "The client has no access.",
        ),
        (403, "text/plain; charset=utf-8", &b"Access denied\n"[..], "Access denied"),
        (422, "application/json", br#"{"errors":[{"title":"T","detail":"D"}]}"#, "D"),
        (
            422,
            "application/vnd.api+json",
            br#"{"jsonapi":{"version":"1.0"},"errors":[{"detail":"D"}]}"#,
            "D",
        ),
    ] {
        let error = Scenario::autodesk().header("content-type", kind).answers(status, body).error();
        assert_eq!(error.details().reason.as_deref(), Some(expected), "{status}");
    }
}

#[test]
fn reads_the_reason_of_an_empty_401_from_a_header() {
    let run = Scenario::autodesk().header("x-ads-troubleshooting", "The token has expired.");
    let error = run.header("x-ads-request-id", "ads-1").answers(401, "").error();
    assert_eq!(error.details().reason.as_deref(), Some("The token has expired."));
    assert_eq!(error.details().request_id.as_deref(), Some("ads-1"));
}
