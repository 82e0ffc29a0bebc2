#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| globus_app::fuzzing::stored_records(data));
