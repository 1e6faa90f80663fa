//! A listing that fails, made small enough to read.

use crate::support::listing::Listing;

/// The listing with every piece taken out of its body that it can fail without.
pub(crate) fn smallest(listing: &Listing, fails: impl Fn(&Listing) -> bool) -> Listing {
    let mut smallest = listing.clone();
    let mut patience = 20_000_000;
    let mut length = smallest.body.len();
    while length > 0 {
        let mut at = 0;
        while at < smallest.body.len() && patience > smallest.body.len() {
            patience -= smallest.body.len();
            let mut shorter = smallest.clone();
            shorter.body.drain(at..(at + length).min(smallest.body.len()));
            if fails(&shorter) {
                smallest = shorter;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
    smallest
}
