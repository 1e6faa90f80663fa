use business_units::tree::{Tree, listed};
use business_units::unit::{Field, OutOfMemory};

use crate::allocator::LARGE;
use crate::{built, listings, read, with_more_and_more};

/// How many large allocations a query takes, each of which says so when it is refused.
fn allocations<T>(what: &str, query: impl Fn() -> Result<T, OutOfMemory>) -> u32 {
    with_more_and_more(what, || (), |()| query(), |OutOfMemory| ())
}

#[test]
fn a_search_says_that_there_is_no_memory() {
    for listing in [listings::every_defect(), listings::long_texts()] {
        let tree = built(&listing);
        for text in ["region", "REGIÓN \"19", "long", "ä", "nowhere", &"ä long text ".repeat(200)]
        {
            assert!(
                allocations(text, || tree.search(text, None)) > 3,
                "{text} in {}",
                listing.name
            );
        }
    }
}

#[test]
fn a_list_of_rows_says_that_there_is_no_memory() {
    let tree = built(&listings::star());
    let names = ["Above", "Below"];
    assert_eq!(allocations("roots", || listed(tree.roots())), 0);
    assert_eq!(allocations("children", || listed(tree.children(0))), 1);
    assert_eq!(allocations("descendants", || listed(tree.descendants(0))), 1);
    assert!(allocations("at", || tree.at(&names)) > 0);
    assert_eq!(allocations("columns", || tree.columns()), 4);
    assert_eq!(tree.at(&names).unwrap().len(), tree.len() as usize - 1);
}

#[test]
fn a_text_on_its_way_out_says_that_there_is_no_memory() {
    for listing in [listings::long_texts(), listings::our_own()] {
        let units = read(&listing, usize::MAX).unwrap();
        for (index, field) in
            (0..units.len()).flat_map(|index| Field::ALL.map(|field| (index, field)))
        {
            let large = units.text(field, index).is_some_and(|text| text.len() >= LARGE);
            let push = || units.push_bytes(field, index, &mut Vec::new());
            assert_eq!(allocations("push_bytes", push) > 0, large, "{field:?} of {index}");
        }
    }
}

#[test]
fn what_needs_no_list_needs_no_memory() {
    let tree = built(&listings::every_defect());
    assert!(tree.defects().len() > 500 && tree.height() > 3);
    assert_eq!(allocations("texts", || Ok(texts(&tree))), 0);
    assert_eq!(allocations("relations", || Ok(relations(&tree))), 0);
    assert_eq!(allocations("ids", || Ok(tree.subtree_ids("not there").count())), 0);
    assert_eq!(allocations("messages", || Ok(messages(&tree))), 0);
}

/// The length of all short texts, one after the other.
fn texts(tree: &Tree) -> usize {
    let of_row = |row| Field::ALL.map(|field| tree.text(field, row).map_or(0, |text| text.len()));
    (0..tree.len()).flat_map(of_row).sum()
}

fn relations(tree: &Tree) -> usize {
    let of_row = |row| {
        let found = tree.row_of(&tree.id(row)).is_some();
        tree.ancestors(row).count() + tree.children(row).count() + usize::from(found)
    };
    (0..tree.len()).map(of_row).chain(tree.roots().map(|row| row as usize)).sum()
}

fn messages(tree: &Tree) -> usize {
    tree.defects().iter().map(|defect| tree.message(defect).len()).sum()
}
