//! From bytes to columns.

#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod listing;

use criterion::{BenchmarkId, Criterion, Throughput};
use listing::Shape;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("json");
    for size in [100, 1_000, 10_000, 100_000] {
        let body = listing::body(size, Shape::Random);
        group.throughput(Throughput::Bytes(body.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &body, |bencher, body| {
            bencher.iter_with_large_drop(|| listing::decoded(body));
        });
    }
    group.finish();
    criterion.final_summary();
}
