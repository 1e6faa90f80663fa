//! What the code under test makes of a body, beside what it should.

use business_units::error::Error;
use business_units::tree::Tree;
use business_units::unit::Units;

use super::Refusal;
use super::forest::{Forest, forest};
use crate::support::contents::{Contents, contents};
use crate::support::listing::Listing;
use crate::support::notes::notes;

fn placed(tree: &Tree) -> Forest {
    let rows = || 0..tree.len();
    Forest {
        account_id: tree.account_id().map(str::to_owned),
        height: tree.height(),
        index: rows().map(|row| tree.index_of(row)).collect(),
        parent: rows().map(|row| tree.parent_row(row)).collect(),
        depth: rows().map(|row| tree.depth(row)).collect(),
        size: rows().map(|row| tree.subtree_size(row)).collect(),
        notes: notes(tree),
    }
}

/// What is wrong with what a body came to; empty when nothing is.
pub(crate) fn difference(listing: &Listing) -> String {
    let expected = super::contents(listing.accept, listing.account_id.as_deref(), &listing.body);
    of_what_was_read("read", listing.units([&*listing.body]), expected)
}

fn of_what_was_read(
    how: &str,
    read: Result<Box<Units>, Error>,
    expected: Result<Contents, Refusal>,
) -> String {
    match (read, expected) {
        (Ok(units), Ok(expected)) if contents(&units) == expected => {
            of_the_forest(units, &forest(&expected))
        }
        (Ok(units), expected) => format!("{how} {:#?}\nexpected {expected:#?}", contents(&units)),
        (Err(error), Ok(_)) => format!("refused: {error}"),
        (Err(error), Err(refusal)) => of_the_refusal(&error, &refusal),
    }
}

/// What is wrong with the tree of some units; empty when nothing is.
pub(crate) fn difference_of_the_tree(units: Box<Units>) -> String {
    let expected = forest(&contents(&units));
    of_the_forest(units, &expected)
}

fn of_the_forest(units: impl Into<Box<Units>>, expected: &Forest) -> String {
    let tree = Tree::build(units).unwrap();
    tree.assert_invariants();
    let placed = placed(&tree);
    if placed == *expected {
        String::new()
    } else {
        format!("placed {placed:#?}\nexpected {expected:#?}")
    }
}

/// A body that is no JSON may have had another shape before that.
fn of_the_refusal(error: &Error, refusal: &Refusal) -> String {
    let pointer = error.details().pointer.clone();
    let fits = match refusal {
        Refusal::NotJson => true,
        Refusal::Shape(expected) => {
            error.code().as_str() == "ERR_SHAPE" && pointer.as_ref() == Some(expected)
        }
        Refusal::TooLarge => error.code().as_str() == "ERR_TOO_LARGE",
    };
    if fits { String::new() } else { format!("refused: {error}\nexpected {refusal:?}") }
}
