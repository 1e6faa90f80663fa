//! Where there is no memory, the answer is an error of its type, never an abort. An abort ends this program, and nothing
//! tells where it was: run it in a debugger and look at the stack.

#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails should say so at once, in its supports too"
)]

mod allocator;
mod building;
mod listings;
mod queries;
mod reading;

use core::fmt::Debug;

use allocator::without_memory_for;
use business_units::error::Error;
use business_units::provider::{Decoder, Limits};
use business_units::tree::Tree;
use business_units::unit::Units;
use listings::Listing;

/// Runs it again and again, on what is prepared each time, until there is memory for all its large allocations: at first
/// for none, and then for one more each time. What comes behind these is refused, and once more the next one only. What is
/// said then is told to `refused`; gives how many allocations it took.
fn with_more_and_more<I, T, E: Debug>(
    what: &str,
    prepare: impl Fn() -> I,
    run: impl Fn(I) -> Result<T, E>,
    refused: impl Fn(E),
) -> u32 {
    for granted in 0.. {
        for refusals in [granted..u32::MAX, granted..granted + 1] {
            let prepared = prepare();
            match without_memory_for(refusals.clone(), || run(prepared)) {
                (Ok(_), 0) => return granted,
                (Err(error), 1..) => refused(error),
                (Ok(_), 1..) => panic!("{what}: nobody said that {refusals:?} were refused"),
                (Err(error), 0) => panic!("{what}: {error:?}, though nothing was refused"),
            }
        }
    }
    u32::MAX
}

fn read(listing: &Listing, piece: usize) -> Result<Box<Units>, Error> {
    let limits = Limits { bytes: None, records: 1_000_000 };
    let mut decoder = Decoder::new(listing.accept, limits);
    listing.body.chunks(piece).try_for_each(|piece| decoder.push(piece))?;
    decoder.finish()
}

fn built(listing: &Listing) -> Tree {
    Tree::build(read(listing, usize::MAX).unwrap()).unwrap()
}
