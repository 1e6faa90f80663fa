//! Paths, which repeat the names of all ancestors in every unit.
//!
//! ```text
//!  rows   0 ………………………… settled ……………………… rows
//!         a node each          │ waiting: the text itself, at first up to 32 MiB of texts
//! ```
//! A listing of a hundred thousand units does not settle yet. Of a larger one, what two paths begin with in common is held once:
//!
//! ```text
//!  a path is cut into blocks of 128 bytes, and a block hangs below the one before it
//!
//!  "North America/West/ … (128)" ──┬── " … /California/South (128)" ──── "/San Diego"
//!                                  ├── " … /California"
//!                                  └── " … /Nevada"
//!  node   = the place of [ the node before it | the hash of the path up to here | its block ] in Texts
//!  a path = the node of its last block
//!  look-up: by hash of (node before, block), then both compared
//! ```
//! Cut by length and not at a separator, since nobody knows the separator, and so that a path of nothing but separators
//! costs no more than any other. The text of any path is put together again byte for byte.
//!
//! A look-up waits for memory twice, for the table and for the block. So paths settle many at a time and step by step,
//! which lets the processor wait for many of them at once.

use std::borrow::Cow;

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

/// So many bytes of a node's text are the node before it and the hash.
const FRONT: usize = 12;
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
    /// The place of the last row's path.
    last: u32,
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
            last: NONE,
        }
    }

    /// Keeps the path of the row under way, and gives its place.
    #[inline(always)]
    pub(super) fn put(&mut self, path: &[u8]) -> Result<u32, Full> {
        self.waiting.put(path)
    }

    /// Where the paths end, to rewind to when the row under way is dropped.
    #[inline(always)]
    pub(super) fn mark(&self) -> Mark {
        self.waiting.mark()
    }

    pub(super) fn rewind(&mut self, mark: Mark) {
        self.waiting.rewind(mark);
    }

    /// The place of the last row's path.
    #[inline]
    pub(super) fn last(&self) -> u32 {
        self.last
    }

    /// Ends the row under way, whose path stands at that place.
    #[inline(always)]
    pub(super) fn end_row(&mut self, seed: &Seed, place: u32) -> Result<(), Full> {
        let most = if self.count == 0 { MOST_BYTES } else { MOST_BYTES_LATER };
        let full = self.places.len() >= MOST_ROWS || self.waiting.size() >= most;
        let place = if full { self.make_room(seed, place)? } else { place };
        room(self.places.try_reserve(1))?;
        self.places.push(place);
        self.last = place;
        Ok(())
    }

    #[cold]
    fn make_room(&mut self, seed: &Seed, place: u32) -> Result<u32, Full> {
        let mut path = Vec::new();
        if place != NONE {
            self.read(Path::Waiting(place), &mut path)?;
        }
        self.settle(seed)?;
        if place == NONE { Ok(NONE) } else { self.waiting.put(&path) }
    }

    /// The path of a row, if one was sent.
    #[inline(always)]
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

    /// The hash of a path.
    #[inline(always)]
    pub(super) fn hash(&self, seed: &Seed, path: Path) -> u64 {
        match path {
            Path::Node(node) => self.nodes.node(node).map_or(0, |node| node.hash),
            Path::Waiting(place) => seed.of_path(0, self.waiting.get(place).unwrap_or_default()),
        }
    }

    /// The hash that a path has with `/` and a name behind it, or the name alone where there is no path or an empty
    /// one. `text` is written over.
    #[inline(always)]
    pub(super) fn hash_below(
        &self,
        seed: &Seed,
        (path, name): (Option<Path>, &[u8]),
        text: &mut Vec<u8>,
    ) -> Result<u64, Full> {
        let (before, end) = match path {
            None => (0, None),
            Some(Path::Waiting(place)) => (0, self.waiting.get(place)),
            Some(Path::Node(node)) => match self.nodes.node(node) {
                Some(node) => {
                    (self.nodes.node(node.before).map_or(0, |before| before.hash), Some(node.block))
                }
                None => (0, None),
            },
        };
        let end = end.unwrap_or_default();
        text.clear();
        room(text.try_reserve(end.len() + name.len() + 1))?;
        simd::append(text, end);
        if !end.is_empty() {
            text.push(b'/');
        }
        simd::append(text, name);
        Ok(seed.of_path(before, text))
    }

    /// Appends the bytes of a path.
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

    /// The text of a path, of one that waits without a copy.
    pub(super) fn text(&self, path: Path) -> Result<Cow<'_, str>, Full> {
        if let Path::Waiting(place) = path {
            return Ok(Cow::Borrowed(self.waiting.text(place).unwrap_or_default()));
        }
        let mut bytes = Vec::new();
        self.read(path, &mut bytes)?;
        Ok(Cow::Owned(String::from_utf8(bytes).unwrap_or_default()))
    }

    /// The first byte of a path, or of the last block of it.
    pub(super) fn first(&self, path: Path) -> Option<&u8> {
        match path {
            Path::Node(node) => self.nodes.node(node)?.block.first(),
            Path::Waiting(place) => self.waiting.get(place)?.first(),
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
                    _ => nodes.find_or_add(seed, open.hash, (*node, block))?,
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

/// A node as it is kept.
#[derive(Clone, Copy, Debug)]
struct Node<'a> {
    before: u32,
    hash: u64,
    block: &'a [u8],
}

impl Nodes {
    fn find_or_add(
        &mut self,
        seed: &Seed,
        hash: u32,
        (before, block): (u32, &[u8]),
    ) -> Result<u32, Full> {
        if let Some(node) = self.table.find(hash, |node| self.holds(node, before, block)) {
            return Ok(node);
        }
        let of_path = seed.of_path(self.node(before).map_or(0, |node| node.hash), block);
        let mut front = [0; FRONT];
        let bytes = before.to_le_bytes().into_iter().chain(of_path.to_le_bytes());
        front.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
        let node = self.texts.put_behind(&front, block)?;
        self.table.insert(hash, node)?;
        Ok(node)
    }

    #[inline(always)]
    fn node(&self, node: u32) -> Option<Node<'_>> {
        let (before, rest) = self.texts.get(node)?.split_first_chunk()?;
        let (hash, block) = rest.split_first_chunk()?;
        let (before, hash) = (u32::from_le_bytes(*before), u64::from_le_bytes(*hash));
        Some(Node { before, hash, block })
    }

    #[inline]
    fn holds(&self, node: u32, before: u32, block: &[u8]) -> bool {
        self.node(node).is_some_and(|node| node.before == before && simd::equal(node.block, block))
    }

    fn read(&self, node: u32, to: &mut Vec<u8>) -> Result<(), Full> {
        if let Some(Node { before: NONE, block, .. }) = self.node(node) {
            simd::append(to, block);
            return Ok(());
        }
        let mut line = Vec::new();
        for node in core::iter::successors(self.node(node), |node| self.node(node.before)) {
            room(line.try_reserve(1))?;
            line.push(node.block);
        }
        room(to.try_reserve(line.len() * BLOCK))?;
        for block in line.iter().rev() {
            simd::append(to, block);
        }
        Ok(())
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
                assert_eq!(paths.hash(&seed, path), seed.of_path(0, &text()[..len]));
                let slash = if len == 0 { "" } else { "/" };
                let below = [&text()[..len], slash.as_bytes(), b"Name"].concat();
                let hash = paths.hash_below(&seed, (Some(path), b"Name"), &mut told).unwrap();
                assert_eq!(hash, seed.of_path(0, &below), "{len}");
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
            paths.end_row(&seed, place).unwrap();
            place = paths.last();
        }
        assert!(paths.count > 0 && paths.waiting.size() <= MOST_BYTES + 300);
        for row in (0..3 * MOST_BYTES / 200).step_by(1001) {
            let mut told = Vec::new();
            let row_path = paths.of_row(u32::try_from(row).unwrap()).unwrap();
            paths.read(row_path, &mut told).unwrap();
            assert_eq!(told, path(row).as_bytes(), "{row}");
        }
    }
}
