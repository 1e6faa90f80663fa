//! Ids: UUIDs, integers, any text, and texts that are nearly UUIDs.

use super::units::Sent;
use crate::support::chance::Chance;

/// What the ids of a listing usually are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ids {
    Uuid,
    Integer,
    Text,
}

impl Ids {
    pub(crate) fn usual_of(self, chance: &mut Chance) -> Sent {
        match self {
            Self::Uuid => Sent::Text(uuid(chance)),
            Self::Integer => Sent::Raw((164_000 + chance.below(1_000)).to_string()),
            Self::Text => Sent::Text(short(chance)),
        }
    }
}

/// An unusual id, perhaps one that is similar to another id of the listing.
pub(crate) fn odd(chance: &mut Chance, known: &[Sent]) -> Sent {
    let near = known.iter().filter_map(Sent::text).next_back().map(str::to_owned);
    match chance.below(9) {
        0 => Sent::Null,
        1 => Sent::Absent,
        2 => Sent::Text(String::new()),
        3 => Sent::Raw(integer(chance)),
        4 => Sent::Text(integer(chance)),
        5 => Sent::Text(short(chance)),
        6 if !known.is_empty() => chance.pick(known),
        _ => Sent::Text(nearly(&near.unwrap_or_else(|| uuid(chance)), chance)),
    }
}

pub(crate) fn uuid(chance: &mut Chance) -> String {
    let digits = format!("{:016x}{:016x}", chance.number(), chance.number());
    [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| &digits[part]).join("-")
}

/// Any text of 0 to 40 characters.
fn short(chance: &mut Chance) -> String {
    let length = chance.pick(&[0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 35, 36, 37, 40]);
    let letters: Vec<char> = "0123456789abcdef-ABCDEFghij_.:{} \u{e9}\u{4e2d}".chars().collect();
    let few = chance.pick(&[16, 17, letters.len()]);
    (0..length).map(|_| chance.pick(&letters[..few])).collect()
}

fn integer(chance: &mut Chance) -> String {
    let number = chance.pick(&[0, 1, 10, 1 << 32, 1 << 53, (1 << 53) + 1, i64::MAX]);
    match chance.below(6) {
        0 => "-0".to_owned(),
        1 => format!("-{}", number.max(1)),
        2 => "9223372036854775808".to_owned(),
        3 => "123456789".repeat(chance.between(1, 8)),
        _ => number.to_string(),
    }
}

/// The text with one thing changed that a hasty reader of UUIDs does not see.
pub(crate) fn nearly(text: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.is_empty() {
        return "{}".to_owned();
    }
    let at = chance.below(letters.len());
    match chance.below(9) {
        0 => return text.to_uppercase(),
        1 => letters[at] = letters[at].to_ascii_uppercase(),
        2 => {
            let no_digits = ['g', 'G', '-', '_', '/', ':', '`', '@', '\u{e9}', '\0'];
            letters[at] = chance.pick(&no_digits);
        }
        3 => letters.swap(at, 0),
        4 => _ = letters.remove(at),
        5 => letters.insert(at, chance.pick(&['0', '-', 'f', ' '])),
        6 => return text.replace('-', ""),
        7 => return format!("{{{text}}}"),
        _ => return upper_here_and_there(&letters, chance),
    }
    letters.into_iter().collect()
}

fn upper_here_and_there(letters: &[char], chance: &mut Chance) -> String {
    let turned = letters
        .iter()
        .map(|letter| if chance.percent(50) { letter.to_ascii_uppercase() } else { *letter });
    turned.collect()
}

/// The listing's own account, or as often as `odd` says another one, or the same one written in another way.
pub(crate) fn account(chance: &mut Chance, usual: &str, odd: usize) -> String {
    if !chance.percent(odd) {
        return usual.to_owned();
    }
    match chance.below(6) {
        0 => format!("b.{usual}"),
        1 => format!("B.{}", usual.to_uppercase()),
        2 => usual.to_uppercase(),
        3 => nearly(usual, chance),
        4 => "b.".to_owned(),
        _ => uuid(chance),
    }
}
