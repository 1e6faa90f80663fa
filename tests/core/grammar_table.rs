//! The rows of `tests/data/json/grammar.json`: what is JSON and what is not, in every position of a body. The suite in
//! JavaScript compares the same rows with `JSON.parse`.

use business_units::provider::Accept;
use business_units::provider::Provider;
use business_units::unit::Field;
use serde_json::Value;

use crate::chunkings::expect_one_outcome;
use crate::json::is_json;
use crate::oracle::difference::difference;
use crate::support::listing::Listing;
use crate::support::{decode, fixture, text_of};

fn table() -> Value {
    serde_json::from_slice(&fixture("json/grammar.json")).unwrap()
}

/// Returns the rows of a part of the table as bytes: from texts, and from hexadecimal digits.
fn rows(table: &Value, part: &str) -> Vec<Vec<u8>> {
    let groups = table[part].as_object().unwrap().values();
    let rows = groups.flat_map(|group| match group.as_array() {
        Some(texts) => texts.iter().map(text).collect::<Vec<_>>(),
        None => group.as_object().unwrap().values().map(bytes).collect(),
    });
    rows.collect()
}

fn text(row: &Value) -> Vec<u8> {
    row.as_str().unwrap().as_bytes().to_vec()
}

fn bytes(row: &Value) -> Vec<u8> {
    let digits = row.as_str().unwrap().split(' ');
    digits.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
}

/// Returns the containers of a row, nested so many times.
fn nested(row: &Value, times: usize) -> Vec<u8> {
    let part = |name: &str| row[name].as_str().unwrap_or_default();
    let inside = part("inside").to_owned();
    (part("open").repeat(times) + &inside + &part("close").repeat(times)).into_bytes()
}

/// Returns the row in every position of a body.
fn bodies<'a>(table: &'a Value, row: &'a [u8]) -> impl Iterator<Item = (&'a str, Vec<u8>)> {
    let places = table["places"].as_object().unwrap().iter();
    places.map(move |(name, place)| {
        let (front, back) = place.as_str().unwrap().split_once('@').unwrap();
        (name.as_str(), [front.as_bytes(), row, back.as_bytes()].concat())
    })
}

fn expect(table: &Value, row: &[u8], taken: bool) {
    assert_eq!(is_json(row), taken, "{}", row.escape_ascii());
    for (place, body) in bodies(table, row) {
        for provider in [Provider::Autodesk, Provider::Imocha] {
            let listing = Listing::new(Accept::Of(provider), body.clone());
            let difference = difference(&listing);
            assert!(difference.is_empty(), "{place}: {listing}\n{difference}");
            expect_one_outcome(&listing, 1);
        }
    }
}

#[test]
fn what_is_json_is_taken_in_every_place() {
    let table = table();
    let rows = [rows(&table, "taken"), rows(&table, "takenBytes")].concat();
    assert!(rows.len() > 250);
    for row in rows {
        expect(&table, &row, true);
    }
}

#[test]
fn what_is_no_json_is_refused_in_every_place() {
    let table = table();
    let rows = [rows(&table, "refused"), rows(&table, "refusedBytes")].concat();
    assert!(rows.len() > 450);
    for row in rows {
        expect(&table, &row, false);
    }
}

#[test]
fn containers_in_containers_are_taken_when_all_are_closed() {
    let table = table();
    for row in table["nested"].as_array().unwrap() {
        for times in [1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 1_000, 3_000] {
            expect(&table, &nested(row, times), row["taken"].as_bool().unwrap());
        }
    }
}

#[test]
fn what_differs_from_json_parse_is_as_it_is_documented() {
    let table = table();
    for row in table["differences"].as_array().unwrap() {
        let value =
            if row["bytes"].is_string() { bytes(&row["bytes"]) } else { text(&row["text"]) };
        let at = row["at"].as_str().unwrap();
        let (_, body) = bodies(&table, &value).find(|(place, _)| *place == at).unwrap();
        let ours = match decode(Accept::Any, &body) {
            Err(error) => (error.code().to_string(), None),
            Ok(units) => {
                let field = if at == "known id" { Field::Id } else { Field::Name };
                ("taken".to_owned(), text_of(&units, field, 0))
            }
        };
        let expected = (row["ours"].as_str().unwrap(), row["reads"].as_str());
        assert_eq!((&*ours.0, ours.1.as_deref()), expected, "{row}");
    }
}
