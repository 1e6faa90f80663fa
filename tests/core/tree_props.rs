//! What is true of every forest, and of every forest with one damage.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use business_units::provider::Provider;
use business_units::tree::{DefectKind, Tree};
use business_units::unit::Field;
use proptest::prelude::{any, prop_assert, prop_assert_eq, proptest};
use proptest::sample::Index;
use proptest::test_runner::TestCaseError;

use crate::support::cases;
use crate::support::forest::{ACCOUNT, forest, wild};
use crate::support::rows::{Row, built, units};

/// The descendants of each unit, without any order.
fn links(tree: &Tree) -> BTreeMap<String, Option<String>> {
    let id = |row| tree.id(row).into_owned();
    (0..tree.len()).map(|row| (id(row), tree.parent_row(row).map(id))).collect()
}

/// The ids of the descendants of a unit, found the slow way.
fn naive_descendants(rows: &[Row], id: &str) -> BTreeSet<String> {
    let children = rows.iter().filter(|row| row.parent_id.as_deref() == Some(id));
    let below = children.flat_map(|row| naive_descendants(rows, row.id.as_deref().unwrap()));
    below.chain([id.to_owned()]).collect()
}

fn id_of(row: &Row) -> &str {
    row.id.as_deref().unwrap()
}

/// The positions of the rows that `which` takes, by their number of children.
fn places(rows: &[Row], which: impl Fn(usize) -> bool) -> Vec<usize> {
    let children = |row: &Row| rows.iter().filter(|other| other.parent_id == row.id).count();
    (0..rows.len()).filter(|place| which(children(&rows[*place]))).collect()
}

/// The kinds of the defects, and the indexes of their units.
fn found(tree: &Tree) -> Vec<(&'static str, u32)> {
    let place = |row: Option<u32>| row.map_or(u32::MAX, |row| tree.index_of(row));
    tree.defects().iter().map(|defect| (defect.kind.as_str(), place(defect.row))).collect()
}

