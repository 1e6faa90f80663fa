//! One value a row, in pages.
//!
//! ```text
//!  pages   [ Same(x) ][ Each(a b c …) ][ Same(y) ][ Each(d e   ) ]
//!            4096 rows  4096 rows         4096       as far as it came
//! ```
//! A page in which every row holds the same is that one value: a column that a service never fills costs nothing, and
//! one that repeats itself next to nothing. Pages of their own, because a vector that grows by doubling needs three
//! times its size while it moves, and wasm gives no memory back.

use super::{Full, room};

const PAGE: usize = 4096;

#[derive(Clone, Debug)]
enum Page<T> {
    Same(T),
    Each(Vec<T>),
}

/// One value a row.
#[derive(Clone, Debug)]
pub(super) struct Column<T> {
    pages: Vec<Page<T>>,
    len: usize,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { pages: Vec::new(), len: 0 }
    }
}

impl<T: Copy + PartialEq> Column<T> {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The value in a row.
    pub(super) fn get(&self, row: u32) -> Option<T> {
        let row = row as usize;
        match self.pages.get(row / PAGE)? {
            Page::Same(value) => (row < self.len).then_some(*value),
            Page::Each(values) => values.get(row % PAGE).copied(),
        }
    }

    /// Appends a row.
    pub(super) fn push(&mut self, value: T) -> Result<(), Full> {
        let filled = self.len % PAGE;
        match self.pages.last_mut() {
            Some(Page::Each(values)) if filled > 0 => {
                room(values.try_reserve(1))?;
                values.push(value);
            }
            Some(page) if filled > 0 => differ(page, filled, value, self.len >= PAGE)?,
            _ => {
                room(self.pages.try_reserve(1))?;
                self.pages.push(Page::Same(value));
            }
        }
        self.len += 1;
        Ok(())
    }

    /// The values in order: of each page how often, and which.
    pub(super) fn runs(&self) -> impl Iterator<Item = (usize, Run<'_, T>)> {
        self.pages.iter().enumerate().map(|(place, page)| match page {
            Page::Same(value) => ((self.len - place * PAGE).min(PAGE), Run::Same(*value)),
            Page::Each(values) => (values.len(), Run::Each(values)),
        })
    }

    /// The same values in another order.
    pub(super) fn in_order(&self, order: &[u32]) -> Result<Self, Full> {
        let mut sorted = Self::default();
        for value in order.iter().filter_map(|row| self.get(*row)) {
            sorted.push(value)?;
        }
        Ok(sorted)
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

/// Puts a value into a page that has held one value only; a page that is not the first will be filled up.
fn differ<T: Copy + PartialEq>(
    page: &mut Page<T>,
    filled: usize,
    value: T,
    whole: bool,
) -> Result<(), Full> {
    let Page::Same(same) = *page else { return Ok(()) };
    if same == value {
        return Ok(());
    }
    let mut values = Vec::new();
    room(values.try_reserve_exact(if whole { PAGE } else { (filled + 1).next_power_of_two() }))?;
    values.resize(filled, same);
    values.push(value);
    *page = Page::Each(values);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_hold_what_was_pushed_whether_it_repeats_or_not() {
        for period in [1, 2, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE] {
            let mut column = Column::default();
            let value = |row: usize| u32::try_from(row / period).unwrap();
            for row in 0..3 * PAGE + 2 {
                column.push(value(row)).unwrap();
            }
            assert_eq!(column.len(), 3 * PAGE + 2);
            for row in [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE, 3 * PAGE, 3 * PAGE + 1] {
                assert_eq!(column.get(u32::try_from(row).unwrap()), Some(value(row)), "{period}");
            }
            assert_eq!(column.get(u32::try_from(column.len()).unwrap()), None);
            let rows: usize = column.runs().map(|(count, _)| count).sum();
            assert_eq!(rows, column.len(), "{period}");
        }
    }

    #[test]
    fn a_page_of_one_value_is_that_value() {
        let mut column = Column::default();
        for _ in 0..2 * PAGE {
            column.push(7_u32).unwrap();
        }
        assert!(column.pages.iter().all(|page| matches!(page, Page::Same(7))));
    }
}
