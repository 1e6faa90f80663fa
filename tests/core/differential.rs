//! Compares reader, columns and tree with `serde_json` and a naive builder, on random listings.

use std::collections::BTreeSet;

use business_units::provider::Accept;
use business_units::unit::Field;
use serde_json::json;

use crate::generate::damage::damage;
use crate::generate::{deep, large, listing, mixed, smallest};
use crate::oracle;
use crate::oracle::difference::{difference, difference_of_the_tree};
use crate::oracle::forest::forest;
use crate::support::chance::Chance;
use crate::support::listing::Listing;
use crate::support::rows::{Row, row, units};
use crate::support::{at_least, decode, text_of};

fn expect_no_difference(listing: &Listing, seed: u64) {
    if !difference(listing).is_empty() {
        let smallest = smallest(listing, |listing| !difference(listing).is_empty());
        panic!("seed {seed}, {smallest}\n{}", difference(&smallest));
    }
}

#[test]
fn paths_joined_by_any_separator_come_back_and_fit() {
    for separator in ["/", " > ", "\\", "::::::", "é", "0", " / / / /"] {
        for padding in 0..97_usize {
            let mut paths = vec![String::new()];
            let units: Vec<_> = (0..40)
                .map(|row: usize| {
                    let parent = row.saturating_sub(1) / 2;
                    let path = match (row, &*paths[parent]) {
                        (0, _) => None,
                        (_, "") => Some(format!("n{parent}")),
                        (_, above) => Some(format!("{above}{separator}n{parent}")),
                    };
                    paths.truncate(row);
                    paths.push(path.clone().unwrap_or_default());
                    let parent = (row > 0).then(|| parent.to_string());
                    json!({ "id": row.to_string(), "parent_id": parent, "name": format!("n{row}"), "path": path })
                })
                .collect();
            let body = json!({ "business_units": units, "padding": "x".repeat(padding) });
            let body = serde_json::to_vec(&body).unwrap();
            expect_no_difference(&Listing::new(Accept::Any, body), padding as u64);
        }
    }
}

#[test]
fn units_and_trees_are_what_serde_json_and_a_naive_builder_make_of_them() {
    for seed in 0..u64::from(at_least(10_000)) {
        expect_no_difference(&listing(seed), seed);
    }
}

#[test]
fn units_whose_records_are_of_a_few_kinds_are_what_serde_json_and_a_naive_builder_make_of_them() {
    for seed in 0..u64::from(at_least(2_000)) {
        expect_no_difference(&mixed(seed), seed);
    }
}

#[test]
fn a_damaged_listing_is_read_or_refused_as_by_serde_json() {
    for seed in 0..u64::from(at_least(5_000)) {
        let mut listing = listing(seed);
        damage(&mut listing.body, &mut Chance::of(seed));
        expect_no_difference(&listing, seed);
    }
}

#[test]
fn a_listing_of_thousands_of_units_is_what_it_would_be_in_small() {
    for seed in 0..2 {
        expect_no_difference(&large(seed, 9_000), seed);
    }
}

#[test]
fn paths_of_many_megabytes_come_back() {
    for odd in [0, 1] {
        let listing = deep(9, 450, odd);
        assert!(listing.body.len() > 6_000_000, "{}", listing.body.len());
        expect_no_difference(&listing, 9);
    }
}

#[test]
fn paths_and_names_of_a_few_letters_in_every_form_fit_as_they_should() {
    for seed in 0..u64::from(at_least(20_000)) {
        let mut chance = Chance::of(seed);
        let rows: Vec<Row> = (0..4).map(|at| in_some_form(&mut chance, at)).collect();
        let difference = difference_of_the_tree(units(&rows).into());
        assert!(difference.is_empty(), "seed {seed}, {rows:?}\n{difference}");
    }
}

