#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| business_units_fuzz::search(bytes));
