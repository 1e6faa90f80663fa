//! The exact contents of a corpus of bodies, so that the suite in JavaScript can compare the built module with the same
//! lines.
//!
//! ```text
//!  tests/data/{autodesk,imocha}/*.json ─┐                        ┌─ here
//!  tests/data/generated/listings.json  ─┴─▶ dump ─▶ digest ─▶ tests/data/corpus.txt
//!                                                                └─ tests/js/corpus.test.ts, through the package
//! ```
//! `UPDATE=1 npm run test:core` writes both files anew. A dump that differs is kept in `target/corpus`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use business_units::error::Error;
use business_units::provider::Accept;
use business_units::provider::Provider;
use business_units::tree::{Defect, DefectKind, Tree};
use business_units::unit::Field;
use serde_json::{Map, Value, json};

use crate::generate::damage::damage;
use crate::generate::{alike, listing, mixed};
use crate::support::chance::Chance;
use crate::support::listing::Listing;
use crate::support::{fixture, fixtures, text_of};

/// The account that the second reading of each body asks for.
const ACCOUNT: &str = "e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";

/// A body as that of its provider, and as iMocha's with an account.
fn dumps(body: &[u8]) -> String {
    let plain = Listing::new(Accept::Any, body.to_vec());
    let asked = Listing {
        accept: Accept::Of(Provider::Imocha),
        account_id: Some(ACCOUNT.to_owned()),
        body: body.to_vec(),
    };
    dump(&plain) + &dump(&asked)
}

/// A line for the whole, a line for each unit and a line for each defect, or one for the error.
fn dump(listing: &Listing) -> String {
    let whole = lines(listing, [&*listing.body]);
    assert_eq!(lines(listing, listing.body.chunks(7)), whole);
    whole.iter().fold(String::new(), |mut dump, line| {
        writeln!(dump, "{line}").unwrap();
        dump
    })
}

fn lines<'a>(listing: &Listing, pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<Value> {
    match listing.units(pieces) {
        Ok(units) => of_the_tree(&Tree::build(units).unwrap()),
        Err(error) => vec![of_the_error(&error)],
    }
}

fn of_the_error(error: &Error) -> Value {
    let details = error.details();
    json!([
        error.code().as_str(),
        error.message(),
        details.provider,
        details.offset,
        details.pointer,
        details.expected,
        details.found,
        details.limit,
    ])
}

fn of_the_tree(tree: &Tree) -> Vec<Value> {
    let count = tree.units().claimed_count().map(as_in_javascript);
    let provider = tree.provider();
    let whole = json!([provider, tree.account_id(), count, tree.height(), tree.units().warnings()]);
    let units = (0..tree.len()).map(|row| of_the_unit(tree, row));
    let defects = tree.defects().iter().map(|defect| of_the_defect(tree, defect));
    [whole].into_iter().chain(units).chain(defects).collect()
}

fn of_the_unit(tree: &Tree, row: u32) -> Value {
    let text = |field| text_of(tree.units(), field, tree.index_of(row));
    let mut line = vec![json!(row), json!(tree.index_of(row))];
    line.push(json!(text(Field::Id).unwrap_or_default()));
    line.extend(Field::ALL.into_iter().skip(1).map(|field| json!(text(field))));
    line.push(json!(tree.depth(row)));
    line.push(json!(tree.subtree_size(row)));
    line.push(json!(tree.parent_row(row)));
    Value::from(line)
}

