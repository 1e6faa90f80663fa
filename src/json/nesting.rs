//! The open containers, a bit for each. So a document of brackets costs an eighth of its size, and no stack.

#[derive(Clone, Debug, Default)]
pub(super) struct Nesting {
    words: Vec<u64>,
    depth: usize,
}

impl Nesting {
    pub(super) fn is_empty(&self) -> bool {
        self.depth == 0
    }

    /// Opens an object or an array; returns false if memory is used up.
    pub(super) fn open(&mut self, is_object: bool) -> bool {
        let (word, bit) = (self.depth / 64, self.depth % 64);
        if word == self.words.len() {
            if self.words.try_reserve(1).is_err() {
                return false;
            }
            self.words.push(0);
        }
        if let Some(word) = self.words.get_mut(word) {
            *word = (*word & !(1 << bit)) | (u64::from(is_object) << bit);
        }
        self.depth += 1;
        true
    }

    /// Tells whether the innermost open container is an object.
    pub(super) fn in_object(&self) -> bool {
        let Some(last) = self.depth.checked_sub(1) else { return false };
        self.words.get(last / 64).is_some_and(|word| word >> (last % 64) & 1 == 1)
    }

    pub(super) fn clear(&mut self) {
        self.depth = 0;
    }

    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_the_kind_of_each_level_across_words() {
        let mut nesting = Nesting::default();
        for level in 0..200 {
            assert!(nesting.open(level % 3 == 0));
        }
        for level in (0..200).rev() {
            assert_eq!(nesting.in_object(), level % 3 == 0);
            nesting.close();
        }
        assert!(nesting.is_empty());
    }
}
