//! Each kind of defect with its values, and their order.

use business_units::provider::Provider;
use business_units::tree::{DefectKind, Severity, SuggestedBy, Suggestion, Tree};
use business_units::unit::{Field, Units};
use unicode_normalization::UnicodeNormalization;

use crate::support::notes::notes;
use crate::support::rows::{Row, built, built_of, row, sketch, units};
use crate::support::tree_of;

/// Asserts the forest and the defects of fixtures.
fn assert_told(fixtures: &[(&str, &str, &[&str])]) {
    for (name, forest, expected) in fixtures {
        let tree = tree_of(&format!("autodesk/{name}.json"));
        assert_eq!(sketch(&tree), *forest, "{name}");
        assert_eq!(notes(&tree), *expected, "{name}");
    }
}

#[test]
fn units_whose_parent_is_missing_or_below_them_are_roots_and_told() {
    assert_told(&[
        ("documented", "North America(USA Western Region)", &[]),
        ("orphan_parent", "North America West(California)", &[r#"MissingParent 1 "west""#]),
        (
            "orphan_suggested_by_path",
            "North America(West) California",
            &[r#"MissingParent 2 "ca", perhaps 1 by path"#],
        ),
        (
            "orphan_suggested_by_case",
            "North America West",
            &[r#"MissingParent 1 "west", perhaps 0 by case"#],
        ),
        (
            "orphan_of_two_namesakes",
            "North America North America West",
            &[r#"MissingParent 2 "west""#],
        ),
        ("orphan_of_two_cases", "North America Namibia West", &[r#"MissingParent 2 "west""#]),
        ("self_parent", "North America Loop(Below)", &[r#"SelfParent 1 "loop""#]),
        (
            "cycle_of_two",
            "North America East(West(California))",
            &[r#"Cycle 1 "east", rows [1, 2], ids east west"#],
        ),
        ("cycle_of_three", "C(A(B Below))", &[r#"Cycle 0 "c", rows [0, 1, 2], ids c a b"#]),
        (
            "two_cycles",
            "B(A) D(C)",
            &[r#"Cycle 0 "b", rows [0, 1], ids b a"#, r#"Cycle 2 "d", rows [2, 3], ids d c"#],
        ),
    ]);
}

#[test]
fn units_without_an_id_of_their_own_keep_their_place_and_are_told() {
    assert_told(&[
        (
            "duplicate_id",
            "North America(West(California)) EMEA(West again)",
            &[r#"DuplicateId 4 "west", rows [1, 4]"#],
        ),
        (
            "same_id_three_times",
            "First Second Third",
            &[
                r#"DuplicateId 1 "same", rows [0, 1]"#,
                r#"DuplicateId 2 "same", rows [0, 2]"#,
                r#"SelfParent 2 "same""#,
            ],
        ),
        (
            "empty_id",
            "North America(Without id Absent id) Null id",
            &[r#"EmptyId 1 """#, r#"EmptyId 2 """#, r#"EmptyId 3 """#],
        ),
    ]);
}

#[test]
fn accounts_and_paths_change_no_place_and_are_told_only_where_they_disagree() {
    assert_told(&[
        ("other_account", "North America(West East)", &[r#"OtherAccount 1 "west""#]),
        (
            "path_disagrees_with_parent",
            "North America(West(California)) EMEA",
            &[r#"PathMismatch 3 "emea""#, r#"PathMismatch 1 "west""#],
        ),
        (
            "path_in_every_convention",
            "North America(R/D \\ West(California Nevada Oregon Utah Idaho)) Europe",
            &[],
        ),
        ("children_before_parents", "EMEA North America(West(California) East)", &[]),
        ("repeated_names", "North America(Sales(Team) Sales(Team)) North America", &[]),
    ]);
}

#[test]
fn a_listing_with_every_defect_keeps_every_unit_and_tells_them_in_the_order_sent() {
    let tree = tree_of("autodesk/every_defect.json");
    let forest = "North America(West West again Without id Guest Moved) Lost Self Loop 1(Loop 2) \
        Everything at once";
    assert_eq!(sketch(&tree), forest);
    let expected = [
        r#"DuplicateId 2 "west", rows [1, 2]"#,
        r#"EmptyId 3 """#,
        r#"MissingParent 6 "lost", perhaps 1 by path"#,
        r#"SelfParent 7 "self""#,
        r#"Cycle 8 "loop-1", rows [8, 9], ids loop-1 loop-2"#,
        r#"OtherAccount 4 "guest""#,
        r#"PathMismatch 5 "moved""#,
        r#"EmptyId 10 """#,
        r#"MissingParent 10 """#,
        r#"OtherAccount 10 """#,
    ];
    assert_eq!(notes(&tree), expected);
}

#[test]
fn of_imocha_a_duplicate_an_empty_and_an_absent_id_are_told() {
    let tree = tree_of("imocha/duplicate_and_empty_id.json");
    let expected = [r#"DuplicateId 1 "1", rows [0, 1]"#, r#"EmptyId 2 """#, r#"EmptyId 3 """#];
    assert_eq!(notes(&tree), expected);
    let tree = tree_of("imocha/count_off_by_one.json");
    assert_eq!(notes(&tree), ["CountMismatch, count 3, listed 2"]);
}

#[test]
fn a_wrong_count_comes_after_all_defects_of_rows() {
    let mut units = Units::new(Provider::Imocha);
    units.end_row().unwrap();
    let tree = Tree::build(units.with_claimed_count(Some(2))).unwrap();
    assert_eq!(notes(&tree), [r#"EmptyId 0 """#, "CountMismatch, count 2, listed 1"]);
}

#[test]
fn a_count_means_nothing_for_autodesk() {
    let units = units(&[row("a", "")]).with_claimed_count(Some(7));
    assert_eq!(Tree::build(units).unwrap().defects(), []);
}

/// A tree of one root with a defect of each kind, apart from `CountMismatch`.
fn kinds() -> Vec<(DefectKind, Severity, &'static str)> {
    let suggestion = Some(Suggestion { row: 0, by: SuggestedBy::Case });
    let (error, info) = (Severity::Error, Severity::Info);
    vec![
        (DefectKind::EmptyId, error, "EmptyId"),
        (DefectKind::DuplicateId { rows: [0, 1] }, error, "DuplicateId"),
        (DefectKind::MissingParent { suggestion }, error, "MissingParent"),
        (DefectKind::SelfParent, error, "SelfParent"),
        (DefectKind::Cycle { rows: vec![0, 1] }, error, "Cycle"),
        (DefectKind::OtherAccount, error, "OtherAccount"),
        (DefectKind::PathMismatch, info, "PathMismatch"),
        (DefectKind::CountMismatch { count: 2, listed: 1 }, info, "CountMismatch"),
    ]
}

#[test]
fn each_kind_has_its_name_and_its_severity() {
    for (kind, severity, name) in kinds() {
        assert_eq!((kind.as_str(), kind.severity()), (name, severity));
    }
    assert_eq!([Severity::Error.as_str(), Severity::Info.as_str()], ["error", "info"]);
    assert_eq!([SuggestedBy::Path.as_str(), SuggestedBy::Case.as_str()], ["path", "case"]);
}

fn messages(name: &str) -> Vec<String> {
    let tree = tree_of(name);
    tree.defects().iter().map(|defect| tree.message(defect)).collect()
}

#[test]
fn each_message_names_what_it_is_about() {
    for (name, expected) in [
        ("empty_id", "This unit has no id."),
        ("duplicate_id", "An earlier unit has the id west too, and keeps the sub-units."),
        (
            "orphan_parent",
            "The parent gone is not in the list, so this unit is shown at the top level.",
        ),
        (
            "orphan_suggested_by_path",
            "The parent gone is not in the list, so this unit is shown at the top level. By its path, it belongs to West.",
        ),
        (
            "orphan_suggested_by_case",
            "The parent na is not in the list, so this unit is shown at the top level. The id NA differs only in letter case.",
        ),
        ("self_parent", "This unit names itself as its parent, so it is shown at the top level."),
        (
            "cycle_of_three",
            "This unit is its own ancestor, through a loop of 3 units. The loop is cut here.",
        ),
        (
            "other_account",
            "This unit belongs to the account c8b0c73d-3ae9, not to e3d5ef8d-5c37-4b9d-925d-1e6d24753ace.",
        ),
        (
            "path_disagrees_with_parent",
            r#"The path is "North America", but the parents of this unit make it ""."#,
        ),
    ] {
        assert_eq!(messages(&format!("autodesk/{name}.json"))[0], expected, "{name}");
    }
}

/// The suggestion for the last row, whose parent is missing.
fn suggestion(rows: &[Row]) -> Option<(String, SuggestedBy)> {
    let tree = built(rows);
    let last = u32::try_from(rows.len() - 1).unwrap();
    let defect =
        tree.defects().iter().find(|one| one.row.map(|row| tree.index_of(row)) == Some(last));
    let DefectKind::MissingParent { suggestion } = defect.unwrap().kind else {
        panic!("{defect:?}")
    };
    suggestion.map(|one| (tree.id(one.row).into_owned(), one.by))
}

#[test]
fn a_missing_parent_may_be_the_one_id_that_differs_in_case_only() {
    let upper = "933DF8FD-ABB2-4E4E-8F79-95BA2AFEBC6C";
    let found = suggestion(&[row(upper, ""), row("x", &upper.to_lowercase())]);
    assert_eq!(found, Some((upper.to_owned(), SuggestedBy::Case)));
    assert_eq!(suggestion(&[row("Na", ""), row("NA", ""), row("x", "na")]), None);
}

#[test]
fn a_missing_parent_may_be_the_one_place_that_the_path_names() {
    let forest = [
        row("1", "").named("A"),
        row("2", "1").named("B/C"),
        row("3", "1").named("B"),
        row("4", "3").named("D"),
    ];
    for (path, expected) in [
        ("A/B/C", Some("2")),
        ("A > B", Some("3")),
        ("A", Some("1")),
        ("/A/B/D/", Some("4")),
        ("A/B/D/x", Some("4")),
        ("A\\B\\x", Some("3")),
        ("B/D", None),
        ("D", None),
        ("elsewhere", None),
        ("", None),
    ] {
        let rows = [&forest[..], &[row("x", "gone").with_path(path)]].concat();
        let expected = expected.map(|id| (id.to_owned(), SuggestedBy::Path));
        assert_eq!(suggestion(&rows), expected, "{path}");
    }
}

#[test]
fn a_missing_parent_is_never_a_guess_between_two() {
    let namesakes = [row("1", "").named("A"), row("2", "").named("A")];
    let orphan = [row("x", "gone").with_path("A")];
    assert_eq!(suggestion(&[&namesakes[..], &orphan].concat()), None);
    let crowd: Vec<Row> = (0..100).map(|at| row(&at.to_string(), "").named("A")).collect();
    assert_eq!(suggestion(&[&crowd[..], &orphan].concat()), None);
}

#[test]
fn a_missing_parent_is_never_the_unit_itself_or_one_below_it() {
    for rows in [
        vec![row("X", "x")],
        vec![row("below", "x").named("A"), row("x", "gone").with_path("x/A")],
        vec![row("GONE", "x"), row("x", "gone")],
    ] {
        assert_eq!(suggestion(&rows), None, "{rows:?}");
    }
}

#[test]
fn the_first_of_a_duplicated_id_keeps_the_children_whatever_the_order() {
    let tree = built_of(&[
        ("child", "twin"),
        ("twin", ""),
        ("other", ""),
        ("twin", "other"),
        ("late", "twin"),
    ]);
    assert_eq!(sketch(&tree), "twin(child late) other(twin)");
    assert_eq!(tree.row_of("twin"), Some(0));
    assert_eq!(notes(&tree), [r#"DuplicateId 4 "twin", rows [0, 4]"#]);
}

#[test]
fn a_duplicate_may_stand_below_the_unit_that_it_repeats() {
    let tree = built_of(&[("a", ""), ("b", "a"), ("a", "b")]);
    assert_eq!(sketch(&tree), "a(b(a))");
    assert_eq!(notes(&tree), [r#"DuplicateId 2 "a", rows [0, 2]"#]);
}

#[test]
fn ids_are_compared_exactly() {
    let ids = ["A", "a", " a", "a ", "\u{e9}", "e\u{301}", "0", "00"];
    let tree = built(&ids.map(|id| row(id, "")));
    assert_eq!(tree.defects(), []);
    for (place, id) in (0..).zip(ids) {
        assert_eq!(tree.row_of(id), Some(place));
    }
}

#[test]
fn a_unit_that_is_its_own_parent_is_not_also_a_cycle() {
    let tree = built_of(&[("a", "a"), ("b", "a")]);
    assert_eq!((sketch(&tree), notes(&tree)), ("a(b)".into(), vec![r#"SelfParent 0 "a""#.into()]));
}

#[test]
fn a_unit_without_an_id_is_no_parent() {
    let nameless = Row { id: None, ..row("x", "") };
    let tree =
        built(&[nameless.clone(), row("a", ""), Row { parent_id: Some("a".into()), ..nameless }]);
    assert_eq!(notes(&tree), [r#"EmptyId 0 """#, r#"EmptyId 2 """#]);
    assert_eq!((sketch(&tree), tree.row_of("")), ("x a(x)".into(), None));
}

#[test]
fn a_cycle_is_told_once_from_its_first_row_downwards() {
    for (pairs, forest, expected) in [
        (&[("b", "a"), ("a", "b")][..], "b(a)", r#"Cycle 0 "b", rows [0, 1], ids b a"#),
        (
            &[("tail", "a"), ("b", "a"), ("c", "b"), ("a", "c")],
            "b(c(a(tail)))",
            r#"Cycle 0 "b", rows [0, 1, 2], ids b c a"#,
        ),
        (
            &[("root", ""), ("x", "z"), ("side", "y"), ("y", "x"), ("z", "y")],
            "root x(y(side z))",
            r#"Cycle 1 "x", rows [1, 2, 4], ids x y z"#,
        ),
    ] {
        let tree = built_of(pairs);
        assert_eq!((sketch(&tree), notes(&tree)), (forest.into(), vec![expected.into()]));
    }
}

fn accounts(asked: Option<&str>, found: &[Option<&str>]) -> Vec<u32> {
    let unit = |account: Option<&str>| Row { account_id: account.map(Into::into), ..row("", "") };
    let rows: Vec<Row> = found.iter().copied().map(unit).collect();
    let tree = Tree::build(units(&rows).with_account_id(asked.map(Into::into))).unwrap();
    let others = tree.defects().iter().filter(|defect| defect.kind == DefectKind::OtherAccount);
    others.map(|defect| tree.index_of(defect.row.unwrap())).collect()
}

#[test]
fn another_account_is_one_that_differs_from_the_one_asked_for() {
    let found = [Some("a"), Some("b.A"), Some("b"), None];
    assert_eq!(accounts(Some("a"), &found), [2]);
    assert_eq!(accounts(Some("b.a"), &found), [2]);
    assert_eq!(accounts(Some("B"), &found), [0, 1]);
}

#[test]
fn without_one_asked_for_the_first_account_that_a_unit_names_counts() {
    assert_eq!(accounts(None, &[None, Some("b.x"), Some("X"), Some("y"), Some("x")]), [3]);
    assert_eq!(accounts(None, &[None, None]), [0; 0]);
}

#[test]
fn a_path_fits_in_any_convention_and_with_any_separator() {
    let fits = |path: &str| {
        let rows = [
            row("1", "").named("A"),
            row("2", "1").named("B"),
            row("3", "2").named("C").with_path(path),
        ];
        built(&rows).defects().is_empty()
    };
    for path in [
        "A/B",
        "A/B/C",
        "/A/B",
        "A/B/",
        "A > B",
        "A > B > C",
        "A\\B",
        "B/A",
        "C/B/A",
        "A::B",
        "A, B",
        "A | B",
    ] {
        assert!(fits(path), "{path}");
    }
    for path in ["", "/", "A", "B", "C", "A/C", "AB", "A/B/D", "X/A/B", "a/b", "A/B>C", "A/B/C/C"] {
        assert!(!fits(path), "{path}");
    }
}

#[test]
fn a_path_fits_whether_it_and_the_names_were_sent_composed_or_decomposed() {
    let fits = |names: [&str; 3], path: &str| {
        let rows = [
            row("1", "").named(names[0]),
            row("2", "1").named(names[1]),
            row("3", "2").named(names[2]).with_path(path),
        ];
        built(&rows).defects().is_empty()
    };
    let names = ["R\u{e9}gion \u{d6}st", "\u{d55c}\u{ad6d} \u{304c}", "Caf\u{e9}"];
    let decomposed = names.map(|name| name.nfd().collect::<String>());
    let decomposed = decomposed.each_ref().map(String::as_str);
    let mixed = [names[0], decomposed[1], decomposed[2]];
    for path in ["0/1", "0 > 1 > 2", "/1/0", "2::1::0"] {
        let path = |of: [&str; 3]| path.replace('0', of[0]).replace('1', of[1]).replace('2', of[2]);
        for (one, other) in
            [(names, decomposed), (decomposed, names), (mixed, names), (names, mixed)]
        {
            assert!(fits(one, &path(other)), "{other:?}");
            assert!(!fits(one, &path(other).to_uppercase()), "{other:?}");
            assert!(!fits(one, &path([other[0], other[2], other[1]])), "{other:?}");
        }
    }
    for (name, path) in
        [("\u{e9}", "\u{e8}"), ("e", "\u{e9}"), ("e\u{301}", "e"), ("e\u{301}", "E\u{301}")]
    {
        assert!(!fits([name, name, "x"], &format!("{path}/{path}")), "{path} is not {name}");
    }
}

#[test]
fn a_path_is_not_compared_where_the_ancestors_are_not_known() {
    for head in [("top", "gone"), ("top", "top"), ("top", "below")] {
        let rows = [row(head.0, head.1).with_path("x"), row("below", "top").with_path("y")];
        let tree = built(&rows);
        assert!(
            tree.defects().iter().all(|defect| defect.kind != DefectKind::PathMismatch),
            "{head:?}"
        );
    }
}

#[test]
fn a_path_mismatch_carries_what_was_expected_and_what_was_found() {
    let tree = tree_of("autodesk/path_disagrees_with_parent.json");
    let row = tree.row_of("west").unwrap();
    assert_eq!(tree.expected_path(row), "North America");
    assert_eq!(tree.text(Field::Path, row).as_deref(), Some("EMEA"));
    let defect = tree.defects().iter().find(|defect| defect.row == Some(row)).unwrap();
    assert_eq!(
        tree.message(defect),
        r#"The path is "EMEA", but the parents of this unit make it "North America"."#
    );
}

#[test]
fn an_expected_path_keeps_its_end_when_it_is_long() {
    let name = |at: usize| format!("unit {at:03}");
    let rows: Vec<Row> = (0..200)
        .map(|at| row(&name(at), &at.checked_sub(1).map(name).unwrap_or_default()))
        .collect();
    let path = built(&rows).expected_path(199);
    assert!(path.starts_with("\u{2026}/") && path.ends_with("unit 197/unit 198"), "{path}");
    assert!(path.chars().count() < 600);
}

#[test]
fn a_missing_parent_is_never_a_unit_that_no_id_can_name() {
    let without_id = [row("", "").named("A"), row("x", "gone").with_path("A")];
    assert_eq!(suggestion(&without_id), None);
    let again = [row("1", "").named("Z"), row("1", "").named("A"), row("x", "gone").with_path("A")];
    assert_eq!(suggestion(&again), None);
}

#[test]
fn a_missing_parent_is_never_below_a_root_that_is_none() {
    let orphans_of_each_other = [row("c", "G"), row("g", "C")];
    assert_eq!(suggestion(&orphans_of_each_other), None);
    let adrift = [row("1", "gone").named("R"), row("x", "lost").with_path("R")];
    assert_eq!(suggestion(&adrift), None);
}

#[test]
fn a_missing_parent_is_never_below_a_unit_without_a_name() {
    let mut nameless = row("1", "");
    nameless.name = None;
    let rows = [nameless, row("2", "1").named("R"), row("x", "gone").with_path("Any/Where/R")];
    assert_eq!(suggestion(&rows), None);
}

#[test]
fn sentences_stay_short_whatever_the_names() {
    let long = "n".repeat(60_000);
    let rows = [
        row("1", "").named(&long).of_account("first"),
        row("2", "1").with_path("elsewhere"),
        row("3", &long),
        row(&long, ""),
        row(&long, "").of_account(&long),
        row("4", &long.to_uppercase()),
    ];
    let tree = built(&rows);
    assert_eq!(tree.defects().len(), 4, "{:?}", tree.defects());
    for defect in tree.defects() {
        assert!(tree.message(defect).len() < 500, "{defect:?}");
    }
    let row = tree.row_of("2").unwrap();
    assert!(tree.expected_path(row).len() <= 512);
}

#[test]
fn an_empty_account_is_none_and_a_hub_id_is_an_account() {
    let tree = built(&[
        row("1", "").of_account(""),
        row("2", "").of_account("B.abc"),
        row("3", "").of_account("ABC"),
    ]);
    assert_eq!((tree.account_id(), tree.defects()), (Some("abc"), &[][..]));
}
