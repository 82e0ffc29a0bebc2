//! What a task has done so far.

use super::step::{Done, Performed};

#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) succeeded: u64,
    pub(super) skipped_errors: u64,
    pub(super) faults: u64,
    pub(super) files: u64,
    pub(super) directories: u64,
    pub(super) symlinks: u64,
    pub(super) files_skipped: u64,
    pub(super) files_transferred: u64,
    pub(super) bytes_transferred: u64,
    pub(super) bytes_checksummed: u64,
}

impl Tally {
    pub(super) fn add(&mut self, performed: &Performed) {
        self.succeeded += 1;
        self.symlinks += performed.symlinks;
        self.bytes_checksummed += performed.bytes_checksummed;
        match performed.done {
            Done::Directory => self.directories += 1,
            Done::Copied(bytes) => {
                self.files += 1;
                self.files_transferred += 1;
                self.bytes_transferred += bytes;
            }
            Done::AlreadyThere => {
                self.files += 1;
                self.files_skipped += 1;
            }
            Done::Removed => self.files += 1,
            Done::Nothing => {}
        }
    }
}
