//! Places in the order of their numbers.

use super::{Full, room};

/// The places of numbers from the least one to the greatest; equal ones keep their order.
///
/// ```text
///  numbers   7 2 7      as 64 bits   7|0 2|1 7|2      sorted   2|1 7|0 7|2      places   1 0 2
/// ```
/// So plain numbers are sorted, and there is one sort in the module: each further one is 10 kB.
///
/// # Errors
/// [`Full`] when there is no memory.
pub fn order_of(numbers: impl ExactSizeIterator<Item = u32>) -> Result<Vec<u32>, Full> {
    let mut both = Vec::new();
    room(both.try_reserve_exact(numbers.len()))?;
    both.extend((0..).zip(numbers).map(|(place, number)| u64::from(number) << 32 | place));
    sort(&mut both);
    let mut places = Vec::new();
    room(places.try_reserve_exact(both.len()))?;
    places.extend(both.iter().map(|both| lower_half(*both)));
    Ok(places)
}

#[inline(never)]
fn sort(numbers: &mut [u64]) {
    numbers.sort_unstable();
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn lower_half(both: u64) -> u32 {
    both as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_numbers_keep_their_order() {
        let of = |numbers: &[u32]| order_of(numbers.iter().copied()).unwrap();
        assert_eq!(of(&[7, 2, 7, u32::MAX, 0, 2]), [4, 1, 5, 0, 2, 3]);
        assert_eq!(of(&[]), [0; 0]);
        let many: Vec<u32> = (0..1000).map(|place| place * 7 % 10).collect();
        let order = of(&many);
        assert!(order.is_sorted_by_key(|place| (many[*place as usize], *place)));
    }
}
