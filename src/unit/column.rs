//! One value a row, in pages.
//!
//! ```text
//!  full   [ Same(x) ][ Each(a b c …) ][ Same(y) ]    open  Each(d e   )
//!           4096 rows  4096 rows        4096               as far as it came
//! ```
//! A page in which every row holds the same is that one value: a column that a service never fills costs nothing, and
//! one that repeats itself next to nothing. Pages of their own, because a vector that grows by doubling needs three
//! times its size while it moves, and wasm gives no memory back.
//!
//! Several columns are filled row by row, so whoever fills them counts the rows, and an open page is as long as it has
//! room: a row is one store, and what stands behind the last row is nothing.

use super::OutOfMemory;

const PAGE: usize = 4096;

#[derive(Clone, Debug)]
enum Page<T> {
    Same(T),
    Each(Vec<T>),
}

/// One value a row.
#[derive(Clone, Debug)]
pub(super) struct Column<T> {
    full: Vec<Page<T>>,
    open: Page<T>,
}

impl<T: Copy + PartialEq> Column<T> {
    /// No rows; `usual` is the value of a row that nothing is said of.
    pub(super) fn new(usual: T) -> Self {
        Self { full: Vec::new(), open: Page::Same(usual) }
    }

    /// The value in a row, if there is that row or it is on the open page.
    #[inline(always)]
    pub(super) fn get(&self, row: u32) -> Option<T> {
        let row = row as usize;
        match self.full.get(row / PAGE).unwrap_or(&self.open) {
            Page::Same(value) => Some(*value),
            Page::Each(values) => values.get(row % PAGE).copied(),
        }
    }

    /// Appends a row to those before it, of which there are so many.
    #[inline(always)]
    pub(super) fn push(&mut self, rows: usize, value: T) -> Result<(), OutOfMemory> {
        let filled = rows % PAGE;
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
        self.push_slowly(rows, value)
    }

    /// Where the page must be closed, grown, or have its values apart.
    #[cold]
    fn push_slowly(&mut self, rows: usize, value: T) -> Result<(), OutOfMemory> {
        let filled = rows % PAGE;
        if filled == 0 {
            let page = core::mem::replace(&mut self.open, Page::Same(value));
            if rows > 0 {
                self.full.try_reserve(1)?;
                self.full.push(page);
            }
            return Ok(());
        }
        // The first page grows with what comes; whoever needs a second one needs all of it.
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

    /// The values in order, a page at a time.
    pub(super) fn runs(&self) -> impl Iterator<Item = Run<'_, T>> {
        self.full.iter().chain([&self.open]).map(|page| match page {
            Page::Same(value) => Run::Same(*value),
            Page::Each(values) => Run::Each(values),
        })
    }

    /// The value of every row in order, one after the other: much less to do than to get each.
    pub(super) fn values(&self) -> Values<'_, T> {
        Values {
            full: self.full.iter(),
            open: Some(&self.open),
            each: [].iter(),
            same: None,
            left: 0,
        }
    }

    /// The same values in another order.
    #[inline(never)]
    pub(super) fn in_order(&self, order: &[u32]) -> Result<Self, OutOfMemory> {
        let Some(first) = self.get(0) else { return Ok(self.clone()) };
        let mut sorted = Self::new(first);
        for (rows, row) in order.iter().enumerate() {
            sorted.push(rows, self.get(*row).unwrap_or(first))?;
        }
        Ok(sorted)
    }
}

/// The values of a column in order, and what the last page has room for.
#[derive(Debug)]
pub(super) struct Values<'a, T> {
    full: core::slice::Iter<'a, Page<T>>,
    open: Option<&'a Page<T>>,
    each: core::slice::Iter<'a, T>,
    /// The value of so many rows more.
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

/// What a page holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Run<'a, T> {
    /// In every row this.
    Same(T),
    /// In each row its own.
    Each(&'a [T]),
}

impl<T: Copy> Run<'_, T> {
    /// So many rows have a page.
    pub(super) const ROWS: usize = PAGE;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_what_was_pushed_whether_it_repeats_or_not() {
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
    fn a_page_of_one_value_is_that_value() {
        let mut column = Column::new(0);
        for row in 0..=2 * PAGE {
            column.push(row, 7_u32).unwrap();
        }
        assert!(column.runs().all(|run| matches!(run, Run::Same(7))));
        assert_eq!(column.runs().count(), 3);
    }
}
