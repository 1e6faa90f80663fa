//! Paths that are the path and the name of the parent, joined by the separator of this listing: nearly all are.

use super::trail::Trail;
use super::{Full, Path, Units, append, room};

/// What joins names in paths, unless the listing shows another.
const USUAL: &[u8] = b"/";
/// A separator has at most so many characters, none of them a letter or a digit.
const SEPARATOR: usize = 6;
/// So many units are looked at for it.
const LOOKED_AT: usize = 1024;

impl Units {
    /// What joins names in the paths of this listing. Once they are linked.
    pub(super) fn separator(&self) -> &[u8] {
        if self.separator.is_empty() { USUAL } else { self.separator.as_bytes() }
    }

    /// Looks for the first path that is the parent's with something and the parent's name behind. While all paths are texts.
    pub(super) fn learn_separator(&mut self) {
        let mut rows = (0..self.len()).take(LOOKED_AT);
        let found = rows.find_map(|row| self.separator_in(row)).map(str::to_owned);
        self.separator = found.unwrap_or_default();
    }

    fn separator_in(&self, row: u32) -> Option<&str> {
        let parent = self.links.parent(row)?;
        let before = self.text_of(self.path(parent)?).filter(|text| !text.is_empty())?;
        let name = self.name_bytes(parent).filter(|name| !name.is_empty())?;
        let path = self.text_of(self.path(row)?)?;
        let between = path.strip_prefix(before)?.strip_suffix(name)?;
        let between = core::str::from_utf8(between).ok()?;
        let is_one = (1..=SEPARATOR).contains(&between.chars().count())
            && !between.contains(char::is_alphanumeric);
        is_one.then_some(between)
    }

    /// Of every unit in the order sent, whether its path is below its parent; of a root, whether it has none. Once they
    /// are linked.
    ///
    /// Told by hashes with secret numbers, since the texts of parents are all over memory: a path that is not below its
    /// parent may be taken for one that is, in one of two thousand million cases.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn are_paths_below(&self) -> Result<Vec<bool>, Full> {
        let mut all = Vec::new();
        room(all.try_reserve_exact(self.rows))?;
        if self.paths.settled() > 0 {
            all.extend((0..).zip(self.parents()).map(|(index, parent)| match self.path(index) {
                Some(Path::Below(_)) => true,
                Some(Path::Text(_)) => false,
                None => *parent == u32::MAX,
            }));
            return Ok(all);
        }
        let trails = self.trails()?;
        all.extend(self.parents().iter().zip(&trails).map(|(parent, trail)| {
            match trails.get(*parent as usize) {
                Some(parent) => parent.below != Trail::NONE && parent.below == trail.here,
                None => matches!(trail.here, Trail::NONE | Trail::EMPTY),
            }
        }));
        Ok(all)
    }

    /// Where the paths of all units lead; below them only where there is somebody.
    fn trails(&self) -> Result<Vec<Trail>, Full> {
        let mut has_children = Vec::new();
        room(has_children.try_reserve_exact(self.rows))?;
        has_children.resize(self.rows, false);
        for parent in self.parents() {
            if let Some(slot) = has_children.get_mut(*parent as usize) {
                *slot = true;
            }
        }
        let mut trails = Vec::new();
        let mut text = Vec::new();
        room(trails.try_reserve_exact(self.rows))?;
        let separator = self.separator();
        for (row, has_children) in (0..).zip(has_children) {
            let name = if has_children { self.name_front(row) } else { None };
            trails.push(Trail::of::<1>(
                &self.seed,
                (self.paths.waiting(row), separator, name),
                &mut text,
            )?);
        }
        Ok(trails)
    }

    #[inline(always)]
    fn text_of(&self, path: Path) -> Option<&[u8]> {
        match path {
            Path::Text(place) => self.paths.text(place),
            Path::Below(_) => None,
        }
    }

    /// Appends the path and the name of a unit, as a path below it begins.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub(super) fn push_path_below(&self, parent: u32, to: &mut Vec<u8>) -> Result<(), Full> {
        let mut line = Vec::new();
        let mut above = Some(Path::Below(parent));
        while let Some(Path::Below(row)) = above {
            // It cannot go round, but for two texts with one hash.
            if line.len() > self.rows {
                return Ok(());
            }
            room(line.try_reserve(1))?;
            line.push(row);
            above = self.path(row);
        }
        let start = to.len();
        append(to, above.and_then(|path| self.text_of(path)).unwrap_or_default())?;
        for row in line.iter().rev() {
            if to.len() > start {
                append(to, self.separator())?;
            }
            append(to, self.name_bytes(*row).unwrap_or_default())?;
        }
        Ok(())
    }
}
