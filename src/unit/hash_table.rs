//! Finds a number by a hash: open addressing in the order of the hashes, with the hash and the number in a slot of eight
//! bytes.
//!
//! ```text
//!  home of a hash = hash * homes / 2^32        the higher the hash, the further back its home
//!
//!   homes                                     tail
//!  [ 0 │ 3|a │ 5|b │ 5|c │ 6|d │ 0 │ … │ 9|e ][ 9|f ]       hash | number + 1; 0 is a free slot
//!        └ home of 3, 4 and 5: c had to go behind b, and d one slot behind its home
//! ```
//! From its home on, a hash is behind every smaller one. So a search ends at the first greater hash, whether it succeeds or
//! not, and a table that grows is copied from front to back. The hash in the slot avoids nearly all failing comparisons.

use super::memory::OutOfMemory;

const FREE: u64 = 0;

/// Finds numbers by their hashes.
#[derive(Clone, Debug, Default)]
pub struct HashTable {
    slots: Vec<u64>,
    homes: usize,
    used: usize,
}

impl HashTable {
    /// Makes a table that takes `count` numbers without growing.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn with_capacity(count: usize) -> Result<Self, OutOfMemory> {
        let mut table = Self::default();
        if count > 0 {
            table.grow(count.saturating_mul(3).saturating_add(1))?;
        }
        Ok(table)
    }

    /// Returns the number with this hash for which `is` holds.
    #[inline(always)]
    pub fn find(&self, hash: u32, is: impl FnMut(u32) -> bool) -> Option<u32> {
        self.search(hash, is).ok()
    }

    /// Inserts a number that is not in the table.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    pub fn insert(&mut self, hash: u32, number: u32) -> Result<(), OutOfMemory> {
        self.reserve_one()?;
        let at = self.search(hash, |_| false).err().unwrap_or_default();
        self.insert_at(at, pack(hash, number))
    }

    /// Returns the number with this hash for which `is` holds; if there is none, inserts `number`.
    ///
    /// # Errors
    /// [`OutOfMemory`].
    #[inline(always)]
    pub fn find_or_insert(
        &mut self,
        (hash, number): (u32, u32),
        is: impl FnMut(u32) -> bool,
    ) -> Result<Option<u32>, OutOfMemory> {
        self.reserve_one()?;
        match self.search(hash, is) {
            Ok(known) => Ok(Some(known)),
            Err(at) => self.insert_at(at, pack(hash, number)).map(|()| None),
        }
    }

    /// Yields every number, in the order of the hashes.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.slots.iter().filter(|slot| **slot != FREE).map(|slot| number(*slot))
    }

    /// Returns the number, or as an error the position at which to insert it.
    #[inline(always)]
    fn search(&self, hash: u32, mut is: impl FnMut(u32) -> bool) -> Result<u32, usize> {
        let mut at = home(hash, self.homes);
        let first = pack(hash, 0);
        while let Some(slot) = self.slots.get(at) {
            if *slot >= first {
                if *slot >> 32 != u64::from(hash) {
                    break;
                }
                if is(number(*slot)) {
                    return Ok(number(*slot));
                }
            } else if *slot == FREE {
                break;
            }
            at += 1;
        }
        Err(at)
    }

    /// Inserts a slot, and moves the slots from there to the next free one back by one.
    #[inline(always)]
    fn insert_at(&mut self, mut at: usize, mut slot: u64) -> Result<(), OutOfMemory> {
        self.used += 1;
        while slot != FREE {
            if let Some(found) = self.slots.get_mut(at) {
                slot = core::mem::replace(found, slot);
            } else {
                self.slots.try_reserve(1)?;
                self.slots.push(core::mem::replace(&mut slot, FREE));
            }
            at += 1;
        }
        Ok(())
    }

    #[inline]
    fn reserve_one(&mut self) -> Result<(), OutOfMemory> {
        if self.used >= self.homes / 2 { self.grow((self.homes * 2).max(16)) } else { Ok(()) }
    }

    #[cold]
    fn grow(&mut self, homes: usize) -> Result<(), OutOfMemory> {
        let mut slots = Vec::new();
        slots.try_reserve_exact(homes.saturating_add(homes / 64 + 16))?;
        slots.resize(homes, FREE);
        let old = core::mem::replace(&mut self.slots, slots);
        self.homes = homes;
        self.used = 0;
        let mut next = 0;
        for slot in old.into_iter().filter(|slot| *slot != FREE) {
            next = home(hash_in(slot), homes).max(next);
            self.insert_at(next, slot)?;
            next += 1;
        }
        Ok(())
    }
}

#[inline(always)]
fn home(hash: u32, homes: usize) -> usize {
    ((u64::from(hash) * homes as u64) >> 32) as usize
}

#[inline]
fn pack(hash: u32, number: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(number.wrapping_add(1))
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
#[inline]
fn number(slot: u64) -> u32 {
    (slot as u32).wrapping_sub(1)
}

fn hash_in(slot: u64) -> u32 {
    (slot >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_number_among_colliding_hashes_while_it_grows() {
        for spread in [1, 3, 0x1000_0001, 0x3333_3333] {
            let hash = |number: u32| (number % 5).wrapping_mul(spread).wrapping_sub(2);
            let mut table = HashTable::default();
            for number in 0..300 {
                assert_eq!(table.find(hash(number), |found| found == number), None);
                if number % 2 == 0 {
                    table.insert(hash(number), number).unwrap();
                }
                let known = table.find_or_insert((hash(number), number), |found| found == number);
                assert_eq!(known, Ok((number % 2 == 0).then_some(number)));
                assert!(
                    table
                        .slots
                        .iter()
                        .filter(|slot| **slot != FREE)
                        .is_sorted_by_key(|slot| hash_in(*slot))
                );
            }
            for number in 0..300 {
                assert_eq!(table.find(hash(number), |found| found == number), Some(number));
            }
            assert_eq!(table.numbers().count(), 300);
        }
    }

    #[test]
    fn an_empty_table_and_a_full_one_answer() {
        assert_eq!(HashTable::default().find(0, |_| true), None);
        for count in 0..20 {
            let mut table = HashTable::with_capacity(count).unwrap();
            let homes = table.homes;
            for number in 0..u32::try_from(count).unwrap() {
                table.insert(u32::MAX, number).unwrap();
            }
            assert_eq!(table.numbers().count(), count);
            assert!(table.homes <= homes.max(16) * 2, "{count} fit");
            assert_eq!(table.find(7, |_| true), None);
        }
    }
}
