use std::collections::BTreeSet;

use business_units::provider::Accept;
use business_units::tree::Tree;
use business_units::unit::Field;
use serde_json::{Value, json};

use super::lines;
use crate::support::listing::Listing;
use crate::support::text_of;

/// Any text is searched for in any names: what is found is there, and what is there is found.
pub(crate) fn search(bytes: &[u8]) {
    let lines = lines(bytes);
    let (text, names) = lines.split_first().expect("there is a line");
    let tree = tree(names);
    let hits = tree.search(text, None).expect("there is memory");
    let mut rows = BTreeSet::new();
    for hit in &hits {
        assert!(rows.insert(hit.row), "{text:?} is found twice in row {}", hit.row);
        let name = name(&tree, hit.row);
        let parts = parts(&name, &hit.ranges);
        assert!(!parts.is_empty(), "{text:?} is nowhere in {name:?}");
        if is_plain(text) && name.is_ascii() {
            let same = parts.iter().all(|part| part.eq_ignore_ascii_case(text));
            assert!(same, "{text:?} in {name:?} is not {parts:?}");
        }
    }
    for row in 0..tree.len() {
        let there = holds(&name(&tree, row), text.trim());
        assert!(!there || rows.contains(&row), "{text:?} is not found in {:?}", name(&tree, row));
    }
    let few = tree.search(text, Some(3)).expect("there is memory");
    let few: Vec<u32> = few.iter().map(|hit| hit.row).collect();
    let first: Vec<u32> = hits.iter().take(3).map(|hit| hit.row).collect();
    assert_eq!(few, first, "a limit takes the best");
}

fn tree(names: &[String]) -> Tree {
    let records = names.iter().map(|name| json!({ "id": "x", "name": name }));
    let body = Value::from(records.collect::<Vec<_>>()).to_string().into_bytes();
    let listing = Listing::new(Accept::Bare(None), body);
    Tree::build(listing.units([&*listing.body]).unwrap()).unwrap()
}

fn name(tree: &Tree, row: u32) -> String {
    text_of(tree.units(), Field::Name, tree.index_of(row)).unwrap()
}

/// Tells whether a name certainly contains a text; unknown for a text without letters.
fn holds(name: &str, text: &str) -> bool {
    let plain = is_plain(text) && name.to_ascii_lowercase().contains(&text.to_ascii_lowercase());
    plain || text.contains(|one: char| one.is_ascii_alphanumeric()) && name.contains(text)
}

/// A text without accents, spaces and invisible characters.
fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The parts of a name in these ranges of UTF-16 units, which are in order and cut no character.
fn parts(name: &str, ranges: &[(u32, u32)]) -> Vec<String> {
    let units: Vec<u16> = name.encode_utf16().collect();
    let mut end = 0;
    let part = |(from, to): &(u32, u32)| {
        assert!(end <= *from && from < to, "{ranges:?} in {name:?}");
        end = *to;
        let part = units.get(*from as usize..*to as usize).expect("a range lies in the name");
        String::from_utf16(part).expect("a range cuts no character")
    };
    ranges.iter().map(part).collect()
}
