//! One suite for every provider: its request, the units of its documented answer, and the errors of its failures.

use business_units::call::{Progress, Times};
use business_units::error::{Code, Error};
use business_units::http::Method;
use business_units::json::Limits;
use business_units::provider::Provider;
use business_units::provider::{Accept, Listing, autodesk, imocha};
use business_units::tree::Tree;
use business_units::unit::{Field, Units};

use crate::support::scenario::{self, ACCOUNT, CREDENTIAL, Scenario, credential};
use crate::support::{contents, decode, fixture, refused};

/// A listing at a base URL, if that is allowed.
type Checked = Result<Box<dyn Listing>, Error>;

/// What one provider promises.
struct Contract {
    provider: Provider,
    folder: &'static str,
    list: &'static str,
    id: &'static str,
    url: &'static str,
    headers: &'static [(&'static str, &'static str)],
    documented: &'static [[Option<&'static str>; 8]],
    hinted: &'static [u16],
    listing: fn(Option<&str>) -> Checked,
    begin: fn() -> Scenario,
}

const AUTODESK: Contract = Contract {
    provider: Provider::Autodesk,
    folder: "autodesk",
    list: "business_units",
    id: "id",
    url: "https://developer.api.autodesk.com/hq/v1/accounts/e3d5ef8d-5c37-4b9d-925d-1e6d24753ace/business_units_structure",
    headers: &[("authorization", "Bearer 9ezBnx9Rd5D1xG4KMt6b72T4w0MG")],
    documented: &[
        [
            Some("933df8fd-abb2-4e4e-8f79-95ba2afebc6c"),
            None,
            Some("North America"),
            Some("USA, Canada"),
            None,
            Some(ACCOUNT),
            Some("2016-04-11T03:49:09.176Z"),
            Some("2016-04-11T03:49:09.176Z"),
        ],
        [
            Some("fda4ab9e-ab82-4ba9-8d6c-ae7dbd7cee31"),
            Some("933df8fd-abb2-4e4e-8f79-95ba2afebc6c"),
            Some("USA Western Region"),
            Some("California, Nevada, Washington"),
            Some("North America"),
            Some(ACCOUNT),
            Some("2016-04-11T03:49:09.176Z"),
            Some("2016-04-11T03:49:09.176Z"),
        ],
    ],
    hinted: &[401, 403, 404, 429],
    listing: |base_url| {
        let options = autodesk::Options { account_id: ACCOUNT, base_url, ..Default::default() };
        Ok(Box::new(autodesk::Autodesk::new(options)?))
    },
    begin: Scenario::autodesk,
};

const IMOCHA: Contract = Contract {
    provider: Provider::Imocha,
    folder: "imocha",
    list: "businessUnits",
    id: "businessUnitId",
    url: "https://apiv3.imocha.io/v3/accounts/business-units",
    headers: &[("x-api-key", CREDENTIAL)],
    documented: &[
        [
            Some("164373"),
            None,
            Some("Default BU 1"),
            None,
            None,
            None,
            Some("2025-05-15T06:06:18.763"),
            None,
        ],
        [
            Some("164374"),
            None,
            Some("Default BU 2"),
            None,
            None,
            None,
            Some("2025-05-15T06:06:18.763"),
            None,
        ],
    ],
    hinted: &[401, 403, 429],
    listing: |base_url| Ok(Box::new(imocha::Imocha::new(base_url)?)),
    begin: Scenario::imocha,
};

impl Contract {
    fn listing(&self) -> Box<dyn Listing> {
        (self.listing)(None).unwrap()
    }

    fn fixture(&self, name: &str) -> Vec<u8> {
        fixture(&format!("{}/{name}.json", self.folder))
    }

    fn decode(&self, body: impl AsRef<[u8]>) -> Result<Box<Units>, Error> {
        decode(Accept::Wire(self.provider), body.as_ref())
    }

    fn refuses(&self, body: impl AsRef<[u8]>, code: Code) -> Error {
        let error = refused(self.decode(body), code);
        assert_eq!(error.details().provider, Some(self.provider.as_str()));
        error
    }
}

