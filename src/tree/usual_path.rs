//! The usual path of a unit: the path and the name of its parent, joined by the separator of this listing. Nearly all
//! paths are, and to see that takes no search: `path` tries the other conventions only where it fails.

use super::{NONE, room};
use crate::simd;
use crate::unit::{Full, Units};

/// A separator has at most so many characters, none of them a letter or a digit.
const LONGEST: usize = 6;
/// So many units are looked at to learn it.
const LOOKED_AT: u32 = 1024;
/// So many parents are brought into the cache at once: they are all over memory.
const AHEAD: usize = 64;

/// Says of each unit, by index, whether its path is the usual one; that of a root is empty or absent.
pub(super) fn are_usual(units: &Units, parents: &[u32]) -> Result<Vec<bool>, Full> {
    let separator = separator(units, parents).as_bytes();
    let mut usual = Vec::new();
    room(usual.try_reserve_exact(parents.len()))?;
    let mut paths = units.paths();
    for parents in parents.chunks(AHEAD) {
        units.touch_names_and_paths(parents);
        usual.extend(parents.iter().zip(&mut paths).map(|(parent, path)| {
            let Some(path) = path else { return *parent == NONE };
            if *parent == NONE {
                return path.is_empty();
            }
            let [name, above] = units.name_and_path(*parent).map(Option::unwrap_or_default);
            is_joined(path, [above, separator, name])
        }));
    }
    Ok(usual)
}

/// Whether a path is a path above, a separator and a name; without a path above there is no separator either.
#[inline(always)]
fn is_joined(path: &[u8], [above, separator, name]: [&[u8]; 3]) -> bool {
    if name.is_empty() {
        return false;
    }
    if above.is_empty() {
        return simd::equal(path, name);
    }
    let Some((front, rest)) = path.split_at_checked(above.len()) else { return false };
    let Some((between, back)) = rest.split_at_checked(separator.len()) else { return false };
    simd::equal(back, name) && simd::equal(front, above) && simd::equal(between, separator)
}

/// Learns the separator from the first path that is the parent's, something, and the parent's name; else it is `/`.
fn separator<'a>(units: &'a Units, parents: &[u32]) -> &'a str {
    let looked_at = 0..units.len().min(LOOKED_AT);
    looked_at
        .zip(parents)
        .find_map(|(index, parent)| separator_in(units, index, *parent))
        .unwrap_or("/")
}

fn separator_in(units: &Units, index: u32, parent: u32) -> Option<&str> {
    let above = units.path(parent).filter(|text| !text.is_empty())?;
    let name = units.name(parent).filter(|name| !name.is_empty())?;
    let between = units.path(index)?.strip_prefix(above)?.strip_suffix(name)?;
    let is_one = (1..=LONGEST).contains(&between.chars().count())
        && !between.contains(char::is_alphanumeric);
    is_one.then_some(between)
}
