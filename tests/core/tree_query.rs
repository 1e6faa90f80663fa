//! The queries of a tree.
//!
//! ```text
//!   row 0  na "North America"
//!       1  ├─ s1 "Sales"
//!       2  │  └─ t1 "Team"
//!       3  └─ s2 "Sales"
//!       4     └─ t2 "Team"
//!       5  na-2 "North America"
//! ```

use business_units::tree::Tree;

use crate::support::rows::{Row, built, row};
use crate::support::tree_of;

fn tree() -> Tree {
    tree_of("autodesk/repeated_names.json")
}

#[test]
fn row_of_finds_a_unit_by_its_very_id() {
    let tree = tree();
    for (id, expected) in
        [("na", Some(0)), ("t2", Some(4)), ("NA", None), ("", None), ("na ", None)]
    {
        assert_eq!(tree.row_of(id), expected, "{id:?}");
    }
}

#[test]
fn at_gives_every_unit_that_is_reached_by_those_names() {
    let tree = tree();
    for (names, expected) in [
        (&["North America"][..], &[0, 5][..]),
        (&["North America", "Sales"], &[1, 3]),
        (&["North America", "Sales", "Team"], &[2, 4]),
        (&["Sales"], &[]),
        (&["north america"], &[]),
        (&["North America", "Team"], &[]),
        (&["North America", "Sales", "Team", "Team"], &[]),
        (&[], &[]),
        (&[""], &[]),
    ] {
        assert_eq!(tree.at(names).unwrap(), expected, "{names:?}");
    }
}

#[test]
fn at_does_not_take_a_name_that_was_not_sent_for_an_empty_one() {
    let nameless = Row { name: None, ..row("a", "") };
    let tree = built(&[nameless, row("b", "").named("")]);
    assert_eq!(tree.at(&[""]).unwrap(), [1]);
}

#[test]
fn children_are_one_below_and_in_the_order_sent() {
    let tree = tree();
    let children = |row| tree.children(row).collect::<Vec<_>>();
    assert_eq!([children(0), children(1), children(2)], [vec![1, 3], vec![2], vec![]]);
    assert_eq!(tree.roots().collect::<Vec<_>>(), [0, 5]);
}

#[test]
fn ancestors_begin_with_the_unit_itself_and_end_with_its_root() {
    let tree = tree();
    assert_eq!(tree.ancestors(4).collect::<Vec<_>>(), [4, 3, 0]);
    assert_eq!(tree.ancestors(5).collect::<Vec<_>>(), [5]);
}

#[test]
fn descendants_begin_with_the_unit_itself_and_are_in_preorder() {
    let tree = tree();
    assert_eq!(tree.descendants(0).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    assert_eq!(tree.descendants(2).collect::<Vec<_>>(), [2]);
}

#[test]
fn subtree_ids_are_the_ids_of_a_unit_and_everything_below() {
    let tree = tree();
    assert_eq!(tree.subtree_ids("na").collect::<Vec<_>>(), ["na", "s1", "t1", "s2", "t2"]);
    assert_eq!(tree.subtree_ids("t1").collect::<Vec<_>>(), ["t1"]);
    assert_eq!(tree.subtree_ids("unknown").count(), 0);
}

#[test]
fn subtree_ids_leave_out_units_without_an_id() {
    let tree = tree_of("autodesk/empty_id.json");
    assert_eq!((tree.subtree_size(0), tree.subtree_ids("na").count()), (3, 1));
    assert_eq!(tree.subtree_ids("").count(), 0);
}

#[test]
fn depth_size_and_height_agree_with_the_drawing() {
    let tree = tree();
    let rows = 0..tree.len();
    assert_eq!(rows.clone().map(|row| tree.depth(row)).collect::<Vec<_>>(), [0, 1, 2, 1, 2, 0]);
    assert_eq!(rows.map(|row| tree.subtree_size(row)).collect::<Vec<_>>(), [5, 2, 1, 2, 1, 1]);
    assert_eq!(tree.height(), 2);
    assert_eq!([tree.end_of(0), tree.end_of(3), tree.end_of(5)], [5, 5, 6]);
}

#[test]
fn a_row_out_of_range_answers_like_a_unit_without_anything() {
    let tree = tree();
    for row in [6, 7, u32::MAX - 1, u32::MAX] {
        assert_eq!((&*tree.id(row), tree.name(row)), ("", None));
        assert_eq!((tree.depth(row), tree.subtree_size(row)), (0, 0));
        assert_eq!((tree.parent_row(row), tree.index_of(row)), (None, u32::MAX));
        assert_eq!(tree.children(row).count(), 0, "{row}");
        assert_eq!((tree.ancestors(row).count(), tree.descendants(row).count()), (0, 0));
    }
}

#[test]
fn account_id_is_the_one_asked_for_else_the_first_that_a_unit_names() {
    let rows = [row("a", ""), row("b", "").of_account("first"), row("c", "").of_account("second")];
    assert_eq!(built(&rows).account_id(), Some("first"));
    let units = crate::support::rows::units(&rows).with_account_id(Some("asked".to_owned()));
    assert_eq!(Tree::build(units).unwrap().account_id(), Some("asked"));
}

fn named(names: &[&str]) -> Tree {
    let rows: Vec<Row> =
        names.iter().enumerate().map(|(at, name)| row(&at.to_string(), "").named(name)).collect();
    built(&rows)
}

fn found(tree: &Tree, text: &str) -> Vec<u32> {
    tree.search(text, None).unwrap().iter().map(|hit| hit.row).collect()
}

#[test]
fn search_gives_whole_names_first_then_starts_then_words_then_the_rest() {
    let tree = named(&["Northwest", "The West", "Western", "West", "west", "East"]);
    assert_eq!(found(&tree, "west"), [3, 4, 2, 1, 0]);
    assert_eq!(found(&tree, "WEST"), [3, 4, 2, 1, 0]);
}

#[test]
fn search_for_blank_text_finds_nothing() {
    for text in ["", " ", "\t\n", "\u{a0}"] {
        assert_eq!(found(&tree(), text), [0; 0], "{text:?}");
    }
}

#[test]
fn search_gives_no_more_than_the_limit() {
    for (limit, expected) in [(Some(0), 0), (Some(1), 1), (Some(9), 2), (None, 2)] {
        assert_eq!(tree().search("sales", limit).unwrap().len(), expected);
    }
}

#[test]
fn search_tells_every_place_in_utf_16_units() {
    for (name, text, expected) in [
        ("banana", "an", &[(1, 3), (3, 5)][..]),
        ("aaa", "aa", &[(0, 2)]),
        ("\u{1f600} Z\u{fc}rich", "z\u{fc}", &[(3, 5)]),
        ("a\u{1f600}b\u{1f600}", "\u{1f600}", &[(1, 3), (4, 6)]),
        ("\u{130}stanbul", "stan", &[(1, 5)]),
        ("STRA\u{1e9e}E", "stra\u{df}e", &[(0, 6)]),
    ] {
        let hits = named(&[name]).search(text, None).unwrap();
        assert_eq!(hits[0].ranges, expected, "{text} in {name}");
    }
}

#[test]
fn search_looks_at_names_only_and_passes_over_units_without_one() {
    let tree = built(&[Row { name: None, ..row("west", "") }, row("x", "").with_path("west")]);
    assert_eq!(found(&tree, "west"), [0; 0]);
}
