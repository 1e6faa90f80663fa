//! Paths, which repeat the names of all ancestors in every unit: what two of them begin with in common is held once.
//!
//! ```text
//!  a path is cut into blocks of 64 bytes, and a block hangs below the one before it
//!
//!  "North America/West/ … (64)" ──┬── " … /California/South (64)" ──── "/San Diego"
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

    /// Whether the path of a node is that very text.
    pub(super) fn is(&self, node: u32, mut text: &[u8]) -> bool {
        for block in self.upwards(node) {
            let Some((before, end)) = text.split_at_checked(text.len().wrapping_sub(block.len()))
            else {
                return false;
            };
            if !simd::equal(end, block) {
                return false;
            }
            text = before;
        }
        text.is_empty()
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The blocks of a path, the last one first.
    fn upwards(&self, node: u32) -> impl Iterator<Item = &[u8]> {
        let step = |node: u32| self.nodes.get(node)?.split_first_chunk::<4>();
        core::iter::successors(step(node), move |(before, _)| step(u32::from_le_bytes(**before)))
            .map(|(_, block)| block)
    }

    fn node(&mut self, hash: u32, before: u32, block: &[u8]) -> Result<u32, Full> {
        let before = before.to_le_bytes();
        let is = |node| {
            let known = self.nodes.get(node).and_then(<[u8]>::split_first_chunk);
            known.is_some_and(|(above, kept)| *above == before && simd::equal(kept, block))
        };
        if let Some(node) = self.table.find(hash, is) {
            return Ok(node);
        }
        let node = self.nodes.put_behind(&before, block)?;
        self.table.insert(hash, node)?;
        Ok(node)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_path_comes_back_and_shares_its_beginning() {
        let seed = Seed::new(3);
        let mut paths = Paths::default();
        let long = "Region é/".repeat(40).into_bytes();
        let lengths = [0, 1, 63, 64, 65, 127, 128, 129, 300];
        let nodes: Vec<u32> =
            lengths.iter().map(|len| paths.put(&seed, &long[..*len]).unwrap()).collect();
        for (node, len) in nodes.iter().zip(lengths) {
            let mut text = Vec::new();
            paths.read(*node, &mut text).unwrap();
            assert_eq!(text, &long[..len]);
            assert!(paths.is(*node, &long[..len]));
            assert!(!paths.is(*node, &long[..=len]) && !paths.is(*node, &long[1..len + 2]));
            assert_eq!(paths.put(&seed, &text), Ok(*node), "the same path has the same node");
        }
        // "", 1, 63, 64, 65, 127, 128, 129, and of 300 the blocks behind the second.
        assert_eq!(paths.table.numbers().count(), 11);
    }
}
