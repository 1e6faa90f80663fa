//! `path` against the parents. It is advisory: nobody knows its separator, its order or its escaping for sure.
//!
//! A path fits when it is the names of the ancestors, joined by any one separator, with or without the unit's own
//! name, from the root down or from the parent up:
//!
//! ```text
//!   North America > West > California     "North America/West"             fits: without self
//!                                         "North America > West"           fits: another separator
//!                                         "/North America/West/California" fits: with self, and one in front
//!                                         "West\North America"             fits: from the parent up
//!                                         "North America/East"             does not
//! ```
//! Names may hold any separator themselves, so the path is never split: names are taken off its end (or its start)
//! one by one, and the first that is not there ends the comparison. The cost is the length of the path, whatever the
//! depth of the tree. There are some 170 ways to try, and in units without letters in their names each of them may go far:
//! what [`Effort`] there is for a path is spent once, and nothing is said of one that needs more.

use core::cell::Cell;
use core::ops::Range;

use super::decomposed::Letters;
use super::defect::Kind;
use super::numbers::get;
use super::usual_path::are_usual;
use super::{NONE, Tree};
use crate::unit::OutOfMemory;

/// A separator, spaces around it included, has at most so many characters.
const SEPARATOR: usize = 6;

/// Notes, by index, the rows whose path fits no convention. Rows whose ancestors are not known are left out; none is in
/// an empty `adrift`.
pub(super) fn note_mismatches(
    tree: &Tree,
    (parents, adrift): (&[u32], &[bool]),
    found: &mut Vec<(u32, Kind)>,
) -> Result<(), OutOfMemory> {
    let mut usual = are_usual(&tree.units, parents)?;
    if usual.iter().all(|usual| *usual) {
        return Ok(());
    }
    let mut letters = Letters::default();
    for row in 0..tree.len() {
        let index = tree.index_of(row);
        // A usual path says something only where the path above is right as well.
        let above = get(parents, index);
        let above = above == NONE || usual.get(above as usize) == Some(&true);
        let Some(here) = usual.get_mut(index as usize) else { continue };
        *here &= above;
        if !*here
            && !adrift.get(row as usize).copied().unwrap_or(false)
            && !fits_at_all(tree, row, &mut letters)?
        {
            found.try_reserve(1)?;
            found.push((index, Kind::PathMismatch));
        }
    }
    Ok(())
}

/// Whether a path fits any convention; an absent one always does.
fn fits_at_all(tree: &Tree, row: u32, letters: &mut Letters) -> Result<bool, OutOfMemory> {
    let Some(path) = tree.units.path(tree.index_of(row)) else { return Ok(true) };
    let as_sent = fits(path, tree, row, tree.parent_row(row).unwrap_or(NONE));
    Ok(as_sent || letters.fit(path, tree, row)?)
}

/// Whether `path` is that of `row` standing below `parent`.
pub(super) fn fits(path: &str, tree: &Tree, row: u32, parent: u32) -> bool {
    is_of_names(path, tree.name(row), &Names::Sent(tree, parent))
}

/// Whether `path` is that of a unit of the name `own` below units of the names `above`, from its parent upwards; true as
/// well where that cannot be said with reasonable effort.
pub(super) fn is_of_names<'a>(path: &str, own: Option<&'a str>, above: &Names<'a>) -> bool {
    let effort = Effort::for_path(path);
    [End::Back, End::Front].into_iter().any(|end| {
        let way = Way { end, effort: &effort };
        // Both of one type, since all that compares them would be there twice.
        let names = |own: Option<Option<&'a str>>| own.into_iter().chain(above.clone());
        is_joined(path, way, &names(None))
            || own.is_some() && is_joined(path, way, &names(Some(own)))
    })
}

/// How much comparing is left for a path.
struct Effort(Cell<usize>);

impl Effort {
    /// Enough for the right way behind a few wrong ones that all go to the end.
    fn for_path(path: &str) -> Self {
        Self(Cell::new(1_024 + 4 * path.len()))
    }

    /// Takes what comparing a name costs; says whether it was there.
    fn spend(&self, name: &str) -> bool {
        let left = self.0.get().checked_sub(1 + name.len() / 16);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// How names are taken off a path.
#[derive(Clone, Copy)]
struct Way<'a> {
    end: End,
    effort: &'a Effort,
}

/// Names joined by `/`, from the root to the parent of `row`; of a long one, the end.
pub(super) fn expected(tree: &Tree, row: u32) -> String {
    const MOST: usize = 512;
    let mut names = Vec::new();
    let mut room = MOST;
    for name in Names::Sent(tree, tree.parent_row(row).unwrap_or(NONE)) {
        let name = name.unwrap_or_default();
        let Some(left) = room.checked_sub(name.len() + 1) else {
            names.push("…");
            break;
        };
        names.push(name);
        room = left;
    }
    names.reverse();
    names.join("/")
}

/// Names from a unit upwards; none for a name that was not sent.
// One type for both, since all that compares them would be there twice.
#[derive(Clone, Debug)]
pub(super) enum Names<'a> {
    /// Those of a row and everything above it, as they were sent.
    Sent(&'a Tree, u32),
    /// Letters of names, and where in them each name stands.
    Letters(&'a str, core::slice::Iter<'a, Option<Range<usize>>>),
}

impl<'a> Iterator for Names<'a> {
    type Item = Option<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Sent(_, NONE) => None,
            Self::Sent(tree, row) => {
                let name = tree.name(*row);
                *row = tree.parent_row(*row).unwrap_or(NONE);
                Some(name)
            }
            Self::Letters(letters, places) => {
                let place = places.next()?;
                Some(place.clone().map(|place| letters.get(place).unwrap_or_default()))
            }
        }
    }
}

