//! Listings of Autodesk's business units, of the sizes and shapes that `tests/bench/generate.mjs` draws.

#![allow(dead_code, reason = "each benchmark uses a part of it")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark that fails should say so at once"
)]

use std::fmt::Write as _;

use business_units::json::Limits;
use business_units::provider::{Accept, Decoder};
use business_units::unit::Units;

const CHUNK_BYTES: usize = 64 * 1024;
const ROOTS_OF_RANDOM: u32 = 4;

/// How the units of a listing hang together.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// A few roots, each further unit below an earlier one.
    Random,
    /// Every unit below the one before.
    Chain,
    /// Every unit below the first.
    Star,
}

impl Shape {
    pub(crate) const ALL: [Self; 3] = [Self::Random, Self::Chain, Self::Star];

    fn parent(self, index: u32) -> Option<u32> {
        match self {
            Self::Random if index < ROOTS_OF_RANDOM => None,
            Self::Random => Some(below(index * 7 / 10, index).min(index - 1)),
            Self::Chain => index.checked_sub(1),
            Self::Star => (index > 0).then_some(0),
        }
    }
}

/// The bytes of a listing, its units in no order.
pub(crate) fn body(size: u32, shape: Shape) -> Vec<u8> {
    let paths = paths(size, shape);
    let mut order: Vec<u32> = (0..size).collect();
    order.sort_by_key(|index| scramble(index ^ 0x5bd1_e995));
    let units: Vec<String> =
        order.iter().map(|index| unit(*index, shape, paths[*index as usize].as_deref())).collect();
    format!(r#"{{"business_units":[{}]}}"#, units.join(",")).into_bytes()
}

/// Reads a listing as it would arrive.
pub(crate) fn decoded(body: &[u8]) -> Box<Units> {
    let mut decoder = Decoder::new(Accept::Any, Limits { bytes: None, records: 1_000_000 });
    for chunk in body.chunks(CHUNK_BYTES) {
        decoder.push(chunk).unwrap();
    }
    decoder.finish().unwrap()
}

/// The path of each unit; none in a chain, where it would be as long as all names above.
fn paths(size: u32, shape: Shape) -> Vec<Option<String>> {
    let mut paths: Vec<Option<String>> = Vec::new();
    for index in 0..size {
        let parent = shape.parent(index).filter(|_| !matches!(shape, Shape::Chain));
        paths.push(parent.map(|parent| match &paths[parent as usize] {
            Some(above) => format!("{above}/{}", name(parent)),
            None => name(parent),
        }));
    }
    paths
}

fn unit(index: u32, shape: Shape, path: Option<&str>) -> String {
    let mut text = format!(
        r#"{{"id":"{}","account_id":"e3d5ef8d-5c37-4b9d-925d-1e6d24753ace","parent_id":{}"#,
        uuid(index),
        quoted(shape.parent(index).map(uuid).as_deref()),
    );
    let (name, path) = (quoted(Some(&name(index))), quoted(path));
    let moment = "2016-04-11T03:49:09.176Z";
    write!(
        text,
        r#","name":{name},"description":"USA, Canada and others {index}","path":{path},"created_at":"{moment}","updated_at":"{moment}"}}"#,
    )
    .unwrap();
    text
}

fn name(index: u32) -> String {
    let accented = scramble(index ^ 0x2545_f491).is_multiple_of(20);
    if accented { format!(r#"Región "Ñ" {index}"#) } else { format!("Region Unit {index}") }
}

fn quoted(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), |text| format!(r#""{}""#, text.replace('"', r#"\""#)))
}

fn uuid(index: u32) -> String {
    let first = scramble(index + 1);
    let [second, third, fourth] = [1, 2, 3].map(|word| scramble(first ^ word));
    format!(
        "{first:08x}-{:04x}-4{:03x}-a{:03x}-{:04x}{fourth:08x}",
        second >> 16,
        second & 0xfff,
        third >> 20,
        third & 0xffff
    )
}

/// A number below `limit` that is always the same for `index`.
fn below(limit: u32, index: u32) -> u32 {
    scramble(index ^ 0x9e37_79b9) % limit.max(ROOTS_OF_RANDOM)
}

/// Scrambles 32 bits one to one, as `MurmurHash3` does at its end.
fn scramble(value: u32) -> u32 {
    let mixed = (value ^ (value >> 16)).wrapping_mul(0x85eb_ca6b);
    let mixed = (mixed ^ (mixed >> 13)).wrapping_mul(0xc2b2_ae35);
    mixed ^ (mixed >> 16)
}
