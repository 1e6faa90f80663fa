//! Sorts positions by numbers.

use super::memory::OutOfMemory;

/// Returns the positions of the numbers, from the least number to the greatest; equal numbers keep their order.
///
/// A radix sort, one byte of the numbers at a time: the sort of the standard library is 4 kB of code.
///
/// ```text
///  numbers   7 2 7      positions by the lowest byte, then by the next one, …      1 0 2
/// ```
///
/// # Errors
/// [`OutOfMemory`].
///
/// # Cost
/// O(n).
pub fn order_of(numbers: impl ExactSizeIterator<Item = u32>) -> Result<Vec<u32>, OutOfMemory> {
    let mut all = Vec::new();
    all.try_reserve_exact(numbers.len())?;
    all.extend(numbers);
    sorted(&all)
}

#[inline(never)]
fn sorted(numbers: &[u32]) -> Result<Vec<u32>, OutOfMemory> {
    let [mut positions, mut next_positions] = [const { Vec::new() }; 2];
    for positions in [&mut positions, &mut next_positions] {
        positions.try_reserve_exact(numbers.len())?;
        positions.extend((0..).zip(numbers).map(|(position, _)| position));
    }
    for byte in 0..size_of::<u32>() {
        let byte_of = |position: u32| {
            let number = numbers.get(position as usize).copied().unwrap_or_default();
            usize::from(number.to_le_bytes().get(byte).copied().unwrap_or_default())
        };
        // Where the next number with a byte goes: behind all numbers with a lower byte.
        let mut next = [0; 256];
        for position in &positions {
            if let Some(count) = next.get_mut(byte_of(*position)) {
                *count += 1;
            }
        }
        let mut start = 0;
        for count in &mut next {
            start += core::mem::replace(count, start);
        }
        for position in &positions {
            let Some(next) = next.get_mut(byte_of(*position)) else { continue };
            if let Some(slot) = next_positions.get_mut(*next) {
                *slot = *position;
            }
            *next += 1;
        }
        core::mem::swap(&mut positions, &mut next_positions);
    }
    Ok(positions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_keep_their_order() {
        let of = |numbers: &[u32]| order_of(numbers.iter().copied()).unwrap();
        assert_eq!(of(&[7, 2, 7, u32::MAX, 0, 2]), [4, 1, 5, 0, 2, 3]);
        assert_eq!(of(&[]), [0; 0]);
        assert_eq!(of(&[0x0100_0000, 0x0001_0000, 0x0000_0100, 1, 0x0001_0100]), [3, 2, 1, 4, 0]);
        let many: Vec<u32> = (0..1000).map(|position| position * 7 % 10).collect();
        let order = of(&many);
        assert!(order.is_sorted_by_key(|position| (many[*position as usize], *position)));
    }
}
