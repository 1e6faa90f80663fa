//! Paths, which repeat the names of all ancestors in every unit.
//!
//! ```text
//!  rows   0 ………………………… settled ……………………… rows
//!         a node each          │ waiting: the text itself, at most 4 MiB of texts
//! ```
//! A listing of some thousand units never settles. Of a larger one, what two paths begin with in common is held once:
//!
//! ```text
//!  a path is cut into blocks of 128 bytes, and a block hangs below the one before it
//!
//!  "North America/West/ … (128)" ──┬── " … /California/South (128)" ──── "/San Diego"
//!                                  ├── " … /California"
//!                                  └── " … /Nevada"
//!  node   = the place of [ the node before it | its block ] in Texts       a path = the node of its last block
//!  look-up: by hash of (node before, block), then both compared
//! ```
//! Cut by length and not at a separator, since nobody knows the separator, and so that a path of nothing but separators
//! costs no more than any other. The text of any path is put together again byte for byte.
//!
//! A look-up waits for memory twice, for the table and for the block. So paths settle many at a time and step by step,
//! which lets the processor wait for many of them at once.

use super::column::Column;
use super::hash::{BLOCK, Seed};
use super::table::Table;
use super::texts::{Mark, Texts};
use super::{Full, room};
use crate::simd;

/// So many rows may wait, and so many bytes of texts: many at first, so that a listing that is not large is spared all
/// this, and then no more than stay near the processor.
const MOST_ROWS: usize = 1 << 18;
const MOST_BYTES: usize = 32 << 20;
const MOST_BYTES_LATER: usize = 1 << 18;
/// So many paths settle at a time.
const BATCH: usize = 256;

/// So many bytes of a node's text are the node before it.
const FRONT: usize = 4;
/// The node before a first block, and that of no path.
const NONE: u32 = Texts::ABSENT;

/// The paths of the rows.
#[derive(Clone, Debug)]
pub(super) struct Paths {
    settled: Column<u32>,
    count: usize,
    nodes: Nodes,
    waiting: Texts,
    places: Vec<u32>,
}

/// The blocks that paths are made of.
#[derive(Clone, Debug, Default)]
struct Nodes {
    texts: Texts,
    table: Table,
}

/// A path: the same path may have several of these, another path never has the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Path {
    /// The node of its last block.
    Node(u32),
    /// The place of its text.
    Waiting(u32),
}

impl Paths {
    /// The place of no path.
    pub(super) const ABSENT: u32 = NONE;

    pub(super) fn new() -> Self {
        Self {
            settled: Column::new(NONE),
            count: 0,
            nodes: Nodes::default(),
            waiting: Texts::default(),
            places: Vec::new(),
        }
    }

    /// Keeps the path of the row under way, and gives its place.
    #[inline]
    pub(super) fn put(&mut self, path: &[u8]) -> Result<u32, Full> {
        self.waiting.put(path)
    }

    /// Where the paths end, to rewind to when the row under way is dropped.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        self.waiting.mark()
    }

    pub(super) fn rewind(&mut self, mark: Mark) {
        self.waiting.rewind(mark);
    }

    /// Ends the row under way, whose path stands at that place; gives the place where it stands from now on.
    #[inline]
    pub(super) fn end_row(&mut self, seed: &Seed, place: u32) -> Result<u32, Full> {
        let most = if self.count == 0 { MOST_BYTES } else { MOST_BYTES_LATER };
        let full = self.places.len() >= MOST_ROWS || self.waiting.size() >= most;
        let place = if full { self.make_room(seed, place)? } else { place };
        room(self.places.try_reserve(1))?;
        self.places.push(place);
        Ok(place)
    }

    #[cold]
    fn make_room(&mut self, seed: &Seed, place: u32) -> Result<u32, Full> {
        let path = self.waiting.get(place).map(<[u8]>::to_vec);
        self.settle(seed)?;
        path.map_or(Ok(NONE), |path| self.waiting.put(&path))
    }

    /// The path of a row, if one was sent.
    pub(super) fn of_row(&self, row: u32) -> Option<Path> {
        let path = match (row as usize).checked_sub(self.count) {
            None => Path::Node(self.settled.get(row)?),
            Some(waiting) => Path::Waiting(*self.places.get(waiting)?),
        };
        (!matches!(path, Path::Node(NONE) | Path::Waiting(NONE))).then_some(path)
    }

    /// Whether a path was sent with any row.
    pub(super) fn any(&self) -> bool {
        self.nodes.texts.size() + self.waiting.size() > 0
    }

    /// A path, or the last block of it.
    #[inline]
    pub(super) fn end(&self, path: Path) -> &[u8] {
        match path {
            Path::Node(node) => self.nodes.block(node).map(|(_, block)| block),
            Path::Waiting(place) => self.waiting.get(place),
        }
        .unwrap_or_default()
    }

    /// Puts the bytes of a path into an empty buffer.
    pub(super) fn read(&self, path: Path, to: &mut Vec<u8>) -> Result<(), Full> {
        match path {
            Path::Node(node) => self.nodes.read(node, to),
            Path::Waiting(place) => {
                let text = self.waiting.get(place).unwrap_or_default();
                room(to.try_reserve(text.len()))?;
                simd::append(to, text);
                Ok(())
            }
        }
    }

    /// Whether a path is that very text. `known` holds the nodes of its whole blocks as far as somebody has come with
    /// the same text before, and of no other; it is gone on with.
    pub(super) fn is(&self, path: Path, text: &[u8], known: &mut Vec<u32>) -> Result<bool, Full> {
        match path {
            Path::Node(node) => self.nodes.is(node, text, known),
            Path::Waiting(place) => {
                Ok(self.waiting.get(place).is_some_and(|path| simd::equal(path, text)))
            }
        }
    }

    /// The same paths for rows in another order.
    pub(super) fn put_in_order(&mut self, seed: &Seed, order: &[u32]) -> Result<(), Full> {
        self.settle(seed)?;
        self.settled = self.settled.in_order(order)?;
        Ok(())
    }

    /// Turns everything that waits into nodes.
    fn settle(&mut self, seed: &Seed) -> Result<(), Full> {
        for places in self.places.chunks(BATCH) {
            let mut batch = Batch::new(&self.waiting, places)?;
            batch.settle(seed, &mut self.nodes)?;
            for node in batch.nodes {
                self.settled.push(self.count, node)?;
                self.count += 1;
            }
        }
        self.places.clear();
        self.waiting = Texts::default();
        Ok(())
    }
}

