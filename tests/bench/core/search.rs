//! Searching the names of a tree.

#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a benchmark that fails should say so at once")]

mod listing;

use business_units::tree::Tree;
use criterion::{BenchmarkId, Criterion};
use listing::Shape;

const UNITS: u32 = 50_000;
const LIMIT: usize = 50;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("search");
    let tree = Tree::build(listing::decoded(&listing::body(UNITS, Shape::Random))).unwrap();
    for text in ["e", "un", "reg", "unit 4", "49999", "región", "Ñ", "nowhere"] {
        group.bench_with_input(BenchmarkId::from_parameter(text), text, |bencher, text| {
            bencher.iter_with_large_drop(|| tree.search(text, Some(LIMIT)).unwrap());
        });
    }
    group.finish();
    criterion.final_summary();
}
