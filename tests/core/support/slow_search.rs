//! Searching the slow way: names are folded character by character, and every place is looked at.

use business_units::tree::{Hit, Tree};

use super::folding::{folded, is_dropped, is_kept};

/// What a search should give.
pub(crate) fn hits(tree: &Tree, text: &str) -> Vec<Hit> {
    let found = |row| Some((row, hit(tree.name(row)?, text)?));
    let mut hits: Vec<_> = (0..tree.len()).filter_map(found).collect();
    hits.sort_by_key(|(row, (rank, _))| (*rank, *row));
    hits.into_iter().map(|(row, (_, ranges))| Hit { row, ranges }).collect()
}

/// What to look for.
pub(crate) fn folded_text(text: &str) -> Vec<char> {
    let folded: String = text.trim().chars().map(folded).collect();
    folded.trim_matches(|one: char| one.is_ascii_whitespace()).chars().collect()
}

/// How well a name fits, 0 the best, and where it does.
pub(crate) fn hit(name: &str, text: &str) -> Option<(u8, Vec<(u32, u32)>)> {
    let text = folded_text(text);
    let sent: Vec<char> = name.chars().collect();
    // Each folded character, and the place of the one that it came from.
    let letters: Vec<(char, usize)> = (0..sent.len())
        .flat_map(|at| folded(sent[at]).chars().map(move |one| (one, at)).collect::<Vec<_>>())
        .collect();
    let places = places(&letters, &text);
    let rank = |place: &usize| match place.checked_sub(1).map(|before| letters[before].0) {
        None if letters.len() == text.len() => 0,
        None => 1,
        Some(before) if !before.is_alphanumeric() && !is_kept(before) => 2,
        Some(_) => 3,
    };
    let best = places.iter().map(rank).min()?;
    let range = |place: &usize| range(&sent, letters[*place].1, letters[place + text.len() - 1].1);
    Some((best, merged(places.iter().map(range))))
}

/// Every place of a text, from left to right, none of them in another.
fn places(letters: &[(char, usize)], text: &[char]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut at = 0;
    while !text.is_empty() && at + text.len() <= letters.len() {
        let is_here = letters[at..].iter().zip(text).all(|((letter, _), wanted)| letter == wanted);
        if is_here {
            places.push(at);
        }
        at += if is_here { text.len() } else { 1 };
    }
    places
}

/// Returns the range of the characters `first` to `last` and of the marks that join `last`, in UTF-16 units.
fn range(sent: &[char], first: usize, last: usize) -> (u32, u32) {
    let joining = sent[last + 1..].iter().take_while(|one| is_dropped(**one) || is_kept(**one));
    let units = |end: usize| sent[..end].iter().map(|one| one.len_utf16() as u32).sum();
    (units(first), units(last + 1 + joining.count()))
}

fn merged(ranges: impl Iterator<Item = (u32, u32)>) -> Vec<(u32, u32)> {
    ranges.fold(Vec::new(), |mut merged, (start, end)| {
        match merged.last_mut() {
            Some((_, last)) if start < *last => *last = end.max(*last),
            _ => merged.push((start, end)),
        }
        merged
    })
}
