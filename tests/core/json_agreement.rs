//! Compares the reader with `serde_json` on random documents.

use proptest::collection::vec;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::Index;
use serde_json::{Map, Value};

use crate::json::is_json;
use crate::support::cases;

fn value() -> BoxedStrategy<Value> {
    let scalar = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e15..1e15_f64).prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
    ];
    let nested = scalar.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((".{0,4}", inner), 0..5).prop_map(|members| Value::from(Map::from_iter(members))),
        ]
    });
    nested.boxed()
}

#[derive(Clone, Debug)]
enum Damage {
    Remove(Index),
    Insert(Index, u8),
    Replace(Index, u8),
    Swap(Index, Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    let byte = || proptest::sample::select(&b"{}[]:,\"\\ue0123456789.+-tfn xA\n\t\0"[..]);
    prop_oneof![
        any::<Index>().prop_map(Damage::Remove),
        (any::<Index>(), byte()).prop_map(|(at, byte)| Damage::Insert(at, byte)),
        (any::<Index>(), byte()).prop_map(|(at, byte)| Damage::Replace(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

fn damaged(mut document: Vec<u8>, all: &[Damage]) -> Vec<u8> {
    for one in all {
        let length = document.len();
        match one {
            _ if length == 0 => {}
            Damage::Remove(at) => _ = document.remove(at.index(length)),
            Damage::Insert(at, byte) => document.insert(at.index(length), *byte),
            Damage::Replace(at, byte) => document[at.index(length)] = *byte,
            Damage::Swap(one, other) => document.swap(one.index(length), other.index(length)),
        }
    }
    document
}

/// Returns the verdict of `serde_json`; none where the two differ on purpose: lone surrogates, numbers without bounds,
/// and bytes that are not UTF-8.
fn opinion(document: &[u8]) -> Option<bool> {
    match serde_json::from_slice::<Value>(document) {
        Ok(_) => Some(true),
        Err(error) => {
            let why = error.to_string();
            let differs = ["surrogate", "end of hex escape", "number out of range", "unicode"];
            (!differs.iter().any(|word| why.contains(word))).then_some(false)
        }
    }
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn takes_what_serde_json_writes(value in value(), pretty in any::<bool>()) {
        let write = if pretty { serde_json::to_vec_pretty } else { serde_json::to_vec };
        prop_assert_eq!(is_json(&write(&value).unwrap()), true);
    }

    #[test]
    fn takes_and_refuses_what_serde_json_does(value in value(), all in vec(damage(), 1..4)) {
        let document = damaged(serde_json::to_vec(&value).unwrap(), &all);
        if let Some(expected) = opinion(&document) {
            prop_assert_eq!(is_json(&document), expected, "{}", String::from_utf8_lossy(&document));
        }
    }
}

#[test]
fn differs_from_serde_json_where_it_is_documented_to() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    for document in [&b"\"\\ud800\""[..], b"1e999", b"\"\xff\"", b"\xef\xbb\xbf1", deep.as_bytes()]
    {
        assert!(serde_json::from_slice::<Value>(document).is_err());
        assert!(is_json(document), "{}", String::from_utf8_lossy(document));
    }
}
