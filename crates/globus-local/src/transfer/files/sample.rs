//! The sample files of a researcher's collections, under 5 MB in all.

use jiff::{SignedDuration, Timestamp};
use rand::{Rng, RngCore, SeedableRng, rngs::StdRng};

use super::folder::Folder;
use crate::transfer::{
    collections::{Collection, Contents},
    file_problem::FileProblem,
    path::FilePath,
};

/// Path and largest size in bytes. Each file has at least a third of it.
type Plan = [(&'static str, usize)];

const HOME: &Plan = &[
    ("home/ada/README.txt", 900),
    ("home/ada/.bashrc", 300),
    ("home/ada/notes/2026-10-meeting.txt", 2_000),
    ("home/ada/notes/2026-11-meeting.txt", 2_000),
    ("home/ada/results/run-01/energies.csv", 9_000),
    ("home/ada/results/run-01/model.h5", 90_000),
    ("home/ada/results/run-02/energies.csv", 9_000),
    ("home/ada/results/run-02/model.h5", 90_000),
    ("home/ada/results/summary.csv", 4_000),
    ("home/ada/empty.dat", 0),
    ("restricted/keys/host.pem", 1_700),
    ("scratch/checkpoint-0001.bin", 60_000),
    ("scratch/checkpoint-0002.bin", 60_000),
];

const INSTRUMENT: &Plan = &[
    ("README.txt", 700),
    ("calibration/dark.tif", 40_000),
    ("calibration/flat.tif", 40_000),
    ("2026-11-20/session.log", 6_000),
    ("2026-11-20/frame-0001.tif", 50_000),
    ("2026-11-20/frame-0002.tif", 50_000),
    ("2026-11-20/frame-0003.tif", 50_000),
    ("2026-11-20/frame-0004.tif", 50_000),
    ("2026-11-21/session.log", 6_000),
    ("2026-11-21/frame-0001.tif", 50_000),
    ("2026-11-21/frame-0002.tif", 50_000),
    ("restricted/firmware.bin", 20_000),
];

const LAPTOP: &Plan = &[
    ("Documents/thesis.pdf", 120_000),
    ("Documents/cover letter.txt", 2_000),
    ("Pictures/über den Wolken.jpg", 40_000),
    ("Desktop/todo.txt", 400),
    (".cache/index.db", 8_000),
];

/// Fills an empty folder. The same seed gives the same files.
pub(super) fn fill(
    folder: &Folder,
    collection: &Collection,
    seed: u64,
    start: Timestamp,
) -> Result<(), FileProblem> {
    let plan = match collection.contents {
        Contents::Home => HOME,
        Contents::Instrument => INSTRUMENT,
        Contents::Laptop => LAPTOP,
        Contents::None => &[],
    };
    // Each collection has its own files, in whatever order they are made.
    let own = collection.id.bytes().fold(seed, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    });
    let mut random = StdRng::seed_from_u64(own);
    for (path, most) in plan {
        let size = random.random_range(most / 3..=*most);
        let age = SignedDuration::from_mins(random.random_range(60..60 * 24 * 40));
        let path_of = FilePath::parse(path, &FilePath::root());
        let Ok(path_of) = path_of else { continue };
        let content = content(path, size, &mut random);
        folder.write(&path_of, &content, start - age)?;
    }
    Ok(())
}

/// Lines of text in files that people open, and noise in others.
fn content(path: &str, size: usize, random: &mut StdRng) -> Vec<u8> {
    let is_text = [".txt", ".csv", ".log", ".bashrc"]
        .iter()
        .any(|end| path.ends_with(end));
    if !is_text {
        let mut bytes = vec![0; size];
        random.fill_bytes(&mut bytes);
        return bytes;
    }
    let mut text = String::with_capacity(size + 32);
    while text.len() < size {
        let (index, value) = (text.len(), random.random_range(0..1_000_000));
        text.extend([index.to_string(), format!(",{value}\n")]);
    }
    text.truncate(size);
    text.into_bytes()
}
