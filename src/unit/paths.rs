//! Paths, which repeat the names of all ancestors in every unit: what two of them begin with in common is held once.
//!
//! ```text
//!  a path is cut into blocks of 64 bytes, and a block hangs below the one before it
//!
//!  "North America/West/ … (64)" ──┬── " … /California/South (64)" ──── "/San Diego"
//!                                 ├── " … /California"
//!                                 └── " … /Nevada"
//!  node   = the node before it, and the place of its block        a path = the node of its last block
//!  look-up: by hash of (node before, block), then block by block compared
//! ```
//! Cut by length and not at a separator, since nobody knows the separator, and so that a path of nothing but separators
//! costs no more than any other. The text of any path is put together again byte for byte.

use super::column::Column;
use super::hash::{BLOCK, Seed};
use super::table::Table;
use super::texts::Texts;
use super::{Full, room};
use crate::simd;

/// Paths that share what they begin with.
#[derive(Clone, Debug, Default)]
pub(super) struct Paths {
    /// Of each node the one before it, and the place of its block.
    nodes: Column<[u32; 2]>,
    blocks: Texts,
    table: Table,
}

/// The node before a first block, and that of no path.
pub(super) const NONE: u32 = u32::MAX;

impl Paths {
    /// Keeps a path, and gives its node: the same for the same path.
    pub(super) fn put(&mut self, seed: &Seed, path: &[u8]) -> Result<u32, Full> {
        if path.is_empty() {
            return self.node(seed, NONE, path);
        }
        path.chunks(BLOCK).try_fold(NONE, |before, block| self.node(seed, before, block))
    }

    /// Puts the bytes of a path into an empty buffer.
    pub(super) fn read(&self, node: u32, to: &mut Vec<u8>) -> Result<(), Full> {
        let mut line = Vec::new();
        for [_, block] in self.upwards(node) {
            room(line.try_reserve(1))?;
            line.push(block);
        }
        room(to.try_reserve(line.len() * BLOCK))?;
        for block in line.iter().rev().filter_map(|block| self.blocks.get(*block)) {
            simd::append(to, block);
        }
        Ok(())
    }

    /// Whether the path of a node is that very text.
    pub(super) fn is(&self, node: u32, mut text: &[u8]) -> bool {
        for [_, block] in self.upwards(node) {
            let block = self.blocks.get(block).unwrap_or_default();
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

    fn upwards(&self, node: u32) -> impl Iterator<Item = [u32; 2]> {
        core::iter::successors(self.nodes.get(node), |[before, _]| self.nodes.get(*before))
    }

    fn node(&mut self, seed: &Seed, before: u32, block: &[u8]) -> Result<u32, Full> {
        let hash = seed.of_block(before, block);
        let known = self.table.find(hash, |node| {
            self.nodes.get(node).is_some_and(|[above, place]| {
                above == before
                    && self.blocks.get(place).is_some_and(|kept| simd::equal(kept, block))
            })
        });
        if let Some(node) = known {
            return Ok(node);
        }
        let node = u32::try_from(self.nodes.len()).map_err(|_| Full)?;
        self.nodes.push([before, self.blocks.put(block)?])?;
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
        assert_eq!(paths.nodes.len(), 11);
    }
}
