//! Builds forests of rows: the cases of d3's stratify tests, and shapes that only hostile data has.

use business_units::provider::Provider;
use business_units::tree::Tree;
use business_units::unit::Units;

use crate::support::notes::notes;
use crate::support::rows::{Row, built, built_of, row, sketch};

#[test]
fn places_children_below_their_parents() {
    assert_eq!(sketch(&built_of(&[("a", ""), ("b", "a"), ("c", "b"), ("d", "a")])), "a(b(c) d)");
}

#[test]
fn does_not_need_the_rows_in_topological_order() {
    assert_eq!(sketch(&built_of(&[("c", "b"), ("b", "a"), ("a", "")])), "a(b(c))");
    assert_eq!(sketch(&built_of(&[("b", "a"), ("a", ""), ("c", "b")])), "a(b(c))");
}

#[test]
fn keeps_the_order_of_siblings_and_of_roots_as_sent() {
    let pairs = [("z", "m"), ("m", ""), ("a", "m"), ("b", ""), ("k", "m"), ("a2", "")];
    assert_eq!(sketch(&built_of(&pairs)), "m(z a k) b a2");
}

#[test]
fn keeps_the_order_of_flagged_roots_among_real_ones() {
    let pairs = [("orphan", "gone"), ("real", ""), ("self", "self"), ("last", "")];
    assert_eq!(sketch(&built_of(&pairs)), "orphan real self last");
}

#[test]
fn treats_an_empty_a_null_and_an_absent_parent_id_as_a_root() {
    let empty = Row { parent_id: Some(String::new()), ..row("empty", "") };
    let tree = built(&[empty, row("null", "")]);
    assert_eq!((sketch(&tree), tree.defects().len()), ("empty null".into(), 0));
}

#[test]
fn does_not_treat_a_falsy_parent_id_as_a_root() {
    for id in ["0", "false", "null", "undefined", "NaN", " "] {
        let tree = built_of(&[(id, ""), ("below", id)]);
        assert_eq!((tree.parent_row(1), tree.defects().len()), (Some(0), 0), "{id:?}");
    }
}

#[test]
fn takes_ids_that_are_names_of_object_members() {
    let ids = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "\0"];
    let rows: Vec<Row> =
        (0..ids.len()).map(|at| row(ids[at], if at == 0 { "" } else { ids[at - 1] })).collect();
    let tree = built(&rows);
    assert_eq!((tree.height(), tree.defects().len()), (5, 0));
    assert_eq!(tree.row_of("toString"), Some(2));
}

#[test]
fn allows_several_roots_and_none() {
    assert_eq!(sketch(&built_of(&[("a", ""), ("b", "")])), "a b");
    assert_eq!(sketch(&built_of(&[])), "");
    assert_eq!(sketch(&built_of(&[("a", "b"), ("b", "a")])), "a(b)");
}

#[test]
fn an_empty_listing_is_a_tree_without_rows() {
    let tree = built_of(&[]);
    assert!(tree.is_empty());
    assert_eq!((tree.len(), tree.height(), tree.roots().count()), (0, 0, 0));
    assert_eq!(tree.columns().unwrap(), [const { Vec::<u32>::new() }; 4]);
    assert_eq!(tree.account_id(), None);
}

#[test]
fn numbers_the_rows_in_preorder_and_keeps_the_index_as_sent() {
    let tree =
        built_of(&[("west", "na"), ("alps", "emea"), ("na", ""), ("east", "na"), ("emea", "")]);
    let (depth, size) = ([0, 1, 1, 0, 1], [3, 1, 1, 2, 1]);
    let (parent, index) = ([u32::MAX, 0, 0, u32::MAX, 3], [2, 0, 3, 4, 1]);
    assert_eq!(tree.columns().unwrap(), [depth, size, parent, index]);
}

fn listed(count: u32, parent_of: impl Fn(u32) -> Option<u32>) -> Tree {
    let mut units = Units::new(Provider::Autodesk);
    for at in 0..count {
        let parent = parent_of(at).map(|parent| parent.to_string());
        units.set(business_units::unit::Field::Id, Some(&at.to_string())).unwrap();
        units.set(business_units::unit::Field::ParentId, parent.as_deref()).unwrap();
        units.end_row().unwrap();
    }
    Tree::build(units).unwrap()
}

const MANY: u32 = 200_000;

#[test]
fn a_chain_of_200_000_needs_no_stack() {
    let tree = listed(MANY, |at| at.checked_sub(1));
    assert_eq!((tree.height(), tree.subtree_size(0), tree.defects().len()), (MANY - 1, MANY, 0));
    assert_eq!(tree.ancestors(MANY - 1).count(), MANY as usize);
    assert_eq!(tree.row_of(&(MANY - 1).to_string()), Some(MANY - 1));
}

#[test]
fn a_chain_from_its_leaf_to_its_root_needs_no_stack_either() {
    let tree = listed(MANY, |at| (at + 1 < MANY).then_some(at + 1));
    assert_eq!((tree.height(), tree.index_of(0), tree.defects().len()), (MANY - 1, MANY - 1, 0));
}

#[test]
fn a_star_of_200_000_is_one_deep() {
    let tree = listed(MANY, |at| (at > 0).then_some(0));
    assert_eq!((tree.height(), tree.children(0).count() as u32), (1, MANY - 1));
    assert_eq!(tree.subtree_ids("0").count(), MANY as usize);
}

#[test]
fn a_hundred_thousand_cycles_of_two_are_each_told_once() {
    let tree = listed(MANY, |at| Some(at ^ 1));
    assert_eq!((tree.height(), tree.roots().count() as u32), (1, MANY / 2));
    assert_eq!(tree.defects().len() as u32, MANY / 2);
    assert_eq!(notes(&tree)[1], r#"Cycle 2 "2", rows [2, 3], ids 2 3"#);
}

#[test]
fn one_cycle_of_200_000_is_opened_at_its_first_row() {
    let tree = listed(MANY, |at| Some((at + 1) % MANY));
    assert_eq!((tree.height(), tree.index_of(0), tree.defects().len()), (MANY - 1, 0, 1));
}

#[test]
fn two_hundred_thousand_orphans_are_two_hundred_thousand_roots() {
    let tree = listed(MANY, |at| Some(at + MANY));
    assert_eq!((tree.roots().count() as u32, tree.defects().len() as u32), (MANY, MANY));
}

#[test]
fn two_hundred_thousand_units_of_one_id_are_all_kept() {
    let mut units = Units::new(Provider::Autodesk);
    for _ in 0..MANY {
        units.set(business_units::unit::Field::Id, Some("same")).unwrap();
        units.end_row().unwrap();
    }
    let tree = Tree::build(units).unwrap();
    assert_eq!((tree.len(), tree.defects().len() as u32), (MANY, MANY - 1));
}
