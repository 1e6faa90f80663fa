//! Checks what is always true of a tree; tests call it everywhere.

use super::Tree;

impl Tree {
    /// Checks that the columns agree with each other and with the parents that the units name; for tests.
    ///
    /// # Panics
    /// If they do not.
    #[doc(hidden)]
    pub fn assert_invariants(&self) {
        let len = self.len();
        assert_eq!(len, self.units().len(), "every unit has a row");
        for row in 0..len {
            assert_eq!(
                self.row_at(self.index_of(row)),
                row,
                "a unit has one row, and a row one unit"
            );
            let below: u32 = self.children(row).map(|child| self.subtree_size(child)).sum();
            assert_eq!(self.subtree_size(row), 1 + below, "a size is one and the children's");
            self.assert_parent(row);
            self.assert_order(self.children(row), "siblings keep the order of the listing");
        }
        self.assert_order(self.roots(), "roots keep the order of the listing");
        let deepest = (0..len).map(|row| self.depth(row)).max();
        assert_eq!(self.height(), deepest.unwrap_or_default(), "the height is the greatest depth");
    }

    fn assert_parent(&self, row: u32) {
        let Some(parent) = self.parent_row(row) else {
            assert_eq!(self.depth(row), 0, "a root has depth 0");
            return;
        };
        assert!(
            parent < row && self.end_of(row) <= self.end_of(parent),
            "a subtree is in its parent's range"
        );
        assert_eq!(self.depth(row), self.depth(parent) + 1, "a child is one deeper");
        let named = self.units().parent_id(self.index_of(row));
        assert_eq!(self.id(parent), named, "the parent is the one that the unit names");
    }

    fn assert_order(&self, rows: impl Iterator<Item = u32>, claim: &str) {
        let indexes: Vec<u32> = rows.map(|row| self.index_of(row)).collect();
        assert!(indexes.is_sorted(), "{claim}");
    }
}