/// Paths that settle together, block by block.
struct Batch<'a> {
    /// Of each path the node as far as it has come.
    nodes: Vec<u32>,
    open: Vec<Open<'a>>,
}

/// A path that goes on.
struct Open<'a> {
    which: usize,
    rest: &'a [u8],
    /// The hash of its next block, whether there is anything at its home in the table, and the node that may be it.
    hash: u32,
    near: bool,
    found: Option<u32>,
    /// Whether that node's text is as long, and has the same in the middle and at the end: to ask for it brings the
    /// text near.
    likely: bool,
}

impl<'a> Batch<'a> {
    fn new(texts: &'a Texts, places: &[u32]) -> Result<Self, Full> {
        let mut batch = Self { nodes: Vec::new(), open: Vec::new() };
        room(batch.nodes.try_reserve_exact(places.len()))?;
        room(batch.open.try_reserve_exact(places.len()))?;
        batch.nodes.resize(places.len(), NONE);
        let open = places.iter().enumerate().filter_map(|(which, place)| {
            let rest = texts.get(*place)?;
            Some(Open { which, rest, hash: 0, near: false, found: None, likely: false })
        });
        batch.open.extend(open);
        Ok(batch)
    }

    fn settle(&mut self, seed: &Seed, nodes: &mut Nodes) -> Result<(), Full> {
        while !self.open.is_empty() {
            for open in &mut self.open {
                let before = self.nodes.get(open.which).copied().unwrap_or(NONE);
                open.hash = seed.of_block(before, first_block(open.rest));
            }
            for open in &mut self.open {
                open.near = nodes.table.near(open.hash) != 0;
            }
            for open in self.open.iter_mut().filter(|open| open.near) {
                open.found = nodes.table.find(open.hash, |_| true);
            }
            for open in &mut self.open {
                let text = open.found.and_then(|node| nodes.texts.get(node)).unwrap_or_default();
                let block = first_block(open.rest);
                let middle = block.len() / 2;
                open.likely = text.len() == block.len() + FRONT
                    && text.get(middle + FRONT) == block.get(middle)
                    && (block.is_empty() || text.last() == block.last());
            }
            for open in &self.open {
                let Some(node) = self.nodes.get_mut(open.which) else { continue };
                let block = first_block(open.rest);
                *node = match open.found {
                    Some(found) if open.likely && nodes.holds(found, *node, block) => found,
                    _ => nodes.find_or_add(open.hash, *node, block)?,
                };
            }
            self.open.retain_mut(|open| {
                open.rest = open.rest.get(BLOCK..).unwrap_or_default();
                open.found = None;
                !open.rest.is_empty()
            });
        }
        Ok(())
    }
}

fn first_block(text: &[u8]) -> &[u8] {
    text.get(..BLOCK).unwrap_or(text)
}

impl Nodes {
    fn find_or_add(&mut self, hash: u32, before: u32, block: &[u8]) -> Result<u32, Full> {
        if let Some(node) = self.table.find(hash, |node| self.holds(node, before, block)) {
            return Ok(node);
        }
        let node = self.texts.put_behind(&before.to_le_bytes(), block)?;
        self.table.insert(hash, node)?;
        Ok(node)
    }

    /// The node before a node, and its block.
    #[inline]
    fn block(&self, node: u32) -> Option<(u32, &[u8])> {
        let (before, block) = self.texts.get(node)?.split_first_chunk::<FRONT>()?;
        Some((u32::from_le_bytes(*before), block))
    }

    #[inline]
    fn holds(&self, node: u32, before: u32, block: &[u8]) -> bool {
        self.block(node).is_some_and(|(above, kept)| above == before && simd::equal(kept, block))
    }

