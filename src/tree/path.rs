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
//! depth of the tree.

use super::defect::Kind;
use super::{NONE, Tree, room};
use crate::simd;
use crate::unit::{Field, Full, Path, Units};

/// A separator, spaces around it included, has at most so many characters.
const SEPARATOR: usize = 6;

/// Notes, by index, the rows whose path fits no convention. Rows whose ancestors are not known are left out; none is in
/// an empty `adrift`.
pub(super) fn note_mismatches(
    tree: &Tree,
    adrift: &[bool],
    found: &mut Vec<(u32, Kind)>,
) -> Result<(), Full> {
    if !tree.units.has_paths() {
        return Ok(());
    }
    let mut above = Above::default();
    let mut ahead: Vec<Ahead<'_>> = Vec::new();
    room(ahead.try_reserve_exact(AHEAD as usize))?;
    for start in (0..tree.len()).step_by(AHEAD as usize) {
        let rows = start..tree.len().min(start.saturating_add(AHEAD));
        ahead.clear();
        ahead.extend(rows.clone().map(|row| Ahead::of(tree, row)));
        for ahead in &mut ahead {
            ahead.end = ahead.path.map(|path| tree.units.end_of_path(path));
        }
        for (row, unit) in rows.zip(&ahead) {
            let depth = tree.depth(row) as usize;
            if let Some(path) = unit.path
                && !adrift.get(row as usize).copied().unwrap_or(false)
                && !above.is(path, unit.end, tree, depth)?
                && !fits_at_all(tree, row)
            {
                room(found.try_reserve(1))?;
                found.push((tree.index_of(row), Kind::PathMismatch));
            }
            if let Some(name) = unit.name {
                above.go_below(name, depth)?;
            }
        }
    }
    Ok(())
}

/// So many rows are asked for at a time: they are all over memory, and the processor waits for many at once.
const AHEAD: u32 = 64;

/// What is asked of a row.
struct Ahead<'a> {
    path: Option<Path>,
    /// The length of the path, or of its last block, and its last byte.
    end: Option<(usize, Option<u8>)>,
    /// The name of a unit that has children, if it has one.
    name: Option<Option<&'a [u8]>>,
}

impl<'a> Ahead<'a> {
    fn of(tree: &'a Tree, row: u32) -> Self {
        let index = tree.index_of(row);
        let name = (tree.subtree_size(row) > 1).then(|| tree.units.name_bytes(index));
        Self { path: tree.units.path(index), end: None, name }
    }
}

fn fits_at_all(tree: &Tree, row: u32) -> bool {
    let path = tree.text(Field::Path, row).unwrap_or_default();
    fits(&path, tree, row, tree.parent_row(row).unwrap_or(NONE))
}

/// The names above the row that a walk in preorder has come to, joined by `/`: the convention that nearly all paths
/// follow, compared first, and once for all children of a unit.
///
/// ```text
///  joined   North America/West/California
///  levels   ^0           ^13  ^18        ^29     where the names above a row of that depth end
/// ```
#[derive(Debug)]
struct Above {
    joined: Vec<u8>,
    levels: Vec<Level>,
    /// What was found out of paths that begin with `joined`.
    known: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Level {
    end: usize,
    /// Whether a unit above has no name.
    unknown: bool,
    /// The path that was found to be these names.
    same: Option<Path>,
}

impl Default for Above {
    fn default() -> Self {
        let top = Level { end: 0, unknown: false, same: None };
        Self { joined: Vec::new(), levels: vec![top], known: Vec::new() }
    }
}

impl Above {
    /// Whether a path is the names above a row of that depth.
    fn is(
        &mut self,
        path: Path,
        end: Option<(usize, Option<u8>)>,
        tree: &Tree,
        depth: usize,
    ) -> Result<bool, Full> {
        let Some(level) = self.levels.get_mut(depth) else { return Ok(false) };
        if level.unknown {
            return Ok(false);
        }
        if level.same != Some(path) {
            let names = self.joined.get(..level.end).unwrap_or_default();
            let likely =
                end.is_none_or(|(len, last)| len <= names.len() && last == names.last().copied());
            if !likely || !tree.units.is_path(path, names, &mut self.known)? {
                return Ok(false);
            }
            level.same = Some(path);
        }
        Ok(true)
    }

