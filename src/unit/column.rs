//! One value for each row, in pages of 4096.
//!
//! ```text
//!  full   [ Same(x) ][ Each(a b c …) ][ Same(y) ]    open   Each(d e … )
//!           4096 rows  4096 rows        4096                 unused slots behind the last row
//! ```
//! A page in which all rows have the same value stores that value once. So a field that a provider never sends costs
//! nothing. Pages instead of one vector, because a vector that doubles needs three times its size while it moves, and
//! WebAssembly returns no memory to the system.
//!
//! A column does not count its rows: several columns are filled together, and their owner counts once for all. The open
//! page has slots behind the last row, so that appending is one store.

use super::memory::OutOfMemory;

const PAGE: usize = 4096;

#[derive(Clone, Debug)]
enum Page<T> {
    Same(T),
    Each(Vec<T>),
}

/// One value for each row.
#[derive(Clone, Debug)]
pub(super) struct Column<T> {
    full: Vec<Page<T>>,
    open: Page<T>,
}

impl<T: Copy + PartialEq> Column<T> {
    /// Makes a column without rows. `usual` fills the first rows for free.
    pub(super) fn new(usual: T) -> Self {
        Self { full: Vec::new(), open: Page::Same(usual) }
    }

    /// Returns the value of a row. Behind the last row, returns none or any value.
    #[inline(always)]
    pub(super) fn get(&self, row: u32) -> Option<T> {
        let row = row as usize;
        match self.full.get(row / PAGE).unwrap_or(&self.open) {
            Page::Same(value) => Some(*value),
            Page::Each(values) => values.get(row % PAGE).copied(),
        }
    }

    /// Appends a value to a column of `len` rows.
    #[inline(always)]
    pub(super) fn push(&mut self, len: usize, value: T) -> Result<(), OutOfMemory> {
        let filled = len % PAGE;
        match &mut self.open {
            Page::Each(values) if filled > 0 => {
                if let Some(slot) = values.get_mut(filled) {
                    *slot = value;
                    return Ok(());
                }
            }
            Page::Same(same) if *same == value && filled > 0 => return Ok(()),
            Page::Same(_) | Page::Each(_) => {}
        }
        self.push_slowly(len, value)
    }

    /// Appends a value where the open page is full, too small, or of one other value.
    #[cold]
    fn push_slowly(&mut self, len: usize, value: T) -> Result<(), OutOfMemory> {
        let filled = len % PAGE;
        if filled == 0 {
            let page = core::mem::replace(&mut self.open, Page::Same(value));
            if len > 0 {
                self.full.try_reserve(1)?;
                self.full.push(page);
            }
            return Ok(());
        }
        // The first page grows with its content, for small listings; each further page is allocated whole.
        let size = if self.full.is_empty() { (filled * 4).clamp(8, PAGE) } else { PAGE };
        let mut values = match &mut self.open {
            Page::Same(same) => {
                let mut values = Vec::new();
                values.try_reserve_exact(size)?;
                values.resize(filled, *same);
                values
            }
            Page::Each(values) => core::mem::take(values),
        };
        values.try_reserve_exact(size - filled)?;
        values.resize(size, value);
        self.open = Page::Each(values);
        Ok(())
    }

    /// Yields the pages in order.
    pub(super) fn runs(&self) -> impl Iterator<Item = Run<'_, T>> {
        self.full.iter().chain([&self.open]).map(|page| match page {
            Page::Same(value) => Run::Same(*value),
            Page::Each(values) => Run::Each(values),
        })
    }

    /// Yields the value of every row in order, then those of unused slots. Much faster than [`Column::get`] for each.
    pub(super) fn values(&self) -> Values<'_, T> {
        Values {
            full: self.full.iter(),
            open: Some(&self.open),
            each: [].iter(),
            same: None,
            left: 0,
        }
    }

    /// Returns a column of the values of these rows.
    #[inline(never)]
    pub(super) fn in_order(&self, rows: &[u32]) -> Result<Self, OutOfMemory> {
        let Some(first) = self.get(0) else { return Ok(self.clone()) };
        let mut sorted = Self::new(first);
        for (len, row) in rows.iter().enumerate() {
            sorted.push(len, self.get(*row).unwrap_or(first))?;
        }
        Ok(sorted)
    }
}

/// Yields the values of a column in order.
#[derive(Debug)]
pub(super) struct Values<'a, T> {
    full: core::slice::Iter<'a, Page<T>>,
    open: Option<&'a Page<T>>,
    each: core::slice::Iter<'a, T>,
    /// The value of the next `left` rows.
    same: Option<T>,
    left: usize,
}

impl<T: Copy> Values<'_, T> {
    #[cold]
    fn turn_page(&mut self) -> Option<T> {
        match self.full.next().or_else(|| self.open.take())? {
            Page::Same(value) => (self.same, self.left) = (Some(*value), PAGE),
            Page::Each(values) => self.each = values.iter(),
        }
        self.next()
    }
}

impl<T: Copy> Iterator for Values<'_, T> {
    type Item = T;

    #[inline(always)]
    fn next(&mut self) -> Option<T> {
        if let Some(value) = self.each.next() {
            return Some(*value);
        }
        if self.left > 0 {
            self.left -= 1;
            return self.same;
        }
        self.turn_page()
    }
}

/// The values of a page.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run<'a, T> {
    /// Every row has this value.
    Same(T),
    /// Each row has its own value.
    Each(&'a [T]),
}

impl<T: Copy> Run<'_, T> {
    /// The number of rows in a page.
    pub(super) const ROWS: usize = PAGE;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_returned_as_pushed_whether_they_repeat_or_not() {
        for period in [1, 2, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE] {
            let mut column = Column::new(0);
            let value = |row: usize| u32::try_from(row / period).unwrap();
            for row in 0..3 * PAGE + 2 {
                column.push(row, value(row)).unwrap();
            }
            for row in [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 3 * PAGE, 3 * PAGE + 1] {
                assert_eq!(column.get(u32::try_from(row).unwrap()), Some(value(row)), "{period}");
            }
            assert!(
                column.values().take(3 * PAGE + 2).eq((0..3 * PAGE + 2).map(value)),
                "{period}"
            );
            let back: Vec<u32> = (0..u32::try_from(3 * PAGE + 2).unwrap()).rev().collect();
            let back = column.in_order(&back).unwrap();
            assert_eq!(back.get(0), Some(value(3 * PAGE + 1)), "{period}");
        }
    }

    #[test]
    fn a_page_of_equal_values_stores_one() {
        let mut column = Column::new(0);
        for row in 0..=2 * PAGE {
            column.push(row, 7_u32).unwrap();
        }
        assert!(column.runs().all(|run| matches!(run, Run::Same(7))));
        assert_eq!(column.runs().count(), 3);
    }
}
