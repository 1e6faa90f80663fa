//! Finds a number by a hash: open addressing, a slot of eight bytes, the hash beside the number.
//!
//! ```text
//!  slot = hash * slots / 2^32                 no power of two, so that a table is as large as it must be
//!  [ hash | number + 1 ] [ … ] [ 0: free ]    on a clash the next slot, round the end
//! ```
//! Whoever asks compares what the numbers stand for; the hash beside them spares nearly all comparisons that fail, and
//! the keys themselves when the table grows.

use super::{Full, room};

const FREE: u64 = 0;

/// Numbers by hash.
#[derive(Clone, Debug, Default)]
pub struct Table {
    slots: Vec<u64>,
    used: usize,
}

impl Table {
    /// With room for so many numbers.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn with_capacity(count: usize) -> Result<Self, Full> {
        let mut table = Self::default();
        if count > 0 {
            table.slots = free_slots(count.saturating_add(count / 2).saturating_add(1))?;
        }
        Ok(table)
    }

    /// The number with that hash for which `is` holds.
    pub fn find(&self, hash: u32, mut is: impl FnMut(u32) -> bool) -> Option<u32> {
        let mut at = place(hash, self.slots.len());
        loop {
            let slot = *self.slots.get(at)?;
            if slot == FREE {
                return None;
            }
            let (beside, number) = unpack(slot);
            if beside == hash && is(number) {
                return Some(number);
            }
            at = next(at, self.slots.len());
        }
    }

    /// The number in the very slot of that hash, if it has that hash: nearly always the one that [`Table::find`] gives.
    /// Whoever looks for many asks for all of these first, and so waits for memory once and not for each.
    #[inline]
    pub fn first(&self, hash: u32) -> Option<u32> {
        let (beside, number) = unpack(*self.slots.get(place(hash, self.slots.len()))?);
        (beside == hash && number != u32::MAX).then_some(number)
    }

    /// Puts in a number that is not there yet.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn insert(&mut self, hash: u32, number: u32) -> Result<(), Full> {
        self.leave_room()?;
        put(&mut self.slots, hash, number);
        self.used += 1;
        Ok(())
    }

    /// The number with that hash for which `is` holds; if there is none, puts in `number`.
    ///
    /// # Errors
    /// [`Full`] when there is no memory.
    pub fn find_or_insert(
        &mut self,
        hash: u32,
        number: u32,
        mut is: impl FnMut(u32) -> bool,
    ) -> Result<Option<u32>, Full> {
        self.leave_room()?;
        let mut at = place(hash, self.slots.len());
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == FREE {
                *slot = pack(hash, number);
                self.used += 1;
                break;
            }
            let (beside, known) = unpack(*slot);
            if beside == hash && is(known) {
                return Ok(Some(known));
            }
            at = next(at, self.slots.len());
        }
        Ok(None)
    }

    /// Every number, in no order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> {
        self.slots.iter().filter(|slot| **slot != FREE).map(|slot| unpack(*slot).1)
    }

    #[inline]
    fn leave_room(&mut self) -> Result<(), Full> {
        let free = self.slots.len().saturating_sub(self.used);
        if free <= (self.slots.len() / 4).max(1) { self.grow() } else { Ok(()) }
    }

    #[cold]
    fn grow(&mut self) -> Result<(), Full> {
        let mut slots = free_slots((self.slots.len() * 2).max(16))?;
        for slot in self.slots.iter().filter(|slot| **slot != FREE) {
            let (hash, number) = unpack(*slot);
            put(&mut slots, hash, number);
        }
        self.slots = slots;
        Ok(())
    }
}

fn free_slots(count: usize) -> Result<Vec<u64>, Full> {
    let mut slots = Vec::new();
    room(slots.try_reserve_exact(count))?;
    slots.resize(count, FREE);
    Ok(slots)
}

fn put(slots: &mut [u64], hash: u32, number: u32) {
    let mut at = place(hash, slots.len());
    while slots.get(at).is_some_and(|slot| *slot != FREE) {
        at = next(at, slots.len());
    }
    if let Some(slot) = slots.get_mut(at) {
        *slot = pack(hash, number);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "less than the number of slots")]
fn place(hash: u32, slots: usize) -> usize {
    (u64::from(hash) * slots as u64 >> 32) as usize
}

fn next(at: usize, slots: usize) -> usize {
    if at + 1 == slots { 0 } else { at + 1 }
}

fn pack(hash: u32, number: u32) -> u64 {
    u64::from(hash) << 32 | (u64::from(number) + 1)
}

#[expect(clippy::cast_possible_truncation, reason = "each half fits")]
fn unpack(slot: u64) -> (u32, u32) {
    ((slot >> 32) as u32, (slot as u32).wrapping_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_number_under_clashing_hashes_while_it_grows() {
        for spread in [1, 3, 0x1000_0001] {
            let hash = |number: u32| (number % 5).wrapping_mul(spread).wrapping_sub(2);
            let mut table = Table::default();
            for number in 0..300 {
                assert_eq!(table.find(hash(number), |found| found == number), None);
                if number % 2 == 0 {
                    table.insert(hash(number), number).unwrap();
                }
                let known = table.find_or_insert(hash(number), number, |found| found == number);
                assert_eq!(known, Ok((number % 2 == 0).then_some(number)));
            }
            for number in 0..300 {
                assert_eq!(table.find(hash(number), |found| found == number), Some(number));
            }
            assert_eq!(table.numbers().count(), 300);
        }
    }

    #[test]
    fn the_first_slot_of_a_hash_tells_its_own_number_only() {
        let mut table = Table::with_capacity(9).unwrap();
        assert_eq!(table.first(0), None);
        table.insert(0, 5).unwrap();
        table.insert(1, 6).unwrap();
        assert_eq!([table.first(0), table.first(1), table.first(2)], [Some(5), None, None]);
    }

    #[test]
    fn an_empty_table_and_a_full_one_answer() {
        assert_eq!(Table::default().find(0, |_| true), None);
        for count in 0..20 {
            let mut table = Table::with_capacity(count).unwrap();
            let slots = table.slots.len();
            for number in 0..u32::try_from(count).unwrap() {
                table.insert(u32::MAX, number).unwrap();
            }
            assert_eq!(table.slots.len(), slots, "{count} fit");
            assert_eq!(table.find(7, |_| true), None);
        }
    }
}
