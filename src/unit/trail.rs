//! Where a path leads, in eight bytes, and where it leads one step further down.
//!
//! ```text
//!   name    path                    here            below
//!   West    "North America"         hash of that    hash of "North America/West"
//!   Reno    "North America/West"    hash of that    hash of "North America/West/Reno"
//!           └ the same as West's below: the path of Reno is what it should be, if Reno stands below West
//! ```
//! Hashes, since the texts of parents are all over memory. Where two texts have the same hash, which for two sums is so in
//! one of 2^62 choices of the secret numbers whoever chose the texts, one is taken for the other.

use super::hash::{PART, Seed, whole_parts};
use super::{Full, room};
use crate::simd;

/// The hash of a row's path, and of the path that rows below it have if paths are joined by the separator from the root down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Trail {
    /// [`Trail::NONE`] without a path.
    pub(super) here: u64,
    /// [`Trail::NONE`] without a name, and under an empty one: below it an empty path may be that of a root or not, and
    /// only one of them needs a separator.
    pub(super) below: u64,
}

/// A text as the first bytes of some, and how many.
pub(super) type Start<'a> = (&'a [u8], usize);

impl Trail {
    /// No path.
    pub(super) const NONE: u64 = u64::MAX;
    /// A path of no length.
    pub(super) const EMPTY: u64 = 0;

    /// That of a row with this path and this name, which is the first bytes of some, told by so many sums; `text` is
    /// written over.
    #[inline(always)]
    pub(super) fn of<const SUMS: usize>(
        seed: &Seed,
        (path, separator, name): (Option<&[u8]>, &[u8], Option<Start<'_>>),
        text: &mut Vec<u8>,
    ) -> Result<Self, Full> {
        let known = path.unwrap_or_default();
        let whole = whole_parts(known.len()) * PART;
        let front = seed.front::<SUMS>(known);
        let here = path.map_or(Self::NONE, |path| seed.of_sums(seed.sums(front, (path, whole))));
        let below = match name.filter(|(_, len)| *len > 0) {
            Some(name) if let Some(sums) = seed.sums_below(front, [known, separator], name) => {
                seed.of_sums(sums)
            }
            Some(name) if known.is_empty() => seed.of_sums(seed.sums(front, (front_of(name), 0))),
            Some(name) => {
                let last = known.last_chunk::<PART>().map_or(known, |last| last);
                let behind = last.len() - (known.len() - whole);
                let end = joined([last, separator, front_of(name)], text)?;
                seed.of_sums(seed.sums(front, (end, behind)))
            }
            None => Self::NONE,
        };
        Ok(Self { here, below })
    }
}

#[inline(always)]
fn front_of((bytes, len): Start<'_>) -> &[u8] {
    bytes.get(..len).unwrap_or_default()
}

/// Texts one behind the other.
#[inline(always)]
fn joined<'a>(parts: [&[u8]; 3], text: &'a mut Vec<u8>) -> Result<&'a [u8], Full> {
    let len = parts.iter().map(|part| part.len()).sum();
    if text.len() < len {
        lengthen(text, len)?;
    }
    let mut from = 0;
    for part in parts {
        simd::copy(part, text.get_mut(from..from + part.len()).unwrap_or_default());
        from += part.len();
    }
    Ok(text.get(..len).unwrap_or_default())
}

#[cold]
fn lengthen(text: &mut Vec<u8>, len: usize) -> Result<(), Full> {
    let len = len.max(8 * PART);
    room(text.try_reserve(len - text.len()))?;
    text.resize(len, 0);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn below_is_here_of_the_path_one_step_down() {
        let seed = Seed::new(3);
        let mut scratch = Vec::new();
        // Behind a name stands what comes next in memory, or nothing.
        let mut of_any =
            |path: Option<&str>, separator: &str, name: Option<&str>, behind: usize| {
                let bytes = name.map(|name| [name.as_bytes(), &vec![0xFF; behind]].concat());
                let name = bytes.as_deref().zip(name.map(str::len));
                let texts = (path.map(str::as_bytes), separator.as_bytes(), name);
                Trail::of::<2>(&seed, texts, &mut scratch).unwrap()
            };
        for len in
            [0, 1, 31, 32, 33, 62, 63, 64, 94, 95, 96, 97, 126, 127, 128, 129, 255, 256, 257, 400]
        {
            let path = "x".repeat(len);
            for name_len in [1, 2, 15, 16, 17, 30, 31, 32, 33, 40, 64, 300] {
                let name = "n".repeat(name_len);
                for separator in ["/", " > ", "\u{2192}"] {
                    let parts = if len == 0 { [""; 2] } else { [path.as_str(), separator] };
                    let joined = format!("{}{name}", parts.concat());
                    for behind in [0, 31, 32, 64] {
                        let below = of_any(Some(&path), separator, Some(&name), behind).below;
                        assert_eq!(
                            below,
                            of_any(Some(&joined), "/", None, 0).here,
                            "{len} {name_len}"
                        );
                        assert_ne!(below, of_any(Some(&(joined.clone() + "x")), "/", None, 0).here);
                    }
                }
            }
        }
        let mut of = |path, name| of_any(path, "/", name, 0);
        assert_eq!(of(None, Some("N")).below, of(Some("N"), None).here);
        assert_eq!(of(Some(""), None).below, Trail::NONE);
        assert_eq!(of(Some("x"), Some("")).below, Trail::NONE);
        assert_eq!(of(None, None), Trail { here: Trail::NONE, below: Trail::NONE });
    }
}
