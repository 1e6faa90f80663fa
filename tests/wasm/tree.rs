//! The tree through its JavaScript handle.

use business_units::wasm::{UnitTree, build_tree, error_codes};
use js_sys::{Array, Int32Array, Uint32Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::support::{bytes, call, get, json};

/// ```text
/// a          row 0
/// ├─ b       row 1
/// │  └─ d    row 2
/// └─ c       row 3
/// e          row 4
/// ```
fn tree() -> UnitTree {
    let units = [("d", "b"), ("a", ""), ("e", ""), ("b", "a"), ("c", "a")].map(|(id, parent)| {
        format!(r#"{{"id":"{id}","parent_id":"{parent}","name":"Unit {id}"}}"#)
    });
    build_tree(
        &bytes(&format!(r#"{{"business_units":[{}]}}"#, units.join(","))),
        JsValue::UNDEFINED,
    )
    .unwrap()
}

#[wasm_bindgen_test]
fn rows_answer_without_a_walk() {
    let tree = tree();
    assert_eq!(tree.root_rows().unwrap(), [0, 4]);
    assert_eq!(tree.child_rows(0).unwrap(), [1, 3]);
    assert!(tree.child_rows(99).unwrap().is_empty());
    assert_eq!((tree.parent_row(2), tree.parent_row(0)), (Some(1), None));
    assert_eq!(tree.ancestor_rows(2).unwrap(), [2, 1, 0]);
    assert!(tree.ancestor_rows(99).unwrap().is_empty());
    assert_eq!(json(&tree.subtree_ids("b").unwrap()), r#"["b","d"]"#);
    assert_eq!(json(&tree.subtree_ids("unknown").unwrap()), "[]");
    assert_eq!(json(&tree.ids(3, 99).unwrap()), r#"["c","e"]"#);
    assert_eq!(tree.at(vec!["Unit a".into(), "Unit c".into()]).unwrap(), [3]);
    assert_eq!(json(&tree.record_of("e").unwrap()), json(&tree.record(4).unwrap()));
    assert!(tree.record_of("E").unwrap().is_undefined());
}

#[wasm_bindgen_test]
fn columns_are_copies_by_row() {
    let columns = tree().columns().unwrap();
    let column = |key: &str| Uint32Array::new(&get(&columns, key)).to_vec();
    assert_eq!(column("depth"), [0, 1, 2, 1, 0]);
    assert_eq!(column("size"), [4, 2, 1, 1, 1]);
    assert_eq!(column("index"), [1, 3, 0, 4, 2]);
    assert_eq!(Int32Array::new(&get(&columns, "parent")).to_vec(), [-1, 0, 1, 0, -1]);
}

#[wasm_bindgen_test]
fn a_record_has_null_where_nothing_was_sent() {
    let expected = r#"{"row":4,"index":2,"id":"e","parentId":"","name":"Unit e","description":null,"path":null,"accountId":null,"createdAt":null,"updatedAt":null,"depth":0,"size":1}"#;
    assert_eq!(json(&tree().record(4).unwrap()), expected);
    assert!(tree().record(5).unwrap().is_undefined());
}

#[wasm_bindgen_test]
fn many_records_are_what_each_is_alone() {
    let tree = tree();
    let alone =
        |rows: &[u32]| json(&rows.iter().map(|row| tree.record(*row).unwrap()).collect::<Array>());
    assert_eq!(json(&tree.records(1, 4).unwrap()), alone(&[1, 2, 3]));
    assert_eq!(json(&tree.records(3, 99).unwrap()), alone(&[3, 4]));
    assert_eq!(json(&tree.records(9, 3).unwrap()), "[]");
    assert_eq!(json(&tree.records_at(&[4, 99, 0, 4]).unwrap()), alone(&[4, 0, 4]));
}

#[wasm_bindgen_test]
fn a_search_gives_rows_and_ranges() {
    let hits = |text, limit| json(&tree().search(text, limit).unwrap());
    assert_eq!(hits("UNIT B", None), r#"[{"row":1,"ranges":[[0,6]]}]"#);
    assert_eq!(hits("unit", Some(2)), r#"[{"row":0,"ranges":[[0,4]]},{"row":1,"ranges":[[0,4]]}]"#);
    assert_eq!(hits("it it", None), "[]");
}

#[wasm_bindgen_test]
fn a_freed_tree_throws_and_does_not_trap() {
    let handle = JsValue::from(tree());
    assert_eq!(get(&handle, "size"), 5);
    call(&handle, "free", &[]).unwrap();
    assert!(call(&handle, "defects", &[]).is_err());
    assert!(call(&handle, "record", &[0.into()]).is_err());
    assert_eq!(tree().size(), 5, "the instance lives on");
}

#[wasm_bindgen_test]
fn every_code_is_listed() {
    assert_eq!(error_codes().length(), 17);
    assert!(
        error_codes()
            .iter()
            .all(|code| code.as_string().is_some_and(|code| code.starts_with("ERR_")))
    );
    assert!(Array::is_array(&error_codes()));
}