/// A child of the unit before, with a path that may be right.
fn in_some_form(chance: &mut Chance, at: usize) -> Row {
    const LETTERS: [&str; 14] = [
        "e",
        "\u{e9}",
        "e\u{301}",
        "E",
        "\u{c9}",
        "\u{e8}",
        "\u{301}",
        "\u{ac01}",
        "\u{1100}\u{1161}\u{11a8}",
        "\u{304c}",
        "\u{304b}\u{3099}",
        "/",
        "\u{200b}",
        "",
    ];
    let mut text = |most| -> String {
        let length = chance.between(0, most);
        (0..length).map(|_| chance.pick(&LETTERS)).collect()
    };
    let name = text(2);
    let path = text(1) + ["", "/"][at.min(1)] + &text(2);
    let unit =
        row(&at.to_string(), &at.checked_sub(1).map_or(String::new(), |above| above.to_string()));
    let unit = unit.named(&name).with_path(&path);
    if chance.percent(20) { Row { name: None, ..unit } } else { unit }
}

#[test]
fn more_units_than_anything_waits_for_come_back() {
    let count = 140_000;
    let path = |index: u32| (!index.is_multiple_of(7)).then(|| format!("Region {}/é", index / 5));
    let record = |index| match path(index) {
        Some(path) => format!(r#"{{"id":"{index:x}","path":"{path}"}}"#),
        None => format!(r#"{{"id":"{index:x}"}}"#),
    };
    let records: Vec<String> = (0..count).map(record).collect();
    let units = decode(Accept::Bare(None), format!("[{}]", records.join(",")).as_bytes()).unwrap();
    assert_eq!(units.len(), count);
    for index in 0..count {
        assert_eq!(text_of(&units, Field::Id, index), Some(format!("{index:x}")));
        assert_eq!(text_of(&units, Field::Path, index), path(index), "{index}");
    }
}

/// What one listing must show.
fn kinds(seed: u64) -> BTreeSet<String> {
    let listing = listing(seed);
    let said = match oracle::contents(listing.accept, listing.account_id.as_deref(), &listing.body)
    {
        Ok(contents) => [forest(&contents).notes, contents.3].concat(),
        Err(refusal) => vec![format!("{refusal:?}")],
    };
    let word = |line: &String| line.split([' ', ',', '(']).next().unwrap_or_default().to_owned();
    said.iter().map(word).collect()
}

#[test]
fn the_listings_have_every_defect_every_note_and_every_shape() {
    let found: BTreeSet<String> = (0..2_000).flat_map(kinds).collect();
    for kind in [
        "EmptyId",
        "DuplicateId",
        "MissingParent",
        "SelfParent",
        "Cycle",
        "OtherAccount",
        "PathMismatch",
        "CountMismatch",
        "Invalid",
        "Repeated",
        "Shape",
        "TooLarge",
    ] {
        assert!(found.contains(kind), "{kind} is not among {found:?}");
    }
}

/// The smallest bodies that the tests above once found to be read wrongly.
#[test]
fn what_once_differed_differs_no_more() {
    let pad = format!(r#""pad":"{}""#, "x".repeat(64));
    let spaces = " ".repeat(25);
    for body in [
        // Each of the three is repaired, though the last two repeat what the first one says.
        r#""business_units":[{},{"name":"\ud800"},{"name":"\ud800"},{"name":"\ud800"}]"#.to_owned(),
        // What comes before the name is too long to be foreseen, and so are no names in the place of ids.
        format!(
            r#""business_units":[{{}},{{"id":"1"}},{spaces}{{"name":"x"}},{spaces}{{"name":"x"}}]"#
        ),
        // An empty path is that of a root, or one below an empty name.
        r#""business_units":[{"id":"a","name":""},{"id":"b","parent_id":"a","path":"","name":"42"},
            {"id":"c","parent_id":"b","path":"42"}]"#
            .to_owned(),
    ] {
        let body = format!("{{{body},{pad}}}").into_bytes();
        expect_no_difference(&Listing::new(Accept::Any, body), 0);
    }
}
