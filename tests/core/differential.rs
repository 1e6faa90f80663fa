//! Reader, columns and tree beside `serde_json` and a naive builder, on listings that nobody chose.

use std::collections::BTreeSet;

use business_units::error::Error;
use business_units::provider::{Accept, Decoder};
use business_units::tree::Tree;
use business_units::unit::{Field, Units};

use crate::generate::damage::damage;
use crate::generate::{Listing, deep, large, listing, smallest};
use crate::oracle::forest::{Forest, forest};
use crate::oracle::{self, Refusal};
use crate::support::chance::Chance;
use crate::support::notes::notes;
use crate::support::{LIMITS, at_least, decode, text_of, told};

/// What a body comes to, in these pieces.
pub(crate) fn read<'a>(
    listing: &Listing,
    pieces: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Units, Error> {
    let mut decoder =
        Decoder::new(listing.accept, LIMITS).with_account_id(listing.account_id.clone());
    pieces.into_iter().try_for_each(|piece| decoder.push(piece))?;
    decoder.finish()
}

fn placed(tree: &Tree) -> Forest {
    let rows = || 0..tree.len();
    Forest {
        account_id: tree.account_id().map(str::to_owned),
        height: tree.height(),
        index: rows().map(|row| tree.index_of(row)).collect(),
        parent: rows().map(|row| tree.parent_row(row)).collect(),
        depth: rows().map(|row| tree.depth(row)).collect(),
        size: rows().map(|row| tree.subtree_size(row)).collect(),
        notes: notes(tree),
    }
}

/// What is wrong with what a body came to; empty when nothing is.
pub(crate) fn difference(listing: &Listing) -> String {
    let read = read(listing, [&*listing.body]);
    let expected = oracle::told(listing.accept, listing.account_id.as_deref(), &listing.body);
    match (read, expected) {
        (Ok(units), Ok(expected)) if told(&units) == expected => {
            of_the_forest(units, &forest(&expected))
        }
        (Ok(units), expected) => format!("read {:#?}\nexpected {expected:#?}", told(&units)),
        (Err(error), Ok(_)) => format!("refused: {error}"),
        (Err(error), Err(refusal)) => of_the_refusal(&error, &refusal),
    }
}

fn of_the_forest(units: Units, expected: &Forest) -> String {
    let tree = Tree::build(units).unwrap();
    tree.assert_invariants();
    let placed = placed(&tree);
    if placed == *expected {
        String::new()
    } else {
        format!("placed {placed:#?}\nexpected {expected:#?}")
    }
}

/// A body that is no JSON may have had another shape before that.
fn of_the_refusal(error: &Error, refusal: &Refusal) -> String {
    let pointer = error.details().pointer.clone();
    let fits = match refusal {
        Refusal::NotJson => true,
        Refusal::Shape(expected) => {
            error.code().as_str() == "ERR_SHAPE" && pointer.as_ref() == Some(expected)
        }
        Refusal::TooLarge => error.code().as_str() == "ERR_TOO_LARGE",
    };
    if fits { String::new() } else { format!("refused: {error}\nexpected {refusal:?}") }
}

fn expect_no_difference(listing: &Listing, seed: u64) {
    if !difference(listing).is_empty() {
        let smallest = smallest(listing, |listing| !difference(listing).is_empty());
        panic!("seed {seed}, {smallest}\n{}", difference(&smallest));
    }
}

#[test]
fn units_and_trees_are_what_serde_json_and_a_naive_builder_make_of_them() {
    for seed in 0..u64::from(at_least(10_000)) {
        expect_no_difference(&listing(seed), seed);
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

/// What one listing has to show.
fn kinds(seed: u64) -> BTreeSet<String> {
    let listing = listing(seed);
    let said = match oracle::told(listing.accept, listing.account_id.as_deref(), &listing.body) {
        Ok(told) => [forest(&told).notes, told.3].concat(),
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
        "Replaced",
        "Keys",
        "Shape",
        "TooLarge",
    ] {
        assert!(found.contains(kind), "{kind} is not among {found:?}");
    }
}
