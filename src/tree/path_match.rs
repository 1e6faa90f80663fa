//! Compares a path with names, whatever its separator, its direction and its escaping.
//!
//! A path matches when it is the names of the ancestors, joined by one separator, with or without the unit's own name, from
//! the root down or from the parent up:
//!
//! ```text
//!   North America > West > California     "North America/West"             matches: without the own name
//!                                         "North America > West"           matches: another separator
//!                                         "/North America/West/California" matches: own name, and a separator in front
//!                                         "West\North America"             matches: from the parent up
//!                                         "North America/East"             does not match
//! ```
//! Names may contain any separator, so a path is never split. Instead, names are stripped from its end (or its start) one by
//! one, until one is not there. That costs the length of the path, whatever the depth of the tree.
//!
//! There are some 170 ways to try. If names have no letters, many of these may go far. So all ways of a path share one
//! [`Budget`], and a path that exceeds it counts as a match.

use core::cell::Cell;

use super::names::Names;

/// A separator has at most so many characters, with the spaces around it.
const MAX_SEPARATOR: usize = 6;

/// Tells whether `path` matches a unit of the name `own` whose ancestors have the names `above`, from its parent upwards.
pub(super) fn matches<'a>(path: &str, own: Option<&'a str>, above: &Names<'a>) -> bool {
    let budget = Budget::for_path(path);
    [End::Back, End::Front].into_iter().any(|end| {
        let way = Way { end, budget: &budget };
        // Both have one type: a generic comparison would be compiled twice.
        let names = |own: Option<Option<&'a str>>| own.into_iter().chain(above.clone());
        is_joined(path, way, &names(None))
            || own.is_some() && is_joined(path, way, &names(Some(own)))
    })
}

/// The comparisons that are left for a path.
struct Budget(Cell<usize>);

impl Budget {
    /// Allows the right way after a few wrong ones that all go to the end of the path.
    fn for_path(path: &str) -> Self {
        Self(Cell::new(1_024 + 4 * path.len()))
    }

    /// Spends what the comparison of a name costs; returns whether the budget allowed it.
    fn spend(&self, name: &str) -> bool {
        let left = self.0.get().checked_sub(1 + name.len() / 16);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

/// How names are stripped from a path.
#[derive(Clone, Copy)]
struct Way<'a> {
    end: End,
    budget: &'a Budget,
}

/// The end of a path that names are stripped from.
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

    /// Splits `count` characters off the text, and returns the rest and these. None unless all of them can be a separator.
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

/// Tells whether `path` is `names`, joined by one separator, with or without separators at both ends. A name that was not
/// sent ends the comparison.
fn is_joined<'a>(
    path: &str,
    way: Way<'_>,
    names: &(impl Iterator<Item = Option<&'a str>> + Clone),
) -> bool {
    let split = |count| Some(way.end.split(path, count)?.0);
    let without_outer = (1..=MAX_SEPARATOR).filter_map(split);
    core::iter::once(path).chain(without_outer).any(|path| starts_joined(path, way, names.clone()))
}

/// As [`is_joined`], of a path that starts with a name.
fn starts_joined<'a>(
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
        Some(_) => (1..=MAX_SEPARATOR)
            .filter_map(|count| end.split(rest, count))
            .any(|(_, separator)| continues_joined(rest, separator, way, names.clone())),
    }
}

/// Tells whether the rest of a path is names, each behind the separator.
fn continues_joined<'a>(
    mut rest: &str,
    separator: &str,
    Way { end, budget }: Way<'_>,
    names: impl Iterator<Item = Option<&'a str>>,
) -> bool {
    for name in names {
        let Some(name) = name.filter(|name| budget.spend(name)) else { return true };
        match end.strip(rest, separator).and_then(|rest| end.strip(rest, name)) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    is_separator(rest)
}

/// Tells whether a text is empty or can be a separator.
fn is_separator(text: &str) -> bool {
    text.chars().nth(MAX_SEPARATOR).is_none() && !text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(path: &str, leaf_to_root: &[&str]) -> bool {
        let budget = Budget::for_path(path);
        let names = leaf_to_root.iter().map(|name| Some(*name));
        [End::Back, End::Front]
            .into_iter()
            .any(|end| is_joined(path, Way { end, budget: &budget }, &names))
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
    fn names_may_contain_the_separator() {
        assert!(joined("R/D/North/South", &["North/South", "R/D"]));
        assert!(joined("Group (A)/B (1)", &["B (1)", "Group (A)"]));
    }

    #[test]
    fn separators_must_agree() {
        assert!(!joined("A/B>C", &["C", "B", "A"]));
    }

    #[test]
    fn all_ways_of_a_path_share_one_budget() {
        let path = "-".repeat(8_192);
        let names: Vec<_> = core::iter::repeat_n("", 8_000).chain(["a"]).collect();
        // Nearly every way goes to the end and none matches, so the budget is exceeded: the path counts as a match.
        assert!(joined(&path, &names));
        let budget = Budget::for_path(&path);
        let tried = (0..99_999).take_while(|_| budget.spend("")).count();
        assert_eq!(tried, 1_024 + 4 * 8_192);
        // For fewer names, the budget allows all ways.
        assert!(!joined(&"-".repeat(12), &names[7_990..]));
    }

    #[test]
    fn a_deep_path_of_short_names_is_told_from_a_wrong_one() {
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
