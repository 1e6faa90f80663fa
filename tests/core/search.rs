//! The search: which names it finds, in which order, and the ranges.

use business_units::tree::Tree;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::{Index, select};
use unicode_normalization::UnicodeNormalization;

use crate::support::rows::{Row, built, row};
use crate::support::{cases, slow_search};

/// One unit a name, in preorder.
fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Tree {
    let row = |(at, name): (usize, &str)| row(&at.to_string(), "").named(name);
    built(&names.into_iter().enumerate().map(row).collect::<Vec<_>>())
}

fn rows(tree: &Tree, text: &str) -> Vec<u32> {
    tree.search(text, None).unwrap().iter().map(|hit| hit.row).collect()
}

fn finds(text: &str, name: &str) -> bool {
    !named([name]).search(text, None).unwrap().is_empty()
}

/// The parts of the name that match, as sent.
fn found(text: &str, name: &str) -> Vec<String> {
    let units: Vec<u16> = name.encode_utf16().collect();
    let hits = named([name]).search(text, None).unwrap();
    let ranges = hits.iter().flat_map(|hit| &hit.ranges);
    let text = |(start, end): &(u32, u32)| {
        String::from_utf16(&units[*start as usize..*end as usize]).unwrap()
    };
    ranges.map(text).collect()
}

#[test]
fn neither_case_nor_accents_make_a_difference() {
    for (text, name) in [
        ("malmo", "Malm\u{f6}"),
        ("MALM\u{d6}", "malmo"),
        ("malm\u{f6}", "MALMO\u{308}"),
        ("lodz", "\u{141}\u{f3}d\u{17a}"),
        ("\u{142}\u{d3}DZ", "Lodz"),
        ("oslo s", "Oslo S\u{f8}r"),
        ("aeroskobing", "\u{c6}r\u{f8}sk\u{f8}bing"),
        ("da nang", "\u{110}\u{e0} N\u{1eb5}ng"),
        ("thor", "\u{de}\u{f3}r"),
        ("istanbul", "\u{130}stanbul"),
        ("ISPARTA", "\u{131}sparta"),
        ("\u{131}sparta", "Isparta"),
        ("strasse", "STRA\u{1e9e}E"),
        ("STRASSE", "Stra\u{df}e"),
        (
            "\u{3c3}\u{3bf}\u{3c6}\u{3b9}\u{3b1}\u{3c3}",
            "\u{3a3}\u{39f}\u{3a6}\u{38a}\u{391}\u{3a3}",
        ),
        (
            "\u{3a3}\u{39f}\u{3a6}\u{399}\u{391}\u{3a3}",
            "\u{3c3}\u{3bf}\u{3c6}\u{3af}\u{3b1}\u{3c2}",
        ),
        ("\u{435}\u{43b}\u{43a}\u{430}", "\u{401}\u{43b}\u{43a}\u{430}"),
        ("\u{627}\u{62d}\u{645}\u{62f}", "\u{623}\u{64e}\u{62d}\u{652}\u{645}\u{64e}\u{62f}"),
        ("\u{5e9}\u{5dc}\u{5d5}\u{5dd}", "\u{5e9}\u{5b8}\u{5c1}\u{5dc}\u{5d5}\u{5b9}\u{5dd}"),
    ] {
        assert!(finds(text, name), "{text} in {name}");
    }
}

#[test]
fn what_shares_a_key_is_the_same() {
    for (text, name) in [
        ("l'aquila", "L\u{2019}Aquila"),
        ("north - south", "North\u{a0}\u{2013} South"),
        ("a-b", "A\u{2011}B"),
        ("b1 office", "\u{ff22}\u{ff11}\u{3000}Office"),
        ("\"west\"", "\u{201c}West\u{201d}"),
        ("cooperate", "Co\u{ad}op\u{200b}erate"),
        ("fire", "\u{fb01}re"),
    ] {
        assert!(finds(text, name), "{text} in {name}");
    }
}

#[test]
fn another_letter_is_another_letter() {
    for (text, name) in [
        ("\u{30ac}", "\u{30ab}"),
        ("\u{30d0}\u{30b9}", "\u{30cf}\u{30b9}"),
        ("\u{e01}\u{e38}", "\u{e01}\u{e39}"),
        ("v", "w"),
        ("malmoe", "Malm\u{f6}"),
    ] {
        assert!(!finds(text, name), "{text} in {name}");
    }
}

