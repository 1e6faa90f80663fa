//! `src/tree/search/fold.bin`, made from the data of Unicode. To write it anew, when the toolchain or
//! unicode-normalization has a newer Unicode, or the rules change:
//!
//! ```sh
//! BUSINESS_UNITS_WRITE_FOLD=1 cargo test --test core search_table
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use std::{env, fs};

use crate::support::folding::{folded, is_kept};
use crate::support::rows::{built, row};

/// What a character becomes that folding changes.
#[derive(Clone, Debug, PartialEq)]
enum Change {
    Kept,
    To(Vec<char>),
}

fn change(character: char) -> Option<Change> {
    let folded: Vec<char> = folded(character).chars().collect();
    if is_kept(character) {
        assert_eq!(folded, [character]);
        return Some(Change::Kept);
    }
    (folded != [character]).then_some(Change::To(folded))
}

/// Every change by character. Hangul syllables are computed.
static CHANGES: LazyLock<BTreeMap<u32, Change>> = LazyLock::new(|| {
    let characters = ('\u{80}'..='\u{abff}').chain('\u{d7a4}'..=char::MAX);
    characters.filter_map(|one| Some((u32::from(one), change(one)?))).collect()
});

/// The table, in the format of `fold_table.rs`.
fn packed(changes: &BTreeMap<u32, Change>) -> Vec<u8> {
    let mut to = Packer::default();
    let mut end = 0;
    for (first, change) in changes {
        if *first >= end {
            let (length, kind) = longest_run(changes, *first);
            to.number(first - end);
            to.number(8 * (length - 1) + kind);
            match (kind, change) {
                (0..=2, _) | (_, Change::Kept) => {}
                (_, Change::To(text)) => text.iter().for_each(|one| to.character(*one)),
            }
            end = first + length;
        }
    }
    to.bytes
}

/// Returns the number of characters that one run from `first` on can have, and its kind.
fn longest_run(changes: &BTreeMap<u32, Change>, first: u32) -> (u32, u32) {
    let change = &changes[&first];
    let length_while = |holds: &dyn Fn(u32) -> bool| (0..=0xffff).find(|at| !holds(*at)).unwrap();
    let becomes = |at: u32, to: u32| {
        changes.get(&(first + at)) == char::from_u32(to).map(|to| Change::To(vec![to])).as_ref()
    };
    let same = length_while(&|at| changes.get(&(first + at)) == Some(change));
    let Change::To(text) = change else { return (same, 1) };
    let by_text = (same, if text.is_empty() { 0 } else { 3 + text.len() as u32 });
    let [to] = text[..] else { return by_text };
    let in_order = length_while(&|at| becomes(at, u32::from(to) + at));
    let next_one = length_while(&|at| match at % 2 {
        0 => becomes(at, first + at + 1),
        _ => !changes.contains_key(&(first + at)),
    });
    let next_one = next_one.saturating_sub(1) | u32::from(next_one > 0);
    [(next_one, 2), (in_order, 3), by_text].into_iter().max_by_key(|(length, _)| *length).unwrap()
}

#[derive(Default)]
struct Packer {
    bytes: Vec<u8>,
    last: u32,
}

impl Packer {
    fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn character(&mut self, character: char) {
        let code = u32::from(character);
        self.number(match code.checked_sub(self.last) {
            Some(more) => 2 * more,
            None => 2 * (self.last - code) - 1,
        });
        self.last = code;
    }
}

#[test]
fn the_table_is_what_unicode_says() {
    let expected = packed(&CHANGES);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tree/search/fold.bin");
    if env::var_os("BUSINESS_UNITS_WRITE_FOLD").is_some() {
        fs::write(&file, &expected).unwrap();
    }
    assert!(fs::read(file).unwrap() == expected, "fold.bin is stale: see the head of this file");
}

#[test]
fn letter_case_never_makes_a_difference_and_what_is_folded_stays_so() {
    let again = |text: String| text.chars().map(folded).collect::<String>();
    for character in CHANGES.keys().filter_map(|one| char::from_u32(*one)) {
        let once = folded(character);
        assert_eq!(again(character.to_lowercase().collect()), once, "{character:?}");
        assert_eq!(again(once.clone()), once, "{character:?}");
        // The memory that `fold` reserves.
        assert!(once.len() <= 3 * character.len_utf8(), "{character:?}");
    }
}

/// What a character of a name becomes, and its position.
type Letter = (String, (u32, u32));

/// A name of those characters, each apart from the next.
fn apart(characters: &[char]) -> (String, Vec<Letter>) {
    let mut name = String::new();
    let mut letters = Vec::new();
    let mut at = 0;
    for character in characters {
        let end = at + character.len_utf16() as u32;
        name.extend([*character, '|']);
        letters.push((folded(*character), (at, end)));
        at = end + 1;
    }
    (name, letters)
}

#[test]
fn every_character_is_found_by_what_it_becomes_and_by_nothing_else() {
    let changing_and_beside = CHANGES.keys().flat_map(|code| code - 1..code + 2);
    let codes: BTreeSet<u32> = changing_and_beside.collect();
    let characters: Vec<char> = codes.into_iter().filter_map(char::from_u32).collect();
    for characters in characters.chunks(100) {
        let (name, letters) = apart(characters);
        let tree = built(&[row("a", "").named(&name)]);
        let texts: BTreeSet<&String> = letters.iter().map(|(text, _)| text).collect();
        for text in texts.into_iter().filter(|text| !text.trim().is_empty() && *text != "|") {
            let expected = letters.iter().filter(|(folded, _)| folded.contains(text));
            let expected: Vec<(u32, u32)> = expected.map(|(_, place)| *place).collect();
            assert_eq!(tree.search(text, None).unwrap()[0].ranges, expected, "{text:?}");
        }
    }
}
