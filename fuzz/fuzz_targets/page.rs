#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| whole_health_guide_fuzz::page(bytes));
