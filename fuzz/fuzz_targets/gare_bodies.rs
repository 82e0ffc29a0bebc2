#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| globus_app::fuzzing::gare_bodies(data));
