//! The streaming reader, and complete bytes.

use business_units::wasm::{TreeReader, build_tree};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{bytes, code, failure, json, number, object, text};

const BODY: &str = include_str!("../data/autodesk/documented.json");

fn records(chunks: &[&[u8]]) -> String {
    let mut reader = TreeReader::new(JsValue::UNDEFINED).unwrap();
    for chunk in chunks {
        reader.push(&Uint8Array::from(*chunk)).unwrap();
    }
    json(&reader.finish().unwrap().records(0, 10).unwrap())
}

#[wasm_bindgen_test]
fn a_cut_at_any_byte_changes_nothing() {
    let whole = records(&[BODY.as_bytes()]);
    for at in 0..=BODY.len() {
        let (head, tail) = BODY.as_bytes().split_at(at);
        assert_eq!(records(&[head, tail]), whole, "cut at {at}");
    }
}

#[wasm_bindgen_test]
fn chunks_larger_than_a_piece_are_read_whole() {
    let name = "n".repeat(60_000);
    let units: Vec<String> = (0..5).map(|id| format!(r#"{{"id":{id},"name":"{name}"}}"#)).collect();
    let body = format!(r#"{{"business_units":[{}]}}"#, units.join(","));
    let mut reader = TreeReader::new(JsValue::UNDEFINED).unwrap();
    reader.push(&bytes(&body)).unwrap();
    assert_eq!(reader.units(), 5);
    assert!((reader.bytes() - number(&bytes(&body), "length").unwrap()).abs() < 0.5);
    let tree = reader.finish().unwrap();
    assert_eq!(text(&tree.record(4).unwrap(), "name").map(|name| name.len()), Some(60_000));
}

#[wasm_bindgen_test]
fn an_error_says_where_and_the_reader_is_of_no_use_afterwards() {
    let mut reader = TreeReader::new(JsValue::UNDEFINED).unwrap();
    reader.push(&bytes(r#"{"business_units":[{"id":"a"},"#)).unwrap();
    let error = failure(reader.push(&bytes(r#"{"id":true}"#)));
    assert_eq!(text(&error, "code").as_deref(), Some("ERR_SHAPE"));
    assert_eq!(text(&error, "pointer").as_deref(), Some("/business_units/1/id"));
    assert_eq!(text(&error, "found").as_deref(), Some("a boolean"));
    assert_eq!(code(reader.push(&bytes("]"))), "ERR_STATE");
    assert_eq!(code(reader.finish()), "ERR_STATE");
}

#[wasm_bindgen_test]
fn a_body_that_is_cut_short_is_no_tree() {
    assert_eq!(code(build_tree(&bytes(r#"{"business_units":["#), JsValue::UNDEFINED)), "ERR_JSON");
}

#[wasm_bindgen_test]
fn limits_and_providers_are_options() {
    let body = bytes(r#"{"businessUnits":[{"businessUnitId":1},{"businessUnitId":2}],"count":2}"#);
    let with = |key: &str, value: JsValue| build_tree(&body, object(&[(key, &value)]));
    assert_eq!(code(with("maxUnits", 1.into())), "ERR_TOO_LARGE");
    assert_eq!(with("maxUnits", 2.into()).unwrap().size(), 2);
    assert_eq!(code(with("maxBytes", 20.into())), "ERR_TOO_LARGE");
    assert_eq!(code(with("provider", "autodesk".into())), "ERR_SHAPE");
    assert_eq!(with("provider", "imocha".into()).unwrap().provider(), "imocha");
    assert_eq!(code(with("provider", "other".into())), "ERR_OPTION");
}
