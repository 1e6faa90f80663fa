//! What only iMocha has: 64-bit ids, keys in any letter case, and a count that can be wrong.

use business_units::error::Code;
use business_units::provider::Accept;
use business_units::provider::Provider;
use business_units::tree::{DefectKind, Tree};
use business_units::unit::Field;

use crate::support::scenario::Scenario;
use crate::support::{contents, decode, fixture, refused, tree_of};

const WIRE: Accept = Accept::Wire(Provider::Imocha);

#[test]
fn keeps_every_64_bit_id_and_larger_ones_exact() {
    let units = decode(WIRE, &fixture("imocha/id_above_2_53.json")).unwrap();
    let ids: Vec<_> = (0..units.len()).map(|index| units.id(index)).collect();
    let expected = [
        "9007199254740993",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "0042",
    ];
    assert_eq!(ids, expected);
    let tree = Tree::build(units).unwrap();
    assert_eq!((tree.row_of("9223372036854775807"), tree.defects().len()), (Some(1), 0));
}

#[test]
fn keeps_created_on_as_given() {
    let units = decode(WIRE, &fixture("imocha/id_above_2_53.json")).unwrap();
    let texts: Vec<_> = (0..units.len()).map(|index| units.text(Field::CreatedAt, index)).collect();
    let expected = [
        Some("2025-05-15T06:06:04.14"),
        Some("2025-05-15T06:06:18.763"),
        Some("2025-05-15T06:06:18"),
        None,
        Some("2025-05-15T06:06:18.1234567"),
    ];
    assert_eq!(texts.iter().map(Option::as_deref).collect::<Vec<_>>(), expected);
}

#[test]
fn reads_its_keys_in_any_letter_case() {
    let units = decode(WIRE, &fixture("imocha/other_letter_case.json")).unwrap();
    let fields = [Field::Id, Field::Name, Field::CreatedAt];
    let row = |index| fields.map(|field| units.text(field, index).unwrap());
    assert_eq!(row(0), ["1", "One", "2025-05-15T06:06:18.763"]);
    assert_eq!(row(1), ["2", "Two", "2025-05-15T06:06:04.14"]);
    assert_eq!(units.claimed_count(), Some(2));
}

#[test]
fn counts_keys_that_differ_in_case_only_as_one_key_that_came_twice() {
    let body = br#"{"businessUnits":[{"businessUnitId":1,"BusinessunitId":2}]}"#;
    let units = decode(WIRE, body).unwrap();
    assert_eq!((&*units.id(0), units.warnings().len()), ("2", 1));
}

#[test]
fn names_both_numbers_of_a_wrong_count() {
    let tree = tree_of("imocha/count_off_by_one.json");
    let [defect] = tree.defects() else { panic!("{:?}", tree.defects()) };
    assert_eq!(defect.kind, DefectKind::CountMismatch { count: 3, listed: 2 });
    assert_eq!(defect.row, None);
    assert_eq!(tree.message(defect), "The provider claims 3 units, but the list has 2.");
}

#[test]
fn checks_a_count_before_the_list_a_negative_one_and_one_of_an_empty_list() {
    for (body, count, listed) in [
        (r#"{"count":1,"businessUnits":[]}"#, 1, 0),
        (r#"{"businessUnits":[{"businessUnitId":1}],"count":-1}"#, -1, 1),
        (r#"{"count":5,"businessUnits":null}"#, 5, 0),
        (r#"{"count":99999999999999999999,"businessUnits":[]}"#, i64::MAX, 0),
        (r#"{"count":9223372036854775807,"businessUnits":[]}"#, i64::MAX, 0),
    ] {
        let tree = Tree::build(decode(WIRE, body.as_bytes()).unwrap()).unwrap();
        assert_eq!(tree.defects()[0].kind, DefectKind::CountMismatch { count, listed }, "{body}");
    }
}

#[test]
fn takes_an_absent_or_null_count_as_none_given() {
    for count in ["", r#","count":null"#] {
        let body = format!(r#"{{"businessUnits":[{{"businessUnitId":1}}]{count}}}"#);
        let units = decode(WIRE, body.as_bytes()).unwrap();
        assert_eq!(units.claimed_count(), None);
        assert_eq!(Tree::build(units).unwrap().defects(), []);
    }
}

#[test]
fn calls_a_count_that_is_no_integer_another_shape() {
    for count in ["\"2\"", "2.5", "[]", "true"] {
        let body = format!(r#"{{"businessUnits":[],"count":{count}}}"#);
        let error = refused(decode(WIRE, body.as_bytes()), Code::Shape);
        assert_eq!(error.details().pointer.as_deref(), Some("/count"), "{count}");
    }
}

#[test]
fn calls_an_id_that_is_no_integer_another_shape() {
    for id in ["1.5", "1e3", "true", "[1]", "{}"] {
        let body = format!(r#"{{"businessUnits":[{{"businessUnitId":{id}}}]}}"#);
        let error = refused(decode(WIRE, body.as_bytes()), Code::Shape);
        assert_eq!(error.details().pointer.as_deref(), Some("/businessUnits/0/businessUnitId"));
    }
}

#[test]
fn is_flat_and_every_unit_is_a_root() {
    let tree = tree_of("imocha/documented.json");
    assert_eq!((tree.len(), tree.height(), tree.roots().count()), (2, 0, 2));
    assert_eq!(tree.provider(), "imocha");
    assert_eq!(contents(tree.units()).1, None);
}

#[test]
fn ignores_fields_that_only_the_other_service_has() {
    let body = br#"{"businessUnits":[{"businessUnitId":1,"id":"x","parent_id":"1","name":"y","path":"z"}]}"#;
    let units = decode(WIRE, body).unwrap();
    assert_eq!((&*units.id(0), &*units.parent_id(0), units.name(0)), ("1", "", None));
}

#[test]
fn reads_the_reason_in_every_form_that_imocha_gives_it() {
    for (status, body, expected) in [
        (
            401,
            "401_subscription_key",
            "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
        ),
        (429, "429_rate_limit", "Rate limit is exceeded. Try again in 7 seconds."),
        (400, "400_list_of_errors", "The account is not active."),
    ] {
        let body = fixture(&format!("imocha/{body}.json"));
        let error = Scenario::imocha().answers(status, body).error();
        assert_eq!(error.details().reason.as_deref(), Some(expected));
    }
}

#[test]
fn tells_how_long_to_wait_when_the_quota_of_a_key_is_used_up() {
    let error = Scenario::imocha().header("retry-after", "3600").answers(403, "").error();
    assert_eq!((error.code(), error.details().retry_after_ms), (Code::Forbidden, Some(3_600_000)));
    assert!(error.details().hint.unwrap().contains("quota"));
}
