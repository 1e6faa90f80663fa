//! Stores each distinct string once, so that two references are equal exactly when the strings are.

use super::arena::{StringArena, TextRef};
use super::hash::Seed;
use super::hash_table::HashTable;
use super::memory::OutOfMemory;
use crate::simd;

/// Distinct strings.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    arena: StringArena,
    refs: HashTable,
}

impl Interner {
    /// Returns a string as text.
    pub(super) fn text(&self, text: TextRef) -> Option<&str> {
        self.arena.text(text)
    }

    /// Returns the bytes of a string.
    pub(super) fn bytes(&self, text: TextRef) -> Option<&[u8]> {
        self.arena.bytes(text)
    }

    /// Tells whether a reference leads to these bytes.
    pub(super) fn is(&self, text: TextRef, bytes: &[u8]) -> bool {
        self.arena.bytes(text).is_some_and(|stored| simd::equal(stored, bytes))
    }

    /// Returns the reference to a string; none if the string is not stored.
    pub(super) fn find(&self, seed: &Seed, bytes: &[u8]) -> Option<TextRef> {
        self.find_hashed(seed.hash_text(bytes), bytes)
    }

    /// Returns the reference to a string, and stores the string if it is new.
    pub(super) fn intern(&mut self, seed: &Seed, bytes: &[u8]) -> Result<TextRef, OutOfMemory> {
        let hash = seed.hash_text(bytes);
        if let Some(text) = self.find_hashed(hash, bytes) {
            return Ok(text);
        }
        let text = self.arena.put(bytes)?;
        self.refs.insert(hash, text.to_bits())?;
        Ok(text)
    }

    fn find_hashed(&self, hash: u32, bytes: &[u8]) -> Option<TextRef> {
        let is = |bits| self.is(TextRef::from_bits(bits), bytes);
        self.refs.find(hash, is).map(TextRef::from_bits)
    }
}