    /// Goes on below a row of that depth.
    fn go_below(&mut self, name: Option<&[u8]>, depth: usize) -> Result<(), Full> {
        self.levels.truncate(depth + 1);
        let Some(level) = self.levels.last().copied() else { return Ok(()) };
        let text = name.unwrap_or_default();
        self.joined.truncate(level.end);
        Units::shorten(&mut self.known, level.end);
        room(self.joined.try_reserve(text.len() + 1))?;
        if depth > 0 {
            self.joined.push(b'/');
        }
        simd::append(&mut self.joined, text);
        room(self.levels.try_reserve(1))?;
        let unknown = level.unknown || name.is_none();
        self.levels.push(Level { end: self.joined.len(), unknown, same: None });
        Ok(())
    }
}

/// Whether `path` is that of `row` standing below `parent`.
pub(super) fn fits(path: &str, tree: &Tree, row: u32, parent: u32) -> bool {
    let without_self = || names_upwards(tree, parent);
    let own = tree.name(row);
    [End::Back, End::Front].into_iter().any(|end| {
        is_joined(path, end, &without_self())
            || own.is_some() && is_joined(path, end, &core::iter::once(own).chain(without_self()))
    })
}

/// Names joined by `/`, from the root to the parent of `row`; of a long one, the end.
pub(super) fn expected(tree: &Tree, row: u32) -> String {
    const MOST: usize = 512;
    let mut names = Vec::new();
    let mut room = MOST;
    for name in names_upwards(tree, tree.parent_row(row).unwrap_or(NONE)) {
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

/// The names of `row` and everything above it.
pub(super) fn names_upwards(tree: &Tree, row: u32) -> impl Iterator<Item = Option<&str>> + Clone {
    core::iter::successors((row != NONE).then_some(row), |row| tree.parent_row(*row))
        .map(|row| tree.name(row))
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
    end: End,
    names: &(impl Iterator<Item = Option<&'a str>> + Clone),
) -> bool {
    let outer = (1..=SEPARATOR).filter_map(|count| end.split(path, count)).map(|(rest, _)| rest);
    core::iter::once(path).chain(outer).any(|path| begins_joined(path, end, names.clone()))
}

fn begins_joined<'a>(
    path: &str,
    end: End,
    mut names: impl Iterator<Item = Option<&'a str>> + Clone,
) -> bool {
    let first = match names.next() {
        None => return is_separator(path),
        Some(None) => return true,
        Some(Some(first)) => first,
    };
    let Some(rest) = end.strip(path, first) else { return false };
    match names.clone().next() {
        None => is_separator(rest),
        Some(_) => (1..=SEPARATOR)
            .filter_map(|count| end.split(rest, count))
            .any(|(_, separator)| goes_on(rest, separator, end, names.clone())),
    }
}

fn goes_on<'a>(
    mut rest: &str,
    separator: &str,
    end: End,
    names: impl Iterator<Item = Option<&'a str>>,
) -> bool {
    for name in names {
        let Some(name) = name else { return true };
        match end.strip(rest, separator).and_then(|rest| end.strip(rest, name)) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    is_separator(rest)
}

/// Whether what is left can be a separator in front or behind, or nothing.
fn is_separator(rest: &str) -> bool {
    rest.chars().count() <= SEPARATOR && !rest.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: &str, leaf_to_root: &[&str]) -> bool {
        [End::Back, End::Front]
            .into_iter()
            .any(|end| is_joined(path, end, &leaf_to_root.iter().map(|name| Some(*name))))
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
    fn a_root_has_no_path() {
        assert!(joined("", &[]) && joined("/", &[]) && !joined("A", &[]));
    }
}
