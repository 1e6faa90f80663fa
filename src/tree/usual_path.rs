//! Tells which paths are usual: the path and the name of the parent, joined by the separator of this listing. Nearly all
//! paths are, so `path` compares only the others name by name.
//!
//! ```text
//!   name   path                   fingerprint of its path      of the usual path of its children
//!   West   North America          a                            b   North America/West
//!   Reno   North America/West     b                            no children, none needed
//!                                 └ the same as b of its parent West: the path of Reno is the usual one
//! ```
//! Fingerprints are compared instead of texts, because the texts of parents are all over memory: for 100 000 units that
//! takes a third of the time. A fingerprint has 64 bits and no secret: a sender who makes a path pass for another one could as
//! well have sent that one.

use super::numbers::filled;
use crate::simd;
use crate::unit::{OutOfMemory, Units};

/// The most characters of a separator, none of them a letter or a digit.
const MAX_SEPARATOR: usize = 6;
/// The number of units from which the separator is learned.
const MAX_SAMPLES: u32 = 1024;

/// Tells for each index whether the path is the usual one. The usual path of a root is empty or absent.
pub(super) fn are_usual(units: &Units, parents: &[u32]) -> Result<Vec<bool>, OutOfMemory> {
    let all = fingerprints(units, parents)?;
    let mut usual = Vec::new();
    usual.try_reserve_exact(parents.len())?;
    usual.extend(all.iter().zip(parents).map(|(prints, parent)| match all.get(*parent as usize) {
        Some(parent) => prints.own == parent.of_children,
        None => prints.own == NO_PATH || prints.own == EMPTY,
    }));
    Ok(usual)
}

/// The fingerprints of a unit's path and of the usual path of its children.
#[derive(Clone, Copy)]
struct Prints {
    own: u64,
    of_children: u64,
}

/// An absent path; never equal to a usual one.
const NO_PATH: u64 = 0;
/// An empty path.
const EMPTY: u64 = 1;
/// The usual path of the children of a unit without a name, or without children: there is none.
const NONE_USUAL: u64 = 2;

fn fingerprints(units: &Units, parents: &[u32]) -> Result<Vec<Prints>, OutOfMemory> {
    let mut has_children = filled(parents.len(), false)?;
    for parent in parents {
        if let Some(slot) = has_children.get_mut(*parent as usize) {
            *slot = true;
        }
    }
    let separator = separator(units, parents).as_bytes();
    let mut all = Vec::new();
    let mut text = Vec::new();
    all.try_reserve_exact(parents.len())?;
    for (has_children, (path, name)) in has_children.into_iter().zip(units.paths_and_names()) {
        let own = path.map_or(NO_PATH, fingerprint);
        let name = if has_children { name().filter(|name| !name.is_empty()) } else { None };
        let of_children = match name {
            Some(name) => {
                fingerprint(joined([path.unwrap_or_default(), separator, name], &mut text)?)
            }
            None => NONE_USUAL,
        };
        all.push(Prints { own, of_children });
    }
    Ok(all)
}

/// Joins a path, a separator and a name in `text`; leaves the separator out if the path is empty.
#[inline(always)]
fn joined<'a>(
    [path, separator, name]: [&[u8]; 3],
    text: &'a mut Vec<u8>,
) -> Result<&'a [u8], OutOfMemory> {
    let separator = if path.is_empty() { &[] } else { separator };
    let len = path.len() + separator.len() + name.len();
    if text.len() < len {
        extend(text, len)?;
    }
    let mut at = 0;
    for part in [path, separator, name] {
        simd::copy(part, text.get_mut(at..at + part.len()).unwrap_or_default());
        at += part.len();
    }
    Ok(text.get(..len).unwrap_or_default())
}

#[cold]
fn extend(text: &mut Vec<u8>, len: usize) -> Result<(), OutOfMemory> {
    let len = len.max(256);
    text.try_reserve_exact(len - text.len())?;
    text.resize(len, 0);
    Ok(())
}

/// Condenses a text into 64 bits, two words at a time. Each step of one word is one-to-one.
#[inline(always)]
fn fingerprint(text: &[u8]) -> u64 {
    const FACTORS: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xC2B2_AE3D_27D4_EB4F];
    let step = |sums: [u64; 2], block: &[u8; 16]| {
        let (words, _) = block.as_chunks::<8>();
        let mut sums = sums;
        for ((sum, word), factor) in sums.iter_mut().zip(words).zip(FACTORS) {
            let word = u64::from_le_bytes(*word);
            *sum = (sum.rotate_left(23) ^ word).wrapping_mul(factor);
        }
        sums
    };
    if text.is_empty() {
        return EMPTY;
    }
    let (blocks, rest) = text.as_chunks::<16>();
    let start = [text.len() as u64, 0];
    let sums = blocks.iter().fold(start, step);
    let [one, other] = match text.last_chunk() {
        // The last 16 bytes overlap the last block; the length tells by how much.
        Some(last) if !rest.is_empty() => step(sums, last),
        Some(_) => sums,
        None => step(sums, &padded(text)),
    };
    match one ^ other.rotate_left(32) {
        NO_PATH..=NONE_USUAL => u64::MAX,
        print => print,
    }
}

fn padded(text: &[u8]) -> [u8; 16] {
    let mut block = [0; 16];
    for (to, from) in block.iter_mut().zip(text) {
        *to = *from;
    }
    block
}

/// Learns the separator from the first path that is the parent's path, a separator, and the parent's name; else returns `/`.
fn separator<'a>(units: &'a Units, parents: &[u32]) -> &'a str {
    let samples = 0..units.len().min(MAX_SAMPLES);
    samples
        .zip(parents)
        .find_map(|(index, parent)| separator_in(units, index, *parent))
        .unwrap_or("/")
}

fn separator_in(units: &Units, index: u32, parent: u32) -> Option<&str> {
    let above = units.path(parent).filter(|text| !text.is_empty())?;
    let name = units.name(parent).filter(|name| !name.is_empty())?;
    let between = units.path(index)?.strip_prefix(above)?.strip_suffix(name)?;
    let is_one = !between.is_empty()
        && between.chars().nth(MAX_SEPARATOR).is_none()
        && !between.contains(char::is_alphanumeric);
    is_one.then_some(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_the_length_change_a_fingerprint() {
        let text: Vec<u8> = (1..=70).collect();
        let mut all = vec![NO_PATH, NONE_USUAL];
        for len in 0..=text.len() {
            all.push(fingerprint(&text[..len]));
            for at in 0..len {
                let mut changed = text[..len].to_vec();
                changed[at] ^= 0x80;
                all.push(fingerprint(&changed));
            }
        }
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
