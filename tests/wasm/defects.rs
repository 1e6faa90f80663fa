//! Every defect as a plain object of JavaScript.

use business_units::wasm::{UnitTree, build_tree};
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{DAMAGED, autodesk, bytes, fetch_autodesk_units, get, json, text};

fn tree(units: &str) -> UnitTree {
    build_tree(&bytes(&format!(r#"{{"business_units":[{units}]}}"#)), JsValue::UNDEFINED).unwrap()
}

/// Returns the only defect of those units, without its message.
fn only_defect(tree: &UnitTree) -> String {
    let defects = tree.defects().unwrap();
    assert_eq!(defects.length(), 1, "{}", json(&defects));
    let defect = defects.get(0);
    assert!(text(&defect, "message").is_some_and(|message| !message.is_empty()));
    js_sys::Reflect::delete_property(defect.unchecked_ref::<Object>(), &"message".into()).unwrap();
    json(&defect)
}

#[wasm_bindgen_test]
fn each_kind_carries_what_it_promises() {
    for (units, expected) in [
        (r#"{"name":"A"}"#, r#"{"kind":"EmptyId","severity":"error","row":0,"id":""}"#),
        (
            r#"{"id":"a"},{"id":"a"}"#,
            r#"{"kind":"DuplicateId","severity":"error","row":1,"id":"a","rows":[0,1]}"#,
        ),
        (
            r#"{"id":"a","parent_id":"x"}"#,
            r#"{"kind":"MissingParent","severity":"error","row":0,"id":"a","parentId":"x"}"#,
        ),
        (
            r#"{"id":"x"},{"id":"a","parent_id":"X"}"#,
            r#"{"kind":"MissingParent","severity":"error","row":1,"id":"a","parentId":"X","suggestion":{"row":0,"by":"case"}}"#,
        ),
        (
            r#"{"id":"a","parent_id":"a"}"#,
            r#"{"kind":"SelfParent","severity":"error","row":0,"id":"a"}"#,
        ),
        (
            r#"{"id":"a","parent_id":"b"},{"id":"b","parent_id":"a"}"#,
            r#"{"kind":"Cycle","severity":"error","row":0,"id":"a","rows":[0,1],"ids":["a","b"]}"#,
        ),
        (
            r#"{"id":"a","account_id":"1"},{"id":"b","account_id":"2"}"#,
            r#"{"kind":"OtherAccount","severity":"error","row":1,"id":"b","accountId":"2"}"#,
        ),
        (
            r#"{"id":"a","name":"A"},{"id":"b","name":"B","parent_id":"a","path":"C"}"#,
            r#"{"kind":"PathMismatch","severity":"info","row":1,"id":"b","expected":"A","found":"C"}"#,
        ),
    ] {
        assert_eq!(only_defect(&tree(units)), expected, "{units}");
    }
}

#[wasm_bindgen_test]
fn a_wrong_count_names_both_numbers_and_no_unit() {
    let body = r#"{"businessUnits":[{"businessUnitId":1}],"count":3}"#;
    let tree = build_tree(&bytes(body), JsValue::UNDEFINED).unwrap();
    assert_eq!(
        only_defect(&tree),
        r#"{"kind":"CountMismatch","severity":"info","count":3,"listed":1}"#
    );
}

#[wasm_bindgen_test]
async fn the_damaged_account_has_each_kind_that_autodesk_can_have() {
    let tree = fetch_autodesk_units(autodesk(DAMAGED, &[])).await.unwrap();
    let kinds: Array = tree.defects().unwrap().iter().map(|defect| get(&defect, "kind")).collect();
    for kind in [
        "EmptyId",
        "DuplicateId",
        "MissingParent",
        "SelfParent",
        "Cycle",
        "OtherAccount",
        "PathMismatch",
    ] {
        assert!(kinds.includes(&kind.into(), 0), "{kind}");
    }
    assert_eq!(tree.size(), 45);
}
