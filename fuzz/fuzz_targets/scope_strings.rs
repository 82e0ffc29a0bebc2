#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| globus_app::fuzzing::scope_strings(data));
