//! Places in the order of their numbers.

use super::OutOfMemory;

/// The places of numbers from the least one to the greatest; equal ones keep their order.
///
/// It is a radix sort, a byte of the numbers at a time: that of the standard library is 4 kB of code.
///
/// ```text
///  numbers   7 2 7      places by the lowest byte, then by the next one, …      1 0 2
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
    let [mut places, mut next_places] = [const { Vec::new() }; 2];
    for places in [&mut places, &mut next_places] {
        places.try_reserve_exact(numbers.len())?;
        places.extend((0..).zip(numbers).map(|(place, _)| place));
    }
    for byte in 0..size_of::<u32>() {
        let byte_of = |place: u32| {
            let number = numbers.get(place as usize).copied().unwrap_or_default();
            usize::from(number.to_le_bytes().get(byte).copied().unwrap_or_default())
        };
        // Where the next number with a byte goes: behind all with a lower one.
        let mut next = [0; 256];
        for place in &places {
            if let Some(count) = next.get_mut(byte_of(*place)) {
                *count += 1;
            }
        }
        let mut start = 0;
        for count in &mut next {
            start += core::mem::replace(count, start);
        }
        for place in &places {
            let Some(next) = next.get_mut(byte_of(*place)) else { continue };
            if let Some(slot) = next_places.get_mut(*next) {
                *slot = *place;
            }
            *next += 1;
        }
        core::mem::swap(&mut places, &mut next_places);
    }
    Ok(places)
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
        let many: Vec<u32> = (0..1000).map(|place| place * 7 % 10).collect();
        let order = of(&many);
        assert!(order.is_sorted_by_key(|place| (many[*place as usize], *place)));
    }
}