/// The members that the package gives a defect, by their names.
fn of_the_defect(tree: &Tree, defect: &Defect) -> Value {
    let text = |field, row| text_of(tree.units(), field, tree.index_of(row));
    let of_row = |field| defect.row.and_then(|row| text(field, row));
    let mut line = Map::new();
    let mut say = |name: &str, value: Value| _ = line.insert(name.to_owned(), value);
    say("kind", json!(defect.kind.as_str()));
    say("severity", json!(defect.kind.severity().as_str()));
    say("message", json!(tree.message(defect)));
    if let Some(row) = defect.row {
        say("row", json!(row));
        say("id", json!(text(Field::Id, row).unwrap_or_default()));
    }
    match &defect.kind {
        DefectKind::EmptyId | DefectKind::SelfParent => {}
        DefectKind::DuplicateId { rows } => say("rows", json!(rows)),
        DefectKind::MissingParent { suggestion } => {
            say("parentId", json!(of_row(Field::ParentId)));
            if let Some(suggestion) = suggestion {
                let by = suggestion.by.as_str();
                say("suggestion", json!({ "row": suggestion.row, "by": by }));
            }
        }
        DefectKind::Cycle { rows } => {
            say("rows", json!(rows));
            let ids = rows.iter().map(|row| text(Field::Id, *row).unwrap_or_default());
            say("ids", ids.collect());
        }
        DefectKind::OtherAccount => say("accountId", json!(of_row(Field::AccountId))),
        DefectKind::PathMismatch => {
            say("expected", json!(defect.row.map(|row| tree.expected_path(row))));
            say("found", json!(of_row(Field::Path)));
        }
        DefectKind::CountMismatch { count, listed } => {
            say("count", json!(as_in_javascript(*count)));
            say("listed", json!(listed));
        }
    }
    Value::from(line)
}

/// The digits of an integer that became a JavaScript number.
#[expect(clippy::cast_precision_loss, reason = "as it is lost there")]
fn as_in_javascript(count: i64) -> String {
    (count as f64).to_string()
}

/// FNV-1a of 32 bits: detects changes, not forgeries.
fn digest(dump: &str) -> u32 {
    dump.bytes()
        .fold(0x811C_9DC5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Every body and its name.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut corpus = Vec::new();
    for folder in ["autodesk", "imocha"] {
        for entry in fs::read_dir(fixtures().join(folder)).unwrap() {
            let name = format!("{folder}/{}", entry.unwrap().file_name().into_string().unwrap());
            corpus.push((name.clone(), fixture(&name)));
        }
    }
    corpus.sort();
    let generated: Vec<String> = serde_json::from_slice(&fixture(GENERATED)).unwrap();
    let bodies = generated.iter().map(|body| body.chars().map(|byte| byte as u8).collect());
    corpus.extend((0..).zip(bodies).map(|(place, body)| (format!("generated/{place}"), body)));
    corpus
}

const GENERATED: &str = "generated/listings.json";

/// Small listings of every kind, some of them damaged, as JSON: a character a byte, so that a change can be read.
fn generated() -> String {
    let mut bodies = Vec::new();
    for seed in 0..550 {
        let mut listing = if seed % 3 == 0 { alike(seed) } else { listing(seed) };
        if seed % 3 == 1 {
            damage(&mut listing.body, &mut Chance::of(seed));
        }
        bodies.push(listing.body);
    }
    bodies.retain(|body| body.len() < 1_200);
    bodies.extend((0..70).map(|seed| mixed(seed).body).filter(|body| body.len() < 2_400));
    let text = |body: &Vec<u8>| body.iter().copied().map(char::from).collect::<String>();
    let lines: Vec<String> =
        bodies.iter().map(|body| Value::from(text(body)).to_string()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[test]
fn the_corpus_comes_to_what_it_came_to() {
    let update = std::env::var("UPDATE").is_ok_and(|update| update == "1");
    if update {
        fs::create_dir_all(fixtures().join("generated")).unwrap();
        fs::write(fixtures().join(GENERATED), generated()).unwrap();
    }
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus");
    let mut digests = String::new();
    for (name, body) in corpus() {
        let dump = dumps(&body);
        writeln!(digests, "{:08x} {} {name}", digest(&dump), dump.len()).unwrap();
        let file = kept.join(name + ".txt");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, dump).unwrap();
    }
    if update {
        fs::write(fixtures().join("corpus.txt"), &digests).unwrap();
    }
    let expected = String::from_utf8(fixture("corpus.txt")).unwrap();
    let changed: Vec<&str> = digests.lines().filter(|line| !expected.contains(line)).collect();
    assert_eq!(changed, [""; 0], "see {}", kept.display());
    assert_eq!(digests, expected);
}
