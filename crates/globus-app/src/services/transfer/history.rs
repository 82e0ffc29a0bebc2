//! All tasks, however many: the service shows 1,000 of a list, so older ones are asked for by
//! the time of their submission.

use std::collections::HashMap;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};

use super::{
    MOST_BY_OFFSET, TaskFilter, TransferClient,
    documents::{Task, TaskPage},
};
use crate::error::Error;

impl TransferClient {
    /// Every task that meets `filter`, the newest first, also beyond the 1,000 that the service
    /// shows of a list. Each is given once, in pages that are asked for as they are needed.
    pub fn task_history(
        &self,
        filter: TaskFilter,
    ) -> impl Stream<Item = Result<Task, Error>> + Send {
        let first = Walk {
            client: self.clone(),
            filter,
            until: None,
            offset: 0,
            boundary: HashMap::new(),
        };
        stream::try_unfold(Some(first), Walk::step)
            .map_ok(|tasks| stream::iter(tasks).map(Ok))
            .try_flatten()
    }
}

/// How far the walk is.
#[derive(Debug)]
struct Walk {
    client: TransferClient,
    filter: TaskFilter,
    /// Where the window ends. A whole second, one behind the oldest task that was given: whether
    /// the service counts the end of a window in or out, nothing of that second is left out.
    until: Option<Timestamp>,
    /// Within a window that a single second fills.
    offset: u64,
    /// Tasks that were given and that this window holds again, with their times.
    boundary: HashMap<String, Option<Timestamp>>,
}

impl Walk {
    async fn step(walk: Option<Self>) -> Result<Option<(Vec<Task>, Option<Self>)>, Error> {
        let Some(mut walk) = walk else {
            return Ok(None);
        };
        let page = walk.page().await?;
        let (tasks, more) = walk.take(page)?;
        Ok(Some((tasks, more.then_some(walk))))
    }

    async fn page(&self) -> Result<TaskPage, Error> {
        let filter = match self.until {
            Some(until) => self.filter.clone().requested_until(until),
            None => self.filter.clone(),
        };
        let mut request = self.client.task_list().order_by("request_time DESC");
        if filter != TaskFilter::default() {
            request = request.filter(filter);
        }
        let request = request.limit(MOST_BY_OFFSET).offset(self.offset);
        request.send().await
    }

    /// Moves on behind `page`: what is new on it, and whether there is more.
    fn take(&mut self, page: TaskPage) -> Result<(Vec<Task>, bool), Error> {
        let received = page.tasks.len() as u64;
        let seen = self.offset.saturating_add(received);
        // The total alone does not tell: it may end where the service's lists do.
        let more = received > 0 && (received >= MOST_BY_OFFSET || seen < page.total);
        let oldest = page.tasks.iter().filter_map(|task| task.request_time).min();
        let fresh: Vec<Task> = page
            .tasks
            .into_iter()
            .filter(|task| !self.boundary.contains_key(&task.task_id))
            .collect();
        if more && fresh.is_empty() && seen > self.boundary.len() as u64 {
            let service = &self.client.service;
            return Err(service.unexpected("it gives the same tasks again and again"));
        }
        let until = oldest.and_then(second_after);
        match (until, self.until) {
            (Some(until), None) => self.open_window(until),
            (Some(until), Some(known)) if until < known => self.open_window(until),
            _ => self.offset = seen,
        }
        let given = fresh
            .iter()
            .map(|task| (task.task_id.clone(), task.request_time));
        self.boundary.extend(given);
        let until = self.until;
        self.boundary
            .retain(|_, time| time.is_none_or(|time| until.is_none_or(|until| time <= until)));
        Ok((fresh, more))
    }

    fn open_window(&mut self, until: Timestamp) {
        self.until = Some(until);
        self.offset = 0;
    }
}

/// The first whole second behind `time`.
fn second_after(time: Timestamp) -> Option<Timestamp> {
    let second = Timestamp::from_second(time.as_second()).ok()?;
    second.checked_add(SignedDuration::from_secs(1)).ok()
}
