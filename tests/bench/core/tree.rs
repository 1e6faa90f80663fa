//! From columns to a tree.

#![cfg_attr(target_arch = "wasm32", no_main)]
#![cfg(not(target_arch = "wasm32"))]

mod listing;

use business_units::tree::Tree;
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput};
use listing::Shape;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("tree");
    for shape in Shape::ALL {
        for size in [1_000, 100_000] {
            let units = listing::decoded(&listing::body(size, shape));
            group.throughput(Throughput::Elements(u64::from(size)));
            group.bench_with_input(
                BenchmarkId::new(format!("{shape:?}"), size),
                &units,
                |bencher, units| {
                    bencher.iter_batched(|| units.clone(), Tree::build, BatchSize::LargeInput);
                },
            );
        }
    }
    group.finish();
    criterion.final_summary();
}
