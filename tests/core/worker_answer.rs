//! The edge worker's own answer, and lists without an object around them: both read back into the same tree.

use business_units::error::Code;
use business_units::json::Limits;
use business_units::provider::Provider;
use business_units::provider::{Accept, Decoder};
use business_units::tree::Tree;
use business_units::unit::{Field, Units};
use proptest::collection::vec;
use proptest::prelude::{any, prop_assert_eq, proptest};
use serde_json::{Value, json};

use crate::support::forest::{forest, wild};
use crate::support::rows::{Row, units};
use crate::support::{cases, contents, decode, fixture, listings, refused};

const RECORD: [&str; Field::ALL.len()] =
    ["id", "parentId", "name", "description", "path", "accountId", "createdAt", "updatedAt"];

/// What `toArray()` gives of a row.
fn record(tree: &Tree, row: u32) -> Value {
    let mut record = json!({
        "row": row,
        "index": tree.index_of(row),
        "depth": tree.depth(row),
        "size": tree.subtree_size(row),
    });
    for (key, field) in RECORD.iter().zip(Field::ALL) {
        record[*key] = tree.text(field, row).into();
    }
    record
}

fn records(tree: &Tree) -> Value {
    (0..tree.len()).map(|row| record(tree, row)).collect()
}

/// What the worker sends of a tree.
fn answer(tree: &Tree) -> Value {
    json!({
        "provider": tree.provider(),
        "accountId": tree.account_id(),
        "region": null,
        "asOf": "2025-11-21T18:00:00Z",
        "count": tree.units().claimed_count(),
        "units": records(tree),
        "defects": [{ "kind": "SelfParent", "row": 0, "rows": [0, 1], "suggestion": { "by": "case" } }],
        "warnings": tree.units().warnings(),
    })
}

fn read(accept: Accept, document: &Value) -> Tree {
    let tree =
        Tree::build(decode(accept, &serde_json::to_vec(document).unwrap()).unwrap()).unwrap();
    tree.assert_invariants();
    tree
}

/// All that a tree tells, apart from where its account id came from.
fn all(tree: &Tree) -> impl PartialEq + core::fmt::Debug + use<> {
    let (provider, _, count, warnings, rows) = contents(tree.units());
    let columns = tree.columns().unwrap();
    let account = tree.account_id().map(str::to_owned);
    (provider, account, count, warnings, rows, columns, tree.defects().to_vec())
}

fn accepting(tree: &Tree) -> [Accept; 2] {
    [Accept::Any, Accept::Of(Provider::from_name(tree.provider()).unwrap())]
}

#[test]
fn every_fixture_comes_back_as_the_same_tree_with_the_same_defects() {
    for folder in ["autodesk", "imocha"] {
        for (name, body) in listings(folder) {
            let tree = Tree::build(decode(Accept::Any, &body).unwrap()).unwrap();
            for accept in accepting(&tree) {
                assert_eq!(all(&read(accept, &answer(&tree))), all(&tree), "{folder}/{name}");
            }
        }
    }
}

fn of_imocha(rows: &[Row], count: i64) -> Units {
    units(rows).with_source(Provider::Imocha).with_claimed_count(Some(count))
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn whatever_was_sent_comes_back_as_the_same_tree(rows in wild(), count in -1..9_i64) {
        let asked = units(&rows).with_account_id(Some("asked-for".to_owned()));
        let warned = units(&rows).with_warnings(vec!["first".to_owned(), "second \u{1f600}".to_owned()]);
        for units in [units(&rows), asked, warned, of_imocha(&rows, count)] {
            let tree = Tree::build(units).unwrap();
            for accept in accepting(&tree) {
                prop_assert_eq!(all(&read(accept, &answer(&tree))), all(&tree));
            }
        }
    }

    #[test]
    fn a_list_of_records_comes_back_in_the_order_sent(rows in forest()) {
        let tree = Tree::build(units(&rows)).unwrap();
        prop_assert_eq!(all(&read(Accept::Bare(None), &records(&tree))), all(&tree));
    }

    #[test]
    fn a_list_may_mix_records_and_wire_units(rows in forest(), wire in vec(any::<bool>(), 40)) {
        let mixed: Value = rows.iter().zip(&wire).map(|(row, wire)| unit(row, *wire)).collect();
        prop_assert_eq!(all(&read(Accept::Bare(None), &mixed)), all(&Tree::build(units(&rows)).unwrap()));
    }
}