    fn read(&self, node: u32, to: &mut Vec<u8>) -> Result<(), Full> {
        let mut line = Vec::new();
        let upwards = core::iter::successors(self.block(node), |(before, _)| self.block(*before));
        for (_, block) in upwards {
            room(line.try_reserve(1))?;
            line.push(block);
        }
        room(to.try_reserve(line.len() * BLOCK))?;
        for block in line.iter().rev() {
            simd::append(to, block);
        }
        Ok(())
    }

    fn is(&self, node: u32, text: &[u8], known: &mut Vec<u32>) -> Result<bool, Full> {
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
}

#[cfg(test)]
mod tests {
    use super::*;

    const LENGTHS: [usize; 9] = [0, 1, 127, 128, 129, 255, 256, 257, 360];

    fn text() -> Vec<u8> {
        "Region é/".repeat(40).into_bytes()
    }

    /// Paths of those lengths, and one that is none behind each.
    fn filled(seed: &Seed) -> Paths {
        let mut paths = Paths::new();
        for len in LENGTHS {
            let place = paths.put(&text()[..len]).unwrap();
            paths.end_row(seed, place).unwrap();
            paths.end_row(seed, NONE).unwrap();
        }
        paths
    }

    #[test]
    fn any_path_comes_back_whether_it_waits_or_has_settled() {
        let seed = Seed::new(3);
        let mut paths = filled(&seed);
        for settled in [false, true] {
            for (row, len) in (0..).step_by(2).zip(LENGTHS) {
                let path = paths.of_row(row).unwrap();
                assert_eq!(matches!(path, Path::Node(_)), settled);
                let mut told = Vec::new();
                paths.read(path, &mut told).unwrap();
                assert_eq!(told, &text()[..len]);
                let is = |text: &[u8]| paths.is(path, text, &mut Vec::new()).unwrap();
                assert!(is(&text()[..len]));
                assert!(
                    !is(&[text(), text()].concat()[..=len])
                        && !is(&[&text()[1..], b"xx"].concat()[..=len])
                );
                assert_eq!(paths.of_row(row + 1), None);
            }
            paths.settle(&seed).unwrap();
        }
        assert_eq!(paths.of_row(18), None);
    }

    #[test]
    fn equal_paths_settle_on_one_node_and_share_what_they_begin_with() {
        let seed = Seed::new(3);
        let mut paths = filled(&seed);
        paths.settle(&seed).unwrap();
        for len in LENGTHS {
            let place = paths.put(&text()[..len]).unwrap();
            paths.end_row(&seed, place).unwrap();
        }
        paths.settle(&seed).unwrap();
        for row in 0..9 {
            assert_eq!(paths.of_row(2 * row), paths.of_row(18 + row));
        }
        // "", 1, 127, 128, 129, 255, 256, 257, and of 360 what is behind 256.
        assert_eq!(paths.nodes.table.numbers().count(), 9);
    }

    #[test]
    fn many_paths_settle_by_themselves_and_the_last_one_can_be_repeated() {
        let seed = Seed::new(3);
        let mut paths = Paths::new();
        let path = |row: usize| format!("{}/{}", "x".repeat(200), row / 3);
        let mut place = NONE;
        for row in 0..3 * MOST_BYTES / 200 {
            if row % 3 == 0 {
                place = paths.put(path(row).as_bytes()).unwrap();
            }
            place = paths.end_row(&seed, place).unwrap();
        }
        assert!(paths.count > 0 && paths.waiting.size() <= MOST_BYTES + 300);
        for row in (0..3 * MOST_BYTES / 200).step_by(1001) {
            let mut told = Vec::new();
            let row_path = paths.of_row(u32::try_from(row).unwrap()).unwrap();
            paths.read(row_path, &mut told).unwrap();
            assert_eq!(told, path(row).as_bytes(), "{row}");
        }
    }

    #[test]
    fn what_was_found_out_of_a_path_serves_for_the_next_one() {
        let seed = Seed::new(3);
        let mut paths = Paths::new();
        let text: Vec<u8> = (0..u8::MAX).cycle().take(5 * BLOCK).collect();
        let mut other = text.clone();
        other.rotate_left(1);
        let lengths = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 4 * BLOCK + 5, 2 * BLOCK, 2];
        for len in lengths {
            for text in [&text, &other] {
                let place = paths.put(&text[..len]).unwrap();
                paths.end_row(&seed, place).unwrap();
            }
        }
        paths.settle(&seed).unwrap();
        let mut known = Vec::new();
        for (row, len) in (0..).step_by(2).zip(lengths) {
            known.truncate(len / BLOCK);
            let [path, other] = [row, row + 1].map(|row| paths.of_row(row).unwrap());
            assert!(paths.is(path, &text[..len], &mut known).unwrap(), "{len}");
            assert!(len == 0 || !paths.is(other, &text[..len], &mut known).unwrap(), "{len}");
            assert!(known.len() >= len / BLOCK, "{len}");
        }
    }
}
