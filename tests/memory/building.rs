use business_units::tree::Tree;
use business_units::unit::OutOfMemory;

use crate::{listings, read, with_more_and_more};

#[test]
fn building_says_that_there_is_no_memory() {
    for listing in listings::all().into_iter().chain([listings::star()]) {
        let units = read(&listing, usize::MAX).unwrap();
        let large =
            with_more_and_more(listing.name, || units.clone(), Tree::build, |OutOfMemory| ());
        assert!(large > 5 || units.len() < 20, "{}", listing.name);
    }
}
