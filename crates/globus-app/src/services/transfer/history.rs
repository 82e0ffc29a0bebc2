//! All tasks, however many. The service lists 1,000 at most, so older ones are requested by the
//! time of their submission.

use std::collections::HashMap;

use futures::{Stream, StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    client::TransferClient,
    documents::{Task, TaskPage},
    limits::MOST_BY_OFFSET,
    task_filter::TaskFilter,
};
use crate::app::Error;

impl TransferClient {
    /// All tasks that match `filter`, newest first, including those beyond the 1,000 that the
    /// service lists. Each task is returned once. Pages are requested as needed.
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

/// The state of a walk through the history.
#[derive(Debug)]
struct Walk {
    client: TransferClient,
    filter: TaskFilter,
    /// The end of the window: a whole second, just after the oldest task that was returned. It
    /// doesn't matter whether the service includes the end of a window, because no task of that
    /// second is left out.
    until: Option<Timestamp>,
    /// The offset within a window that a single second fills.
    offset: u64,
    /// Tasks that were already returned and that are in this window again, with their times.
    boundary: HashMap<Uuid, Option<Timestamp>>,
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

    /// Moves on to the next page. Returns what is new on `page`, and whether there is more.
    fn take(&mut self, page: TaskPage) -> Result<(Vec<Task>, bool), Error> {
        let received = page.received as u64;
        let seen = self.offset.saturating_add(received);
        // The total isn't enough, because it may end at the service's limit.
        let more = received > 0 && (received >= MOST_BY_OFFSET || seen < page.total);
        let oldest = page.tasks.iter().filter_map(|task| task.request_time).min();
        let fresh: Vec<Task> = page
            .tasks
            .into_iter()
            .filter(|task| !self.boundary.contains_key(&task.task_id))
            .collect();
        if more && fresh.is_empty() && seen > self.boundary.len() as u64 {
            let service = &self.client.service;
            return Err(service.unexpected("it keeps returning the same tasks"));
        }
        let until = oldest.and_then(second_after);
        match (until, self.until) {
            (Some(until), None) => self.open_window(until),
            (Some(until), Some(known)) if until < known => self.open_window(until),
            _ => self.offset = seen,
        }
        let given = fresh.iter().map(|task| (task.task_id, task.request_time));
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

/// The next whole second after `time`.
fn second_after(time: Timestamp) -> Option<Timestamp> {
    let second = Timestamp::from_second(time.as_second()).ok()?;
    second.checked_add(SignedDuration::from_secs(1)).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;

    use super::*;
    use crate::{
        app::{GlobusAppConfig, UserApp},
        tokens::MemoryTokenStorage,
    };

    /// A service with tasks from second 0 on, newest first.
    struct Service {
        tasks: Vec<(Uuid, Timestamp)>,
        /// Whether it includes the end of a window.
        end_is_in: bool,
    }

    impl Service {
        fn new(tasks_of_each_second: &[usize], end_is_in: bool) -> Self {
            let seconds = tasks_of_each_second.iter().enumerate();
            let mut tasks: Vec<_> = seconds
                .flat_map(|(second, count)| (0..*count).map(move |index| (second, index)))
                .map(|(second, index)| (id(second, index), at(second)))
                .collect();
            tasks.reverse();
            Self { tasks, end_is_in }
        }

        fn page(&self, walk: &Walk) -> TaskPage {
            let is_in = |time: Timestamp| match walk.until {
                None => true,
                Some(until) => time < until || self.end_is_in && time == until,
            };
            let found = self.tasks.iter().filter(|(_, time)| is_in(*time));
            let skipped = usize::try_from(walk.offset).expect("small");
            let shown = found.clone().skip(skipped).take(1_000);
            let tasks = shown.map(|(id, time)| {
                let task = json!({
                    "task_id": id, "type": "DELETE", "status": "FAILED", "request_time": time,
                });
                serde_json::from_value(task).expect("a task")
            });
            let tasks: Vec<_> = tasks.collect();
            TaskPage {
                received: tasks.len(),
                tasks,
                total: found.count() as u64,
            }
        }
    }

    fn id(second: usize, index: usize) -> Uuid {
        Uuid::from_u64_pair(second as u64, index as u64)
    }

    fn at(second: usize) -> Timestamp {
        Timestamp::from_second(i64::try_from(second).expect("small")).expect("in range")
    }

    fn walk() -> Walk {
        let config = GlobusAppConfig {
            token_storage: Some(Arc::new(MemoryTokenStorage::new())),
            ..GlobusAppConfig::default()
        };
        let app = UserApp::builder("test-app", "client").config(config);
        Walk {
            client: TransferClient::new(&app.build().expect("complete")),
            filter: TaskFilter::new(),
            until: None,
            offset: 0,
            boundary: HashMap::new(),
        }
    }

    /// What a walk returns, in order.
    fn walked(service: &Service) -> Vec<Uuid> {
        let (mut walk, mut given, mut more) = (walk(), Vec::new(), true);
        while more {
            let (tasks, goes_on) = walk.take(service.page(&walk)).expect("a list that moves");
            given.extend(tasks.into_iter().map(|task| task.task_id));
            more = goes_on;
        }
        given
    }

    #[test]
    fn no_task_is_lost_or_doubled_however_many_share_a_second() {
        for seconds in [
            vec![],
            vec![1],
            vec![1_000],
            vec![999, 2],
            vec![1; 3_500],
            vec![7; 500],
            vec![600; 5],
            // More in one second than fit on a page: at the start, in the middle and at the end.
            vec![2_500],
            vec![10, 2_500],
            vec![2_500, 10],
            vec![30, 1_000, 1_000, 3_001, 999, 1, 0, 0, 5],
        ] {
            for end_is_in in [true, false] {
                let service = Service::new(&seconds, end_is_in);
                let expected: Vec<_> = service.tasks.iter().map(|(id, _)| *id).collect();
                assert_eq!(walked(&service), expected, "{seconds:?}, {end_is_in}");
            }
        }
    }

    #[test]
    fn a_service_that_shows_the_same_for_ever_is_an_error() {
        let service = Service::new(&[1_000], true);
        let (mut walk, fresh) = (walk(), walk());
        walk.take(service.page(&fresh)).expect("the first time");
        walk.take(service.page(&fresh))
            .expect("it may be the boundary");
        let outcome = walk.take(service.page(&fresh));
        assert!(
            matches!(outcome, Err(Error::UnexpectedAnswer { .. })),
            "{outcome:?}"
        );
    }
}
