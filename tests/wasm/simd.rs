//! Compares the loops over 16 bytes with those over single bytes, on random texts.

use business_units::simd::{FIXED, Fixed, Prefix, WINDOW, scalar, wasm};
use wasm_bindgen_test::wasm_bindgen_test;

/// Pseudo-random numbers, the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end).unwrap()).unwrap()
    }

    fn byte(&mut self, of: &[u8]) -> u8 {
        of[self.below(of.len())]
    }
}

const ROUNDS: usize = 20_000;

#[wasm_bindgen_test]
fn a_run_ends_where_a_byte_at_a_time_says() {
    let mut chance = Chance(1);
    for _ in 0..ROUNDS {
        let len = chance.below(100);
        let rare = chance.byte(b"\"\\\x00\x1F\x20\x7F\x80\xC3\xFF");
        let at = chance.below(120);
        let text: Vec<u8> = (0..len)
            .map(|place| if place >= at && chance.below(3) == 0 { rare } else { b'a' })
            .collect();
        for start in 0..len.min(18) {
            assert_eq!(wasm::run(&text[start..]), scalar::run(&text[start..]), "{text:?} {start}");
        }
    }
    for byte in 0..=u8::MAX {
        for place in 0..40 {
            let mut text = [b'a'; 40];
            text[place] = byte;
            assert_eq!(wasm::run(&text), scalar::run(&text), "{byte} at {place}");
        }
    }
}

#[wasm_bindgen_test]
fn a_uuid_is_one_for_both_and_only_in_its_canonical_form() {
    let mut chance = Chance(2);
    for _ in 0..ROUNDS {
        let mut text = *b"00000000-0000-0000-0000-000000000000";
        for byte in text.iter_mut().filter(|byte| **byte == b'0') {
            *byte = chance.byte(b"0123456789abcdef");
        }
        assert_eq!(wasm::uuid(&text), scalar::uuid(&text));
        assert!(wasm::uuid(&text).is_some());
        text[chance.below(36)] = u8::try_from(chance.below(256)).unwrap();
        assert_eq!(wasm::uuid(&text), scalar::uuid(&text), "{text:?}");
    }
    for at in 0..36 {
        for byte in 0..=u8::MAX {
            let mut text = *b"e3d5ef8d-5c37-4b9d-925d-1e6d24753ace";
            text[at] = byte;
            assert_eq!(wasm::uuid(&text), scalar::uuid(&text), "{byte} at {at}");
        }
    }
}

#[wasm_bindgen_test]
fn texts_are_equal_for_both_at_every_length() {
    for len in 0..100 {
        let one = vec![b'x'; len];
        assert!(wasm::equal(&one, &one) && !wasm::equal(&one, &vec![b'x'; len + 1]));
        for at in 0..len {
            let mut other = one.clone();
            other[at] ^= 1;
            assert!(!wasm::equal(&one, &other), "{len} {at}");
        }
    }
}

#[wasm_bindgen_test]
fn a_prefix_begins_what_it_begins() {
    let mut chance = Chance(3);
    for _ in 0..ROUNDS {
        let text: [u8; WINDOW] = core::array::from_fn(|_| chance.byte(b"ab"));
        let mut wanted = text[..chance.below(33)].to_vec();
        if !wanted.is_empty() && chance.below(2) == 0 {
            let at = chance.below(wanted.len());
            wanted[at] = chance.byte(b"abc");
        }
        let expected = text.starts_with(&wanted);
        // The bytes after it in its window do not matter.
        let mut window = [b'?'; WINDOW];
        window[..wanted.len()].copy_from_slice(&wanted);
        let narrow: &[u8; 32] = window.first_chunk().unwrap();
        assert_eq!(Prefix::new(narrow, wanted.len()).unwrap().begins(&text), expected);
        assert_eq!(Prefix::new(&window, wanted.len()).unwrap().begins(&text), expected);
    }
    let longest = Prefix::new(&[b'x'; 32], 32).unwrap();
    assert!(longest.begins(&[b'x'; WINDOW]) && longest.len() == 32);
    for len in [33, 255, 256, 257] {
        assert!(Prefix::new(&[b'x'; 32], len).is_none(), "{len}");
    }
}

#[wasm_bindgen_test]
fn a_fixed_text_begins_what_it_begins() {
    let mut chance = Chance(5);
    for _ in 0..ROUNDS {
        let text: [u8; FIXED] = core::array::from_fn(|_| chance.byte(b"ab"));
        let mut wanted = text[..=chance.below(FIXED)].to_vec();
        if chance.below(2) == 0 {
            let at = chance.below(wanted.len());
            wanted[at] = chance.byte(b"abc");
        }
        let expected = text.starts_with(&wanted).then_some(wanted.len());
        assert_eq!(Fixed::new(&wanted).unwrap().begins(&text), expected);
        assert_eq!(Fixed::new(&wanted).unwrap().begins(&text[1..]), None);
    }
    assert!(Fixed::new(&[]).is_none() && Fixed::new(&[0; FIXED + 1]).is_none());
}

#[wasm_bindgen_test]
fn alphabets_of_two_bytes_are_told_alike() {
    let mut chance = Chance(6);
    for _ in 0..ROUNDS {
        let mut text: Vec<u8> = Vec::new();
        while text.len() < chance.below(60) {
            text.extend(
                ["a", "é", "Ж", "߿", "\u{80}", "abcdefghijklmnop"][chance.below(6)].bytes(),
            );
        }
        if chance.below(2) == 0 && !text.is_empty() {
            let at = chance.below(text.len());
            text[at] = chance.byte(&[0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xF5, 0xFF]);
        }
        assert_eq!(wasm::is_narrow(&text), scalar::is_narrow(&text), "{text:x?}");
    }
}
