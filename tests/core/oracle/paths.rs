//! Whether a path fits, by trying everything that the convention allows.

use crate::support::folding::{folded, is_dropped, is_kept};

const SIGNS: usize = 6;

/// As [`fits`]; of texts that are decomposed in part, the letters and capitals decide. Nothing above a name that was not
/// sent is compared.
pub(super) fn fits_in_any_form(path: &str, above: &[Option<&str>], own: Option<&str>) -> bool {
    if fits(path, above, own) {
        return true;
    }
    let compared = above.iter().rev().map_while(|name| *name).chain(own).chain([path]);
    let decomposed = compared.flat_map(str::chars).any(|one| is_dropped(one) || is_kept(one));
    let above: Vec<Option<String>> = above.iter().map(|name| name.map(cased)).collect();
    let above: Vec<Option<&str>> = above.iter().map(Option::as_deref).collect();
    decomposed && !path.is_ascii() && fits(&cased(path), &above, own.map(cased).as_deref())
}

/// The letters of a text, a capital as two.
fn cased(text: &str) -> String {
    let letters =
        |one: char| if one.is_uppercase() { format!("U{}", folded(one)) } else { folded(one) };
    text.chars().map(letters).collect()
}

/// Whether `path` is `above` (from the root down), with or without `own`, from either end, joined by one separator. A
/// name that was not sent leaves nothing to compare.
pub(super) fn fits(path: &str, above: &[Option<&str>], own: Option<&str>) -> bool {
    let with_self = own.map(|own| [above, &[Some(own)]].concat());
    [Some(above.to_vec()), with_self].into_iter().flatten().any(|names| {
        let upwards: Vec<&str> = names.iter().rev().map_while(|name| *name).collect();
        let downwards: Vec<&str> = upwards.iter().rev().copied().collect();
        if upwards.len() == names.len() {
            return is_joined(path, &downwards) || is_joined(path, &upwards);
        }
        upwards.is_empty() || ends_joined(path, &downwards) || starts_joined(path, &upwards)
    })
}

/// Whether the path is a few signs, the names with one separator between, and a few signs.
fn is_joined(path: &str, names: &[&str]) -> bool {
    let Some((first, more)) = names.split_first() else {
        return path.chars().count() <= 2 * SIGNS && signs(path);
    };
    starts(path).any(|(_, rest)| {
        let Some(rest) = rest.strip_prefix(first) else { return false };
        if more.is_empty() {
            return are_last(rest);
        }
        starts(rest).filter(|(separator, _)| !separator.is_empty()).any(|(separator, _)| {
            let joined: String = more.iter().flat_map(|name| [separator, name]).collect();
            rest.strip_prefix(&*joined).is_some_and(are_last)
        })
    })
}

/// Whether the path ends with the names, with a few signs behind them.
fn ends_joined(path: &str, names: &[&str]) -> bool {
    let (last, before) = names.split_last().expect("there are names");
    ends(path).any(|(rest, _)| {
        let Some(rest) = rest.strip_suffix(last) else { return false };
        ends(rest).filter(|(_, separator)| !separator.is_empty()).any(|(_, separator)| {
            let names: Vec<String> =
                before.iter().map(|name| format!("{name}{separator}")).collect();
            rest.ends_with(&names.concat())
        })
    })
}

/// Whether the path begins with the names, with a few signs before them.
fn starts_joined(path: &str, names: &[&str]) -> bool {
    let (first, behind) = names.split_first().expect("there are names");
    starts(path).any(|(_, rest)| {
        let Some(rest) = rest.strip_prefix(first) else { return false };
        starts(rest).filter(|(separator, _)| !separator.is_empty()).any(|(separator, _)| {
            let names: Vec<String> =
                behind.iter().map(|name| format!("{separator}{name}")).collect();
            rest.starts_with(&names.concat())
        })
    })
}

/// Every way to take up to six signs off the start.
fn starts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts = text.char_indices().map(|(at, _)| at).chain([text.len()]).take(SIGNS + 1);
    cuts.map(|at| text.split_at(at)).filter(|(start, _)| signs(start))
}

/// Every way to take up to six signs off the end.
fn ends(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts = [text.len()].into_iter().chain(text.char_indices().rev().map(|(at, _)| at));
    cuts.take(SIGNS + 1).map(|at| text.split_at(at)).filter(|(_, end)| signs(end))
}

fn are_last(rest: &str) -> bool {
    rest.chars().count() <= SIGNS && signs(rest)
}

fn signs(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// Returns the letters and digits of a text, without whatever the separator is.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
