//! The thread that owns the keychain.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
};

use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::oneshot;

use super::{
    repair::keep_the_latest,
    store::{self, install, is_dead, meaning},
};
use crate::tokens::{data::TokenData, record, storage::StorageError};

/// Names a keychain item.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) service: String,
    pub(super) user: String,
}

type Answer<T> = oneshot::Sender<Result<T, StorageError>>;

/// An operation, and where its answer goes.
pub(super) enum Job {
    Get {
        item: Item,
        answer: Answer<Option<Vec<u8>>>,
    },
    Put {
        item: Item,
        data: TokenData,
        answer: Answer<()>,
    },
    /// Writes a text that is not a token's record.
    PutSecret {
        item: Item,
        secret: SecretString,
        answer: Answer<()>,
    },
    Delete {
        item: Item,
        answer: Answer<()>,
    },
    /// Lists the users of all items of a service.
    List {
        service: String,
        answer: Answer<Vec<String>>,
    },
    Check {
        item: Item,
        answer: Answer<()>,
    },
}

/// Sends jobs to the thread, which ends when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    jobs: mpsc::Sender<Job>,
    progress: Arc<Progress>,
}

/// How far the thread has got. Jobs are counted, so that it doesn't matter whether one ends just
/// before or just after its deadline is noticed.
#[derive(Debug, Default)]
pub(super) struct Progress {
    sent: AtomicU64,
    done: AtomicU64,
    /// The latest job that missed its deadline.
    overdue: AtomicU64,
}

impl Progress {
    fn next(&self) -> u64 {
        self.sent.fetch_add(1, Ordering::AcqRel) + 1
    }

    fn one_done(&self) {
        self.done.fetch_add(1, Ordering::AcqRel);
    }

    /// Job number `job` has missed its deadline.
    pub(super) fn set_overdue(&self, job: u64) {
        self.overdue.fetch_max(job, Ordering::AcqRel);
    }

    /// Whether a job that missed its deadline is still running. Later jobs would only wait, too.
    pub(super) fn is_stuck(&self) -> bool {
        self.done.load(Ordering::Acquire) < self.overdue.load(Ordering::Acquire)
    }
}

impl Worker {
    pub(super) fn start() -> Self {
        let (jobs, queue) = mpsc::channel();
        let progress = Arc::new(Progress::default());
        let reported = Arc::clone(&progress);
        // Without the thread, every send fails and is reported as "not available".
        let started = thread::Builder::new()
            .name("keychain".into())
            .spawn(move || run(&queue, &reported));
        if let Err(error) = started {
            tracing::error!(%error, "the keychain thread could not be started");
        }
        Self { jobs, progress }
    }

    pub(super) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// Queues a job, and returns its number.
    pub(super) fn send(&self, job: Job) -> Result<u64, StorageError> {
        let number = self.progress.next();
        self.jobs
            .send(job)
            .map_err(|_| StorageError::NotAvailable)?;
        Ok(number)
    }
}

fn run(queue: &mpsc::Receiver<Job>, progress: &Progress) {
    // The latest job in the queue when someone dismissed a prompt, which was the answer to all of
    // them.
    let mut refused = 0;
    for (job, number) in queue.iter().zip(1u64..) {
        let is_refused = number <= refused;
        if perform(job, is_refused) && !is_refused {
            refused = progress.sent.load(Ordering::Acquire);
        }
        progress.one_done();
    }
}

/// Does the job, or refuses it like the one before. Returns whether the keyring is still locked.
fn perform(job: Job, is_refused: bool) -> bool {
    match job {
        Job::Get { item, answer } => tell(answer, is_refused, || with_entry(&item, read)),
        Job::Put { item, data, answer } => tell(answer, is_refused, || put(&item, &data)),
        Job::PutSecret {
            item,
            secret,
            answer,
        } => tell(answer, is_refused, || {
            with_entry(&item, |entry| write(entry, &secret))
        }),
        Job::Delete { item, answer } => tell(answer, is_refused, || with_entry(&item, remove)),
        Job::List { service, answer } => {
            tell(answer, is_refused, || with_store(|| store::users(&service)))
        }
        Job::Check { item, answer } => tell(answer, is_refused, || with_entry(&item, check)),
    }
}

/// If nobody waits for an answer any more (its deadline has passed), it is dropped. A late success
/// is still a success.
fn tell<T>(
    answer: Answer<T>,
    is_refused: bool,
    operation: impl FnOnce() -> Result<T, StorageError>,
) -> bool {
    let outcome = if is_refused {
        Err(StorageError::Locked)
    } else {
        operation()
    };
    let is_locked = matches!(outcome, Err(StorageError::Locked));
    drop(answer.send(outcome));
    is_locked
}

/// Runs `operation`. Repeats it with a new store if the old one is dead.
fn with_store<T>(operation: impl Fn() -> Result<T, Error>) -> Result<T, StorageError> {
    install(false)?;
    match operation() {
        Err(error) if is_dead(&error) => {
            install(true)?;
            operation().map_err(|error| meaning(&error))
        }
        outcome => outcome.map_err(|error| meaning(&error)),
    }
}

/// The same for one item. There may turn out to be several with its name.
fn with_entry<T>(
    item: &Item,
    operation: impl Fn(&Entry) -> Result<T, Error>,
) -> Result<T, StorageError> {
    with_store(|| {
        let entry = Entry::new(&item.service, &item.user)?;
        match operation(&entry) {
            Err(Error::Ambiguous(items)) => {
                keep_the_latest(items)?;
                operation(&entry)
            }
            outcome => outcome,
        }
    })
}

fn put(item: &Item, data: &TokenData) -> Result<(), StorageError> {
    let before = with_entry(item, read)?;
    let generation = before.and_then(|bytes| record::generation(&bytes));
    let secret = record::encode(data, generation.unwrap_or_default() + 1)?;
    with_entry(item, |entry| write(entry, &secret))
}

fn read(entry: &Entry) -> Result<Option<Vec<u8>>, Error> {
    match entry.get_secret() {
        Ok(secret) => Ok(Some(secret)),
        Err(Error::NoEntry) => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(entry: &Entry, secret: &SecretString) -> Result<(), Error> {
    let bytes = secret.expose_secret().as_bytes();
    entry.set_secret(bytes)?;
    // Some keychains report success without keeping the item.
    if entry.get_secret()? == bytes {
        Ok(())
    } else {
        Err(Error::BadStoreFormat("the item read back differs".into()))
    }
}

fn remove(entry: &Entry) -> Result<(), Error> {
    match entry.delete_credential() {
        Ok(()) | Err(Error::NoEntry) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Only a write can tell a locked or missing keyring from one without our item.
fn check(entry: &Entry) -> Result<(), Error> {
    write(entry, &SecretString::from("ok"))?;
    remove(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overdue_job_blocks_until_it_ends_whichever_is_noticed_first() {
        let progress = Progress::default();
        let (first, second) = (progress.next(), progress.next());
        progress.set_overdue(first);
        assert!(progress.is_stuck());
        progress.one_done();
        assert!(!progress.is_stuck());

        progress.one_done();
        progress.set_overdue(second);
        assert!(
            !progress.is_stuck(),
            "it had ended when its deadline was noticed"
        );
    }
}
