//! StringArena that are held interner, so that two of them are the same exactly when their places are.

use super::OutOfMemory;
use super::arena::StringArena;
use super::hash::Seed;
use super::hash_table::HashTable;
use crate::simd;

/// StringArena, each of them interner.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    texts: StringArena,
    places: HashTable,
}

impl Interner {
    /// The text at a place.
    pub(super) fn text(&self, place: u32) -> Option<&str> {
        self.texts.text(place)
    }

    /// The bytes of the text at a place.
    pub(super) fn get(&self, place: u32) -> Option<&[u8]> {
        self.texts.get(place)
    }

    /// Whether the text at a place is that one.
    pub(super) fn is(&self, place: u32, text: &[u8]) -> bool {
        self.texts.get(place).is_some_and(|kept| simd::equal(kept, text))
    }

    /// The place of a text, if it is there.
    pub(super) fn find(&self, seed: &Seed, text: &[u8]) -> Option<u32> {
        self.places.find(seed.hash_text(text), |place| self.is(place, text))
    }

    /// The place of a text, which is there from now on.
    pub(super) fn intern(&mut self, seed: &Seed, text: &[u8]) -> Result<u32, OutOfMemory> {
        let hash = seed.hash_text(text);
        if let Some(place) = self.places.find(hash, |place| self.is(place, text)) {
            return Ok(place);
        }
        let place = self.texts.put(text)?;
        self.places.insert(hash, place)?;
        Ok(place)
    }
}
