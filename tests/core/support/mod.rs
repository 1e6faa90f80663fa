//! What the tests share: fixtures, listings made of rows, one call as a scenario.

pub(crate) mod chance;
pub(crate) mod contents;
pub(crate) mod folding;
pub(crate) mod forest;
pub(crate) mod listing;
pub(crate) mod notes;
pub(crate) mod rows;
pub(crate) mod rust_paths;
pub(crate) mod rust_text;
pub(crate) mod scenario;
pub(crate) mod slow_search;
pub(crate) mod sources;
pub(crate) mod splits;

pub(crate) use contents::{contents, text_of};
pub(crate) use listing::LIMITS;

use std::fs;
use std::path::{Path, PathBuf};

use business_units::error::{Code, Error};
use business_units::provider::Provider;
use business_units::provider::{Accept, Decoder};
use business_units::tree::Tree;
use business_units::unit::Units;
use proptest::prelude::ProptestConfig;

pub(crate) const WIRE: [Accept; 2] =
    [Accept::Wire(Provider::Autodesk), Accept::Wire(Provider::Imocha)];

/// So many cases of a property; a failure is shown, and kept nowhere.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    let cases = at_least(cases);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// As many cases as asked for, or as the environment's `PROPTEST_CASES` says, whichever is more.
pub(crate) fn at_least(cases: u32) -> u32 {
    let wanted = std::env::var("PROPTEST_CASES").ok();
    wanted.map_or(cases, |more| cases.max(more.parse().expect("PROPTEST_CASES is a number")))
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data")
}

/// A file of `tests/data`, such as `autodesk/documented.json`.
pub(crate) fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// Every listing of one service's folder; files that begin with a status or are a token are none.
pub(crate) fn listings(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(fixtures().join(folder)).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names
        .filter(|name| !name.starts_with(|first: char| first.is_ascii_digit()))
        .filter(|name| name != "token.json")
        .collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), fixture(&format!("{folder}/{name}")))).collect()
}

pub(crate) fn decode(accept: Accept, body: &[u8]) -> Result<Box<Units>, Error> {
    decode_chunks(accept, [body])
}

pub(crate) fn decode_chunks<'a>(
    accept: Accept,
    chunks: impl IntoIterator<Item = &'a [u8]>,
) -> Result<Box<Units>, Error> {
    let mut decoder = Decoder::new(accept, LIMITS);
    for chunk in chunks {
        decoder.push(chunk)?;
    }
    decoder.finish()
}

/// The tree of a fixture of either service.
pub(crate) fn tree_of(name: &str) -> Tree {
    let tree = Tree::build(decode(Accept::Any, &fixture(name)).unwrap()).unwrap();
    tree.assert_invariants();
    tree
}

/// Asserts the code and gives the error back.
pub(crate) fn refused<T>(result: Result<T, Error>, code: Code) -> Error {
    match result {
        Ok(_) => panic!("it was accepted, instead of {code}"),
        Err(error) => {
            assert_eq!(error.code(), code, "{error}");
            error
        }
    }
}