#[test]
fn it_does_not_matter_whether_a_text_was_sent_composed_or_decomposed() {
    for (composed, decomposed) in [
        ("Z\u{fc}rich", "Zu\u{308}rich"),
        ("\u{d55c}\u{ad6d}", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ("\u{30ac}\u{30b9}", "\u{30ab}\u{3099}\u{30b9}"),
        ("\u{958}", "\u{915}\u{93c}"),
        ("\u{1e69}", "s\u{307}\u{323}"),
        ("\u{1e69}", "s\u{323}\u{307}"),
    ] {
        assert!(finds(composed, decomposed) && finds(decomposed, composed), "{composed}");
        assert_eq!(found(composed, decomposed), [decomposed]);
        assert_eq!(found(decomposed, composed), [composed]);
    }
}

#[test]
fn a_syllable_is_found_while_it_is_typed() {
    assert_eq!(found("\u{d558}", "\u{d55c}\u{ad6d}"), ["\u{d55c}"]);
    assert_eq!(found("\u{d55c}\u{adf8}", "\u{d55c}\u{ae00}"), ["\u{d55c}\u{ae00}"]);
    assert!(!finds("\u{ac01}", "\u{ac00}\u{ac00}"), "a last letter is no first one");
}

#[test]
fn every_syllable_is_its_letters() {
    let syllables: String = ('\u{ac00}'..='\u{d7a3}').collect();
    let letters: String = syllables.nfd().collect();
    assert_eq!(found(&letters, &syllables), [syllables]);
}

#[test]
fn a_range_holds_a_letter_with_its_accents_and_no_half_of_one() {
    for (text, name, expected) in [
        ("zur", "Zu\u{308}\u{301}rich", &["Zu\u{308}\u{301}r"][..]),
        ("zu", "Zu\u{308}\u{301}rich", &["Zu\u{308}\u{301}"]),
        ("u", "Zu\u{308}u", &["u\u{308}", "u"]),
        ("s", "Stra\u{df}e", &["S", "\u{df}"]),
        ("se", "Stra\u{df}e\u{301}!", &["\u{df}e\u{301}"]),
        ("e", "\u{e6}e", &["\u{e6}", "e"]),
        ("\u{30ab}", "\u{30ab}\u{3099}\u{30ab}", &["\u{30ab}\u{3099}", "\u{30ab}"]),
        ("a", "\u{301}a", &["a"]),
        ("b\u{fc}ro", "\u{1f3d7}\u{fe0f} B\u{fc}ro", &["B\u{fc}ro"]),
        ("\u{1f469}", "\u{1f469}\u{200d}\u{1f680}", &["\u{1f469}\u{200d}"]),
        ("\u{10428}", "x\u{10400}\u{10428}", &["\u{10400}", "\u{10428}"]),
        ("\u{5d1}", "\u{200f}\u{5d0}\u{5d1}\u{5bc}\u{5d2}", &["\u{5d1}\u{5bc}"]),
    ] {
        assert_eq!(found(text, name), expected, "{text} in {name}");
    }
}

#[test]
fn whole_names_come_first_then_starts_then_words_then_the_rest() {
    let tree = named([
        "Prezu\u{308}rich",
        "Alt-Z\u{fc}rich",
        "Z\u{fc}richberg",
        "Z\u{fc}rich",
        "Prezurich (zurich)",
        "ZU\u{308}RICH",
        "\u{200e}Zurich",
    ]);
    assert_eq!(rows(&tree, "zurich"), [3, 5, 6, 2, 1, 4, 0]);
}

#[test]
fn a_mark_begins_no_word() {
    let tree = named(["\u{30d0}\u{30b9}", "\u{30cf}\u{3099}\u{30b9}", "\u{30d0} \u{30b9}"]);
    assert_eq!(rows(&tree, "\u{30b9}"), [2, 0, 1]);
}

#[test]
fn rows_are_told_and_not_places_in_the_order_sent() {
    let tree = built(&[row("west", "c"), row("b", ""), row("c", "b"), row("west-1", "")]);
    assert_eq!(rows(&tree, "west"), [2, 3]);
    assert_eq!((tree.id(2), tree.id(3)), ("west".into(), "west-1".into()));
}

#[test]
fn nothing_is_found_across_two_names() {
    let tree = named(["north", "south"]);
    for text in ["th so", "thso", "th\0so", "th\u{ff}so", "th\u{fffd}so", "th\nso"] {
        assert_eq!(rows(&tree, text), [0; 0], "{text:?}");
    }
}

#[test]
fn text_of_accents_and_invisible_characters_only_is_blank() {
    let tree = named(["", " ", "\u{301}", "e\u{301}", "\u{200b}", "a\u{200d}b"]);
    for text in ["\u{301}", "\u{301}\u{308}", "\u{200b}", " \u{feff} ", "\u{ad}\u{a0}\u{301}"] {
        assert_eq!(rows(&tree, text), [0; 0], "{text:?}");
    }
}

#[test]
fn any_text_can_be_searched_for_in_any_name() {
    for (text, name, expected) in [
        ("\0", "a\0b", &["\0"][..]),
        ("b", "\u{e1}\0b", &["b"]),
        ("west", "w", &[]),
        ("\u{ffff}", "\u{fffe}\u{ffff}", &["\u{ffff}"]),
        ("\u{10ffff}", "\u{10ffff}\u{10fffe}", &["\u{10ffff}"]),
        ("a", "\u{301}\u{301}", &[]),
        ("a", "", &[]),
        ("\u{3099}", "\u{30ab}\u{3099}\u{3099}", &["\u{3099}\u{3099}"]),
        ("\u{202e}abc", "\u{202e}ABC\u{202c}", &["ABC\u{202c}"]),
    ] {
        assert_eq!(found(text, name), expected, "{text:?} in {name:?}");
    }
}

/// Each of these takes hours if a search reads a position of a name more than a few times.
#[test]
fn the_cost_is_that_of_the_names_whatever_they_and_the_text_are() {
    const LENGTH: usize = 120_000;
    for letter in ["a", "\u{e1}"] {
        let names = vec![letter.repeat(LENGTH); 20];
        let tree = named(names.iter().map(String::as_str));
        let text = "a".repeat(LENGTH / 2);
        assert_eq!(tree.search(&(text.clone() + "b"), None).unwrap(), []);
        assert_eq!(tree.search(&format!("b{text}"), None).unwrap(), []);
        assert_eq!(tree.search(&text, None).unwrap()[0].ranges, [(0, 60_000), (60_000, 120_000)]);
        assert_eq!(tree.search("a", Some(1)).unwrap()[0].ranges.len(), LENGTH);
    }
    let marked = "\u{30ab}".to_owned() + &"\u{3099}".repeat(60_000);
    for text in ["\u{3099}", "\u{30ab}"] {
        assert_eq!(found(text, &marked).len(), 1);
    }
}

/// Letters that folding makes equal, and letters that it must not make equal.
const LETTERS: &[char] = &[
    'a',
    'A',
    '\u{e1}',
    '\u{c1}',
    '\u{301}',
    '\u{323}',
    'e',
    'o',
    'E',
    '\u{e6}',
    '\u{f8}',
    's',
    'S',
    '\u{df}',
    '\u{1e9e}',
    'f',
    'i',
    'I',
    '\u{130}',
    '\u{131}',
    '\u{307}',
    '\u{fb01}',
    '\u{3c3}',
    '\u{3c2}',
    '\u{3a3}',
    '\u{30ab}',
    '\u{30ac}',
    '\u{3099}',
    '\u{ac00}',
    '\u{ac01}',
    '\u{1100}',
    '\u{1161}',
    '\u{11a8}',
    ' ',
    '\u{a0}',
    '-',
    '\u{2011}',
    '\'',
    '\u{2019}',
    '\u{200b}',
    '\u{200d}',
    '\u{fe0f}',
    '\u{1f469}',
    '\0',
    '1',
    '\u{ff11}',
    '\u{5d0}',
    '\u{5b8}',
    '\u{e01}',
    '\u{e38}',
    '\u{e48}',
    '\u{10400}',
    '\u{10428}',
    '\u{4e00}',
];

fn text() -> impl Strategy<Value = String> {
    let letter = prop_oneof![30 => select(LETTERS), 1 => any::<char>()];
    vec(letter, 0..9).prop_map(|letters| letters.into_iter().collect())
}

/// A forest, and a text that is often a part of one of its names.
fn searched() -> impl Strategy<Value = (Tree, String)> {
    let units = vec((option::weighted(0.9, text()), 0..12_usize), 1..12);
    let piece = (any::<Index>(), any::<Index>(), 0..4_usize);
    (units, piece, text()).prop_map(|(units, (which, start, length), text)| {
        let name: Vec<char> =
            units[which.index(units.len())].0.iter().flat_map(|name| name.chars()).collect();
        let piece: String = name.iter().skip(start.index(name.len() + 1)).take(length).collect();
        let text = if length == 0 { text } else { piece };
        let row = |(at, (name, parent)): (usize, &(Option<String>, usize))| Row {
            name: name.clone(),
            ..row(&at.to_string(), &parent.to_string())
        };
        (built(&units.iter().enumerate().map(row).collect::<Vec<_>>()), text)
    })
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn it_finds_what_is_found_the_slow_way((tree, text) in searched()) {
        prop_assert_eq!(tree.search(&text, None).unwrap(), slow_search::hits(&tree, &text), "{:?}", text);
    }

    #[test]
    fn a_limit_leaves_the_best((tree, text) in searched(), limit in 0..6_usize) {
        let mut hits = tree.search(&text, None).unwrap();
        hits.truncate(limit);
        prop_assert_eq!(tree.search(&text, Some(limit)).unwrap(), hits);
    }

    #[test]
    fn it_finds_all_that_differs_by_letter_case_alone((tree, text) in searched()) {
        let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
        let wanted = lower(text.trim());
        if !slow_search::folded_text(&text).is_empty() {
            let found: Vec<u32> = rows(&tree, &text);
            for row in (0..tree.len()).filter(|row| tree.name(*row).is_some_and(|name| lower(name).contains(&wanted))) {
                prop_assert!(found.contains(&row), "{:?} in {:?}", text, tree.name(row));
            }
        }
    }
}
