//! Paths, which repeat the names of all ancestors in every unit: what two of them begin with in common is held once.
//!
//! ```text
//!  a path is cut into blocks of 128 bytes, and a block hangs below the one before it
//!
//!  "North America/West/ … (128)" ──┬── " … /California/South (128)" ──── "/San Diego"
//!                                 ├── " … /California"
//!                                 └── " … /Nevada"
//!  node   = the place of [ the node before it | its block ] in Texts       a path = the node of its last block
//!  look-up: by hash of (node before, block), then both compared
//! ```
//! Cut by length and not at a separator, since nobody knows the separator, and so that a path of nothing but separators
//! costs no more than any other. The text of any path is put together again byte for byte.

use super::hash::{BLOCK, Seed};
use super::table::Table;
use super::texts::Texts;
use super::{Full, room};
use crate::simd;

/// Paths that share what they begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    nodes: Texts,
    table: Table,
}

/// The node before a first block, and that of no path.
pub(super) const NONE: u32 = Texts::ABSENT;

impl Paths {
    /// Keeps a path, and gives its node: the same for the same path.
    pub(super) fn put(&mut self, seed: &Seed, path: &[u8]) -> Result<u32, Full> {
        let (blocks, rest) = path.as_chunks::<BLOCK>();
        let mut node = NONE;
        for block in blocks {
            node = self.node(seed.of_whole_block(node, block), node, block)?;
        }
        if rest.is_empty() && !blocks.is_empty() {
            return Ok(node);
        }
        self.node(seed.of_block(node, rest), node, rest)
    }

    /// Puts the bytes of a path into an empty buffer.
    pub(super) fn read(&self, node: u32, to: &mut Vec<u8>) -> Result<(), Full> {
        let mut line = Vec::new();
        for block in self.upwards(node) {
            room(line.try_reserve(1))?;
            line.push(block);
        }
        room(to.try_reserve(line.len() * BLOCK))?;
        for block in line.iter().rev() {
            simd::append(to, block);
        }
        Ok(())
    }

    /// Whether the path of a node is that very text. `known` holds the nodes of its whole blocks as far as somebody has
    /// come with the same text before, and of no other; it is gone on with.
    pub(super) fn is(&self, node: u32, text: &[u8], known: &mut Vec<u32>) -> Result<bool, Full> {
        let (whole, rest) = text.as_chunks::<BLOCK>();
        let before = known.len().min(whole.len());
        room(known.try_reserve(whole.len()))?;
        known.resize(known.len().max(whole.len()), NONE);
        let is = self.ends_with(node, rest, whole, (before, known));
        if !is {
            known.truncate(before);
        }
        Ok(is)
    }

    fn ends_with(
        &self,
        mut node: u32,
        rest: &[u8],
        whole: &[[u8; BLOCK]],
        (known, nodes): (usize, &mut [u32]),
    ) -> bool {
        if !rest.is_empty() || whole.is_empty() {
            match self.block(node) {
                Some((before, block)) if simd::equal(block, rest) => node = before,
                _ => return false,
            }
        }
        for (place, wanted) in whole.iter().enumerate().rev() {
            let Some(slot) = nodes.get_mut(place) else { return false };
            if place < known {
                return *slot == node;
            }
            *slot = node;
            match self.block(node) {
                Some((before, block)) if simd::equal(block, wanted) => node = before,
                _ => return false,
            }
        }
        node == NONE
    }

    /// The blocks of a path, the last one first.
    fn upwards(&self, node: u32) -> impl Iterator<Item = &[u8]> {
        core::iter::successors(self.block(node), |(before, _)| self.block(*before))
            .map(|(_, block)| block)
    }

    /// The node before a node, and its block.
    fn block(&self, node: u32) -> Option<(u32, &[u8])> {
        let (before, block) = self.nodes.get(node)?.split_first_chunk()?;
        Some((u32::from_le_bytes(*before), block))
    }

    fn node(&mut self, hash: u32, before: u32, block: &[u8]) -> Result<u32, Full> {
        let is = |node| {
            self.block(node)
                .is_some_and(|(above, kept)| above == before && simd::equal(kept, block))
        };
        match self.table.find(hash, is) {
            Some(node) => Ok(node),
            None => {
                let node = self.nodes.put_behind(&before.to_le_bytes(), block)?;
                self.table.insert(hash, node)?;
                Ok(node)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_out_of_a_path_serves_for_the_next_one() {
        let seed = Seed::new(3);
        let mut paths = Paths::default();
        let text: Vec<u8> = (0..u8::MAX).cycle().take(5 * BLOCK).collect();
        let mut known = Vec::new();
        for len in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 4 * BLOCK + 5, 2 * BLOCK, 2] {
            known.truncate(len / BLOCK);
            let node = paths.put(&seed, &text[..len]).unwrap();
            let mut other = text.clone();
            other.rotate_left(1);
            let other = paths.put(&seed, &other[..len]).unwrap();
            assert!(paths.is(node, &text[..len], &mut known).unwrap(), "{len}");
            assert!(len == 0 || !paths.is(other, &text[..len], &mut known).unwrap(), "{len}");
            assert!(known.len() >= len / BLOCK, "{len}");
        }
    }

    #[test]
    fn any_path_comes_back_and_shares_its_beginning() {
        let seed = Seed::new(3);
        let mut paths = Paths::default();
        let long = "Region é/".repeat(40).into_bytes();
        let lengths = [0, 1, 127, 128, 129, 255, 256, 257, 360];
        let nodes: Vec<u32> =
            lengths.iter().map(|len| paths.put(&seed, &long[..*len]).unwrap()).collect();
        for (node, len) in nodes.iter().zip(lengths) {
            let mut text = Vec::new();
            paths.read(*node, &mut text).unwrap();
            assert_eq!(text, &long[..len]);
            let is = |text: &[u8]| paths.is(*node, text, &mut Vec::new()).unwrap();
            assert!(is(&long[..len]));
            assert!(!is(&long[..=len]) && !is(&long[1..len + 2]));
            assert_eq!(paths.put(&seed, &text), Ok(*node), "the same path has the same node");
        }
        // "", 1, 127, 128, 129, 255, 256, 257, and of 360 what is behind 256.
        assert_eq!(paths.table.numbers().count(), 9);
    }
}