fn expect(rows: &[Row], expected: &[(&'static str, usize)]) -> Result<Tree, TestCaseError> {
    let tree = built(rows);
    prop_assert_eq!(tree.len() as usize, rows.len());
    let expected: Vec<(&str, u32)> =
        expected.iter().map(|(kind, place)| (*kind, u32::try_from(*place).unwrap())).collect();
    prop_assert_eq!(found(&tree), expected);
    Ok(tree)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_forest_has_no_defect_and_its_invariants_hold(rows in forest()) {
        expect(&rows, &[])?;
    }

    #[test]
    fn whatever_is_sent_every_unit_has_a_row_and_the_defects_are_in_the_order_sent(rows in wild()) {
        let tree = built(&rows);
        let indexes: BTreeSet<u32> = (0..tree.len()).map(|row| tree.index_of(row)).collect();
        prop_assert_eq!(indexes.len(), rows.len());
        let reported: Vec<u32> = found(&tree).into_iter().map(|(_, place)| place).collect();
        prop_assert!(reported.is_sorted(), "{reported:?}");
    }

    #[test]
    fn a_root_is_one_that_names_no_parent_or_is_told_of(rows in wild()) {
        let tree = built(&rows);
        let reported = |kinds: &[&str]| -> BTreeSet<u32> {
            found(&tree).into_iter().filter(|(kind, _)| kinds.contains(kind)).map(|(_, place)| place).collect()
        };
        let flagged = reported(&["MissingParent", "SelfParent", "Cycle"]);
        for root in tree.roots().map(|row| tree.index_of(row)) {
            prop_assert!(tree.units().parent_id(root).is_empty() != flagged.contains(&root));
        }
        prop_assert!(flagged.iter().all(|place| tree.roots().any(|row| tree.index_of(row) == *place)));
    }

    #[test]
    fn a_forest_is_the_same_in_any_order_but_for_the_order_of_siblings(
        rows in forest(),
        turn in any::<Index>(),
    ) {
        let mut turned = rows.clone();
        turned.rotate_left(turn.index(rows.len()));
        turned.reverse();
        let (one, other) = (built(&rows), built(&turned));
        prop_assert_eq!(links(&one), links(&other));
        prop_assert_eq!(one.height(), other.height());
    }

    #[test]
    fn the_range_of_a_unit_is_what_a_naive_walk_finds(rows in forest()) {
        let tree = built(&rows);
        for row in 0..tree.len() {
            let ids: BTreeSet<String> = tree.subtree_ids(&tree.id(row)).map(Cow::into_owned).collect();
            prop_assert_eq!(&ids, &naive_descendants(&rows, &tree.id(row)));
            prop_assert_eq!(tree.subtree_size(row) as usize, ids.len());
            prop_assert_eq!(tree.ancestors(row).count() as u32, tree.depth(row) + 1);
        }
    }

    #[test]
    fn every_text_is_kept_as_sent(rows in wild()) {
        let tree = built(&rows);
        for row in 0..tree.len() {
            let sent = &rows[tree.index_of(row) as usize];
            for (field, text) in [
                (Field::Id, &sent.id),
                (Field::ParentId, &sent.parent_id),
                (Field::Name, &sent.name),
                (Field::Path, &sent.path),
                (Field::AccountId, &sent.account_id),
            ] {
                prop_assert_eq!(tree.text(field, row).map(Cow::into_owned), text.clone());
            }
        }
    }

    #[test]
    fn a_lost_parent_leaves_its_children_without_one(mut rows in forest(), which in any::<Index>()) {
        let parents = places(&rows, |children| children > 0);
        if !parents.is_empty() {
            let lost = rows.remove(parents[which.index(parents.len())]);
            let children = (0..rows.len()).filter(|place| rows[*place].parent_id == lost.id);
            let expected: Vec<_> = children.map(|place| ("MissingParent", place)).collect();
            expect(&rows, &expected)?;
        }
    }

    #[test]
    fn a_copied_id_is_a_duplicate(mut rows in forest(), one in any::<Index>(), other in any::<Index>()) {
        let first = one.index(rows.len());
        let leaves = places(&rows, |children| children == 0);
        let later: Vec<usize> = leaves.into_iter().filter(|place| *place > first).collect();
        // NOTE: a copy of its own parent's id would be its own parent as well.
        let later: Vec<usize> =
            later.into_iter().filter(|place| rows[*place].parent_id != rows[first].id).collect();
        if !later.is_empty() {
            let copy = later[other.index(later.len())];
            rows[copy].id = rows[first].id.clone();
            let tree = expect(&rows, &[("DuplicateId", copy)])?;
            let DefectKind::DuplicateId { rows: reported } = tree.defects()[0].kind else { panic!() };
            prop_assert_eq!(reported.map(|row| tree.index_of(row) as usize), [first, copy]);
            prop_assert_eq!(tree.row_of(id_of(&rows[first])), Some(reported[0]));
        }
    }

    #[test]
    fn an_emptied_id_is_told(mut rows in forest(), which in any::<Index>(), null in any::<bool>()) {
        let leaves = places(&rows, |children| children == 0);
        let place = leaves[which.index(leaves.len())];
        rows[place].id = (!null).then(String::new);
        expect(&rows, &[("EmptyId", place)])?;
    }

    #[test]
    fn a_unit_that_becomes_its_own_parent_is_told(mut rows in forest(), which in any::<Index>()) {
        let place = which.index(rows.len());
        rows[place].parent_id = rows[place].id.clone();
        expect(&rows, &[("SelfParent", place)])?;
    }

    #[test]
    fn a_unit_that_goes_below_its_descendant_makes_one_cycle(
        mut rows in forest(),
        which in any::<Index>(),
        below in any::<Index>(),
    ) {
        let parents = places(&rows, |children| children > 0);
        if !parents.is_empty() {
            let top = parents[which.index(parents.len())];
            let tree = built(&rows);
            let row = tree.row_of(id_of(&rows[top])).unwrap();
            let below = row + 1 + below.index(tree.subtree_size(row) as usize - 1) as u32;
            let upwards = tree.ancestors(below).take_while(|up| *up >= row);
            let on_loop: BTreeSet<u32> = upwards.map(|up| tree.index_of(up)).collect();
            rows[top].parent_id = Some(tree.id(below).into_owned());
            let first = *on_loop.first().unwrap() as usize;
            let tree = expect(&rows, &[("Cycle", first)])?;
            let DefectKind::Cycle { rows: reported } = &tree.defects()[0].kind else { panic!() };
            prop_assert_eq!(reported.iter().map(|row| tree.index_of(*row)).collect::<BTreeSet<_>>(), on_loop);
            prop_assert!(reported.windows(2).all(|pair| tree.parent_row(pair[1]) == Some(pair[0])));
            prop_assert_eq!(rows[first].parent_id.clone(), reported.last().map(|row| tree.id(*row).into_owned()));
        }
    }

    #[test]
    fn a_unit_of_another_account_is_told(mut rows in forest(), which in any::<Index>()) {
        let place = which.index(rows.len());
        rows[place].account_id = Some("other".to_owned());
        let tree = Tree::build(units(&rows).with_account_id(Some(ACCOUNT.to_owned()))).unwrap();
        tree.assert_invariants();
        prop_assert_eq!(found(&tree), [("OtherAccount", u32::try_from(place).unwrap())]);
    }

    #[test]
    fn a_wrong_path_is_told_of_that_unit_alone(mut rows in forest(), which in any::<Index>()) {
        let place = which.index(rows.len());
        rows[place].path = Some("nowhere".to_owned());
        expect(&rows, &[("PathMismatch", place)])?;
    }

    #[test]
    fn a_wrong_count_is_told_and_a_right_one_is_not(rows in forest(), count in -2..50_i64) {
        let units = units(&rows).with_source(Provider::Imocha).with_claimed_count(Some(count));
        let listed = u32::try_from(rows.len()).unwrap();
        let kinds: Vec<DefectKind> = Tree::build(units).unwrap().defects().iter().map(|one| one.kind.clone()).collect();
        let expected = DefectKind::CountMismatch { count, listed };
        prop_assert_eq!(kinds, if count == i64::from(listed) { vec![] } else { vec![expected] });
    }
}