/// Turns each claim into a test of each provider.
macro_rules! claims {
    ($($claim:ident,)*) => {
        mod autodesk_ {
            $(#[test] fn $claim() { super::$claim(&super::AUTODESK); })*
        }
        mod imocha_ {
            $(#[test] fn $claim() { super::$claim(&super::IMOCHA); })*
        }
    };
}

claims! {
    asks_exactly_what_is_documented,
    asks_over_https_unless_told_otherwise,
    appends_its_path_to_the_base_url,
    refuses_a_base_url_that_is_neither_https_nor_loopback,
    shows_its_credential_in_headers_only,
    gives_the_documented_units_field_by_field,
    gives_the_documented_units_through_a_call,
    ignores_unknown_fields,
    reads_no_units_from_an_empty_object_a_null_list_and_an_empty_list,
    calls_json_without_its_list_another_shape,
    calls_what_is_no_json_that,
    names_the_place_of_a_wrong_field,
    keeps_ids_above_2_53_exact,
    takes_absent_fields_as_null,
    does_not_read_the_other_services_list,
    turns_every_status_into_its_code,
    tells_reason_request_id_and_wait_of_every_status,
    hints_where_it_knows_the_usual_cause,
    reports_retry_after_in_whole_seconds_only,
    counts_its_progress,
    stops_at_the_limits_of_the_call,
}

fn asks_exactly_what_is_documented(contract: &Contract) {
    let request = (contract.begin)().request();
    assert_eq!((request.method, &*request.url), (Method::Get, contract.url));
    let headers: Vec<_> = request.headers.iter().map(|(name, value)| (*name, &**value)).collect();
    assert_eq!(headers, contract.headers);
    assert_eq!(request.body, None);
}

fn asks_over_https_unless_told_otherwise(contract: &Contract) {
    let url = |base_url| (contract.listing)(base_url).unwrap().request(&credential()).url;
    assert!(url(None).starts_with("https://"));
    assert!(url(Some("http://localhost:8787")).starts_with("http://localhost:8787/"));
}

fn appends_its_path_to_the_base_url(contract: &Contract) {
    let path = contract.url.splitn(4, '/').nth(3).unwrap();
    for base_url in ["https://proxy.test/a/b", "https://proxy.test/a/b/", "http://[::1]:8787"] {
        let request = (contract.listing)(Some(base_url)).unwrap().request(&credential());
        assert_eq!(request.url, format!("{}/{path}", base_url.trim_end_matches('/')));
    }
}

fn refuses_a_base_url_that_is_neither_https_nor_loopback(contract: &Contract) {
    for base_url in [
        "",
        "http://example.com",
        "http://0127.0.0.1",
        "http://127.0.0.1.example.com",
        "http://[localhost]",
        "https://user:word@example.com",
        "https://example.com:+443",
        "https://example.com/?key=1",
        "ftp://localhost",
        "//example.com",
    ] {
        let error = refused((contract.listing)(Some(base_url)), Code::Option);
        assert!(error.message().starts_with("baseUrl "), "{base_url}: {error}");
    }
}

fn shows_its_credential_in_headers_only(contract: &Contract) {
    let request = (contract.begin)().request();
    assert!(!request.url.contains(CREDENTIAL));
    assert!(request.headers.iter().any(|(_, value)| value.contains(CREDENTIAL)));
    let shown = format!("{request:?} {:?} {:?}", (contract.begin)(), contract.listing());
    assert!(!shown.contains(CREDENTIAL), "{shown}");
}

fn gives_the_documented_units_field_by_field(contract: &Contract) {
    let units = contract.decode(contract.fixture("documented")).unwrap();
    assert_eq!(units.len() as usize, contract.documented.len());
    for (index, expected) in (0..).zip(contract.documented) {
        assert_eq!(
            Field::ALL.map(|field| units.text(field, index)).each_ref().map(Option::as_deref),
            *expected
        );
    }
    assert_eq!(units.warnings(), [""; 0]);
    assert_eq!(units.source(), contract.provider.into());
}

fn gives_the_documented_units_through_a_call(contract: &Contract) {
    let body = contract.fixture("documented");
    let whole = (contract.begin)().answers(200, &body);
    assert_eq!(whole.steps().last(), Some(&"2 units"));
    let bytewise = body.chunks(1).fold((contract.begin)().head(200), Scenario::bytes).end();
    let (whole, bytewise) = (whole.output(), bytewise.output());
    assert_eq!(contents(&whole), contents(&bytewise));
    assert_eq!(Tree::build(whole).unwrap().defects(), []);
}

fn ignores_unknown_fields(contract: &Contract) {
    let units = contract.decode(contract.fixture("unknown_fields")).unwrap();
    assert_eq!(units.len(), 1);
    assert!(["na", "1"].contains(&&*units.id(0)));
    assert!(["North America", "One"].contains(&units.name(0).unwrap()));
    assert_eq!((&*units.parent_id(0), units.warnings()), ("", &[][..]));
}

fn reads_no_units_from_an_empty_object_a_null_list_and_an_empty_list(contract: &Contract) {
    for name in ["no_units", "null_list", "empty_list"] {
        let units = contract.decode(contract.fixture(name)).unwrap();
        assert!(units.is_empty(), "{name}");
        assert_eq!(Tree::build(units).unwrap().defects(), [], "{name}");
    }
}

fn calls_json_without_its_list_another_shape(contract: &Contract) {
    let list = format!("/{}", contract.list);
    for (body, pointer) in [
        ("[]", ""),
        ("null", ""),
        ("\"\"", ""),
        ("0", ""),
        ("[{}]", ""),
        (r#"{"message":"maintenance"}"#, &*list),
        (r#"{"units_of_business":[]}"#, &*list),
        (r#"{"count":0}"#, &*list),
    ] {
        let error = contract.refuses(body, Code::Shape);
        assert_eq!(error.details().pointer.as_deref(), Some(pointer), "{body}");
        assert!(error.details().expected.is_some() && error.details().found.is_some(), "{body}");
    }
}

fn calls_what_is_no_json_that(contract: &Contract) {
    let utf_16: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bodies: [(&[u8], u64); 6] = [
        (b"", 0),
        (b"<!doctype html>", 0),
        (b"{} {}", 3),
        (b"Service Unavailable", 0),
        (&utf_16, 1),
        (b"{\"", 2),
    ];
    for (body, offset) in bodies {
        assert_eq!(contract.refuses(body, Code::Json).details().offset, Some(offset), "{body:?}");
    }
}

fn names_the_place_of_a_wrong_field(contract: &Contract) {
    let Contract { list, id, .. } = contract;
    let body = format!(r#"{{"{list}":[{}{{"{id}":true}}]}}"#, r#"{"x":0},"#.repeat(17));
    let error = contract.refuses(&body, Code::Shape);
    let details = error.details();
    assert_eq!(details.pointer, Some(format!("/{list}/17/{id}")));
    assert_eq!(details.expected.as_deref(), Some("a string, an integer or null"));
    assert_eq!(details.found.as_deref(), Some("a boolean"));
    assert_eq!(details.offset, body.find("true").map(|at| at as u64));
    assert!(error.message().contains(&format!("/{list}/17/{id}")), "{error}");
}

fn keeps_ids_above_2_53_exact(contract: &Contract) {
    let Contract { list, id, .. } = contract;
    for digits in ["9007199254740993", "9223372036854775807", "18446744073709551616"] {
        let body = format!(r#"{{"{list}":[{{"{id}":{digits}}},{{"{id}":"{digits}"}}]}}"#);
        let units = contract.decode(body).unwrap();
        assert_eq!([units.id(0), units.id(1)], [digits; 2]);
    }
}

fn takes_absent_fields_as_null(contract: &Contract) {
    let units = contract.decode(format!(r#"{{"{}":[{{}}]}}"#, contract.list)).unwrap();
    assert_eq!(Field::ALL.map(|field| units.text(field, 0)), [const { None }; 8]);
}

fn does_not_read_the_other_services_list(contract: &Contract) {
    let other = if contract.provider == Provider::Autodesk { &IMOCHA } else { &AUTODESK };
    contract.refuses(other.fixture("documented"), Code::Shape);
    contract.refuses(r#"{"units":[]}"#, Code::Shape);
}

const STATUSES: [(u16, Code); 20] = [
    (400, Code::Status),
    (401, Code::Unauthorized),
    (403, Code::Forbidden),
    (404, Code::NotFound),
    (409, Code::Status),
    (410, Code::Status),
    (413, Code::Status),
    (422, Code::Status),
    (429, Code::RateLimited),
    (500, Code::Server),
    (502, Code::Server),
    (503, Code::Server),
    (504, Code::Server),
    (201, Code::Status),
    (206, Code::Status),
    (301, Code::Redirect),
    (304, Code::Redirect),
    (307, Code::Redirect),
    (308, Code::Redirect),
    (0, Code::Redirect),
];

fn turns_every_status_into_its_code(contract: &Contract) {
    for (status, code) in STATUSES {
        let error = (contract.begin)().answers(status, "").error();
        let details = error.details();
        assert_eq!(error.code(), code, "{status}");
        assert_eq!(details.status, (status != 0).then_some(status));
        assert_eq!(details.provider, Some(contract.provider.as_str()));
        assert_eq!(details.attempts[0].kind, Some(code));
        assert_eq!((&details.reason, &details.body), (&None, &None), "{status}");
    }
}

fn tells_reason_request_id_and_wait_of_every_status(contract: &Contract) {
    let body = r#"{"statusCode":7,"message":"In its own words."}"#;
    for status in [400, 401, 403, 404, 409, 422, 429, 500, 503] {
        let run = (contract.begin)().header("retry-after", "7").header("x-request-id", "id-7");
        let error = run.answers(status, body).error();
        let details = error.details();
        assert_eq!(details.reason.as_deref(), Some("In its own words."), "{status}");
        assert_eq!(details.request_id.as_deref(), Some("id-7"), "{status}");
        assert_eq!(details.retry_after_ms, Some(7_000), "{status}");
        assert_eq!(details.body.as_deref(), Some(body), "{status}");
        let sentence = format!("{} answered {status}: In its own words.", contract.provider);
        assert_eq!(error.message(), sentence);
    }
}

fn hints_where_it_knows_the_usual_cause(contract: &Contract) {
    for (status, _) in STATUSES {
        let error = (contract.begin)().answers(status, "").error();
        let hinted = contract.hinted.contains(&status);
        assert_eq!(error.details().hint.is_some(), hinted, "{status}");
    }
}

fn reports_retry_after_in_whole_seconds_only(contract: &Contract) {
    for (value, expected) in [
        ("0", Some(0)),
        ("61", Some(61_000)),
        ("-1", None),
        ("+1", None),
        ("1.5", None),
        ("", None),
        ("1000000000", None),
    ] {
        let error = (contract.begin)().header("retry-after", value).answers(503, "").error();
        assert_eq!(error.details().retry_after_ms, expected, "{value}");
    }
}

fn counts_its_progress(contract: &Contract) {
    let body = contract.fixture("documented");
    let run = (contract.begin)().head(200);
    assert_eq!(run.progress(), Progress::default());
    let run = run.bytes(&body);
    assert_eq!(run.progress(), Progress { bytes: body.len() as u64, units: 2 });
}

fn stops_at_the_limits_of_the_call(contract: &Contract) {
    let body = contract.fixture("documented");
    let length = body.len() as u64;
    for (bytes, records, limit) in
        [(length, 2, None), (length - 1, 2, Some(length - 1)), (length, 1, Some(1))]
    {
        let limits = Limits { bytes: Some(bytes), records };
        let run = Scenario::of(contract.listing(), limits, Times::default()).head(200);
        let Some(limit) = limit else {
            assert_eq!(run.bytes(&body).end().steps().last(), Some(&"2 units"));
            continue;
        };
        let error = run.bytes(&body).error();
        assert_eq!((error.code(), error.details().limit), (Code::TooLarge, Some(limit)));
    }
}

#[test]
fn the_two_services_are_asked_for_by_their_names() {
    for provider in [scenario::autodesk().provider(), scenario::imocha().provider()] {
        assert_eq!(Provider::from_name(provider.as_str()), Some(provider));
    }
    assert_eq!(Provider::from_name("Autodesk"), None);
}