/// Which end of a path the names are taken off.
#[derive(Clone, Copy)]
enum End {
    Front,
    Back,
}

impl End {
    fn strip<'a>(self, text: &'a str, part: &str) -> Option<&'a str> {
        match self {
            Self::Front => text.strip_prefix(part),
            Self::Back => text.strip_suffix(part),
        }
    }

    /// The text without its first (or last) `count` characters, and those; none unless all of them can be separators.
    fn split(self, text: &str, count: usize) -> Option<(&str, &str)> {
        let (rest, separator) = match self {
            Self::Front => {
                let (at, last) = text.char_indices().nth(count - 1)?;
                let (separator, rest) = text.split_at_checked(at + last.len_utf8())?;
                (rest, separator)
            }
            Self::Back => text.split_at_checked(text.char_indices().nth_back(count - 1)?.0)?,
        };
        (!separator.contains(char::is_alphanumeric)).then_some((rest, separator))
    }
}

/// Whether `path` is `names`, joined by any one separator, which may stand at either end as well. A name that the
/// service did not send leaves nothing to compare.
fn is_joined<'a>(
    path: &str,
    way: Way<'_>,
    names: &(impl Iterator<Item = Option<&'a str>> + Clone),
) -> bool {
    let split = |count| Some(way.end.split(path, count)?.0);
    let outer = (1..=SEPARATOR).filter_map(split);
    core::iter::once(path).chain(outer).any(|path| begins_joined(path, way, names.clone()))
}

fn begins_joined<'a>(
    path: &str,
    way: Way<'_>,
    mut names: impl Iterator<Item = Option<&'a str>> + Clone,
) -> bool {
    let first = match names.next() {
        None => return is_separator(path),
        Some(None) => return true,
        Some(Some(first)) => first,
    };
    let end = way.end;
    let Some(rest) = end.strip(path, first) else { return false };
    match names.clone().next() {
        None => is_separator(rest),
        Some(_) => (1..=SEPARATOR)
            .filter_map(|count| end.split(rest, count))
            .any(|(_, separator)| goes_on(rest, separator, way, names.clone())),
    }
}

fn goes_on<'a>(
    mut rest: &str,
    separator: &str,
    Way { end, effort }: Way<'_>,
    names: impl Iterator<Item = Option<&'a str>>,
) -> bool {
    for name in names {
        let Some(name) = name.filter(|name| effort.spend(name)) else { return true };
        match end.strip(rest, separator).and_then(|rest| end.strip(rest, name)) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    is_separator(rest)
}

/// Whether what is left can be a separator in front or behind, or nothing.
fn is_separator(rest: &str) -> bool {
    rest.chars().nth(SEPARATOR).is_none() && !rest.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: &str, leaf_to_root: &[&str]) -> bool {
        let effort = Effort::for_path(path);
        let names = leaf_to_root.iter().map(|name| Some(*name));
        [End::Back, End::Front]
            .into_iter()
            .any(|end| is_joined(path, Way { end, effort: &effort }, &names))
    }

    #[test]
    fn names_may_be_joined_by_any_one_separator() {
        for path in ["A/B", "A\\B", "A > B", "/A/B", "A/B/", "A, B", "A » B", "A::B", "B/A"] {
            assert!(joined(path, &["B", "A"]), "{path}");
        }
        for path in ["A", "B", "AB", "A/C", "A/B/C", "X/A/B", "A/x/B", ""] {
            assert!(!joined(path, &["B", "A"]), "{path}");
        }
    }

    #[test]
    fn names_may_hold_the_separator() {
        assert!(joined("R/D/North/South", &["North/South", "R/D"]));
        assert!(joined("Group (A)/B (1)", &["B (1)", "Group (A)"]));
    }

    #[test]
    fn separators_must_agree() {
        assert!(!joined("A/B>C", &["C", "B", "A"]));
    }

    #[test]
    fn the_effort_for_a_path_is_spent_once() {
        let path = "-".repeat(8_192);
        let names: Vec<_> = core::iter::repeat_n("", 8_000).chain(["a"]).collect();
        // Nearly every way goes to the end, and none fits: nothing is said of it.
        assert!(joined(&path, &names));
        let effort = Effort::for_path(&path);
        let tried = (0..99_999).take_while(|_| effort.spend("")).count();
        assert_eq!(tried, 1_024 + 4 * 8_192);
        // With less of it, all of them are tried.
        assert!(!joined(&"-".repeat(12), &names[7_990..]));
    }

    #[test]
    fn a_deep_path_of_short_names_is_still_told_from_a_wrong_one() {
        let names = ["a", "b", "-", "c"].repeat(4_000);
        let path: Vec<_> = names.iter().rev().copied().collect();
        let path = path.join(" > ");
        assert!(joined(&path, &names) && joined(&format!("/{path}/"), &names));
        let wrong = path.replacen('c', "d", 1);
        assert!(!joined(&wrong, &names) && !joined(&path.replace(" > ", "->"), &names[1..]));
    }

    #[test]
    fn a_root_has_no_path() {
        assert!(joined("", &[]) && joined("/", &[]) && !joined("A", &[]));
    }
}
