//! Whether a path fits, by trying everything that the convention allows.

const SEPARATOR: usize = 6;

/// Whether `path` is `above` (from the root down), with or without `own`, from either end, joined by one separator.
pub(super) fn fits(path: &str, above: &[&str], own: Option<&str>) -> bool {
    let with_self: Option<Vec<&str>> = own.map(|own| [above, &[own]].concat());
    [Some(above.to_vec()), with_self].into_iter().flatten().any(|names| {
        let upwards: Vec<&str> = names.iter().rev().copied().collect();
        is_joined(path, &names) || is_joined(path, &upwards)
    })
}

/// Whether the path is a few signs, the names with one separator between, and a few signs.
fn is_joined(path: &str, names: &[&str]) -> bool {
    let Some((first, more)) = names.split_first() else {
        return path.chars().count() <= 2 * SEPARATOR && signs(path);
    };
    starts(path).any(|(_, rest)| {
        let Some(rest) = rest.strip_prefix(first) else { return false };
        if more.is_empty() {
            return ends(rest);
        }
        starts(rest).filter(|(separator, _)| !separator.is_empty()).any(|(separator, _)| {
            let joined: String = more.iter().flat_map(|name| [separator, name]).collect();
            rest.strip_prefix(&*joined).is_some_and(ends)
        })
    })
}

/// Every way to take up to six signs off the start.
fn starts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let cuts = text.char_indices().map(|(at, _)| at).chain([text.len()]).take(SEPARATOR + 1);
    cuts.map(|at| text.split_at(at)).filter(|(start, _)| signs(start))
}

fn ends(rest: &str) -> bool {
    rest.chars().count() <= SEPARATOR && signs(rest)
}

fn signs(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric)
}

/// The letters and digits of a text: what is left when nobody knows the separator.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}