/// A unit in Autodesk's words, or in ours without a place.
fn unit(row: &Row, wire: bool) -> Value {
    let Row { id, parent_id, name, path, account_id } = row;
    if wire {
        json!({ "id": id, "parent_id": parent_id, "name": name, "path": path, "account_id": account_id })
    } else {
        json!({ "id": id, "parentId": parent_id, "name": name, "path": path, "accountId": account_id })
    }
}

#[test]
fn a_list_of_wire_units_is_told_apart_by_their_keys() {
    for (list, provider, name) in [
        ("[]", Provider::Autodesk, None),
        (r#"[{"id":"1","name":"A","created_at":"T"}]"#, Provider::Autodesk, Some("A")),
        (r#"[{"id":1,"name":"A","createdAt":"T"}]"#, Provider::Autodesk, Some("A")),
        (
            r#"[{"businessUnitId":1,"businessUnitName":"B","createdOn":"T"}]"#,
            Provider::Imocha,
            Some("B"),
        ),
        (
            r#"[{"BusinessunitId":1,"businessunitname":"B","createdon":"T"}]"#,
            Provider::Imocha,
            Some("B"),
        ),
    ] {
        let units = decode(Accept::Bare(None), list.as_bytes()).unwrap();
        assert_eq!(units.source(), provider.into(), "{list}");
        assert_eq!(units.text(Field::Name, 0).as_deref(), name, "{list}");
        assert_eq!(units.text(Field::CreatedAt, 0).as_deref(), name.map(|_| "T"), "{list}");
        assert_eq!(units.id(0), if name.is_some() { "1" } else { "" });
    }
}

#[test]
fn a_place_counts_only_where_every_record_has_one() {
    for (list, expected) in [
        (r#"[{"id":"b","index":1},{"id":"a","index":0}]"#, ["a", "b"]),
        (r#"[{"id":"b","index":1},{"id":"a"}]"#, ["b", "a"]),
        (r#"[{"id":"b","index":1},{"id":"a","index":null}]"#, ["b", "a"]),
        (r#"[{"id":"b","index":1},{"id":"a","index":-1}]"#, ["b", "a"]),
        (r#"[{"id":"b","index":4000000000},{"id":"a","index":7}]"#, ["a", "b"]),
        (r#"[{"id":"b","index":7},{"id":"a","index":7}]"#, ["b", "a"]),
    ] {
        let units = decode(Accept::Bare(None), list.as_bytes()).unwrap();
        assert_eq!([units.id(0), units.id(1)], expected, "{list}");
    }
}

#[test]
fn a_list_without_an_object_names_its_places_without_a_key() {
    for (list, pointer) in [
        ("{}", ""),
        ("null", ""),
        ("7", ""),
        ("[{},7]", "/1"),
        (r#"[{},{},{"name":7}]"#, "/2/name"),
        (r#"[{"businessUnitId":1.5}]"#, "/0/businessUnitId"),
    ] {
        let error = refused(decode(Accept::Bare(None), list.as_bytes()), Code::Shape);
        assert_eq!(error.details().pointer.as_deref(), Some(pointer), "{list}");
    }
}

#[test]
fn bytes_are_told_apart_by_the_key_of_their_list() {
    for (body, provider, len) in [
        (fixture("autodesk/documented.json"), Provider::Autodesk, 2),
        (fixture("imocha/documented.json"), Provider::Imocha, 2),
        (br#"{"provider":"imocha","units":[{"id":"1"}]}"#.to_vec(), Provider::Imocha, 1),
        (br#"{"units":[{"id":"1"}],"provider":"imocha"}"#.to_vec(), Provider::Imocha, 1),
        (br#"{"units":[{"id":"1"}]}"#.to_vec(), Provider::Autodesk, 1),
        (b"{}".to_vec(), Provider::Autodesk, 0),
    ] {
        let units = decode(Accept::Any, &body).unwrap();
        assert_eq!((units.source(), units.len()), (provider.into(), len));
    }
}

#[test]
fn a_provider_that_is_given_refuses_the_other_ones_list() {
    let (autodesk, imocha) = (Accept::Of(Provider::Autodesk), Accept::Of(Provider::Imocha));
    refused(decode(imocha, &fixture("autodesk/documented.json")), Code::Shape);
    refused(decode(autodesk, &fixture("imocha/documented.json")), Code::Shape);
    assert_eq!(decode(imocha, b"{}").unwrap().source(), Provider::Imocha.into());
}

#[test]
fn a_document_has_one_list() {
    let body = br#"{"business_units":[],"businessUnits":[]}"#;
    let error = refused(decode(Accept::Any, body), Code::Shape);
    assert_eq!(error.details().pointer.as_deref(), Some("/businessUnits"));
}

#[test]
fn warnings_of_an_earlier_reader_are_carried_on_but_not_without_end() {
    let warnings: Vec<String> = (0..1_000).map(|at| at.to_string()).collect();
    let body = json!({ "units": [{ "id": "1", "name": "\u{fffd}" }], "warnings": warnings });
    let units = decode(Accept::Any, body.to_string().as_bytes()).unwrap();
    assert_eq!(units.warnings(), &warnings[..64]);
}

#[test]
fn of_members_that_come_twice_the_last_one_counts() {
    let twice = "Repeated keys in one object, of which the last one counts: 3".to_owned();
    for (warnings, last) in
        [(r#"["last"]"#, vec!["last"]), ("[]", vec![]), ("null", vec![]), ("7", vec![])]
    {
        let body = format!(
            r#"{{"accountId":"first","count":1,"warnings":["first","second"],"units":[],"accountId":"last","count":2,"warnings":{warnings}}}"#
        );
        let units = decode(Accept::Any, body.as_bytes()).unwrap();
        assert_eq!((units.account_id(), units.claimed_count()), (Some("last"), Some(2)));
        let last: Vec<String> =
            last.into_iter().map(str::to_owned).chain([twice.clone()]).collect();
        assert_eq!(units.warnings(), last, "{body}");
    }
}

#[test]
fn a_body_without_a_limit_of_bytes_is_read_to_its_end() {
    let body = vec![b' '; 5_000_000];
    let mut decoder = Decoder::new(Accept::Any, Limits { bytes: None, records: 0 });
    decoder.push(&body).unwrap();
    decoder.push(b"{}").unwrap();
    assert_eq!(decoder.bytes(), 5_000_002);
    assert!(decoder.finish().unwrap().is_empty());
}

#[test]
fn a_service_may_use_a_key_of_our_own_answer_for_something_else() {
    for (body, ids) in [
        (
            r#"{"accountId":{"a":[1]},"business_units":[{"id":"x","account_id":"1"}],"count":"two"}"#,
            1,
        ),
        (
            r#"{"provider":7,"warnings":[1,{"text":["no"]},"yes"],"accountId":"other","business_units":[{"id":"x","account_id":"1"}]}"#,
            1,
        ),
    ] {
        let mut decoder = Decoder::new(Accept::Any, Limits { bytes: None, records: 10 });
        decoder.push(body.as_bytes()).unwrap();
        let tree = Tree::build(decoder.finish().unwrap()).unwrap();
        assert_eq!(
            (tree.len(), tree.defects().len(), tree.account_id()),
            (ids, 0, Some("1")),
            "{body}"
        );
    }
}
