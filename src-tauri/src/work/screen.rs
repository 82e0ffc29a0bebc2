//! What is on the screen, what was last read of it, and when to refresh it.

use tokio::time::Instant;

use super::{
    changes::{States, changed},
    on_screen::{OnScreen, ScreenQuery},
};
use crate::{place::Place, settings::view::Updates};

/// What is on the screen.
#[derive(Debug)]
pub(super) struct Screen {
    shows: OnScreen,
    /// The status of each row when last read. None before the first read.
    states: Option<States>,
    read_at: Instant,
}

impl Screen {
    /// Starts with nothing on the screen.
    pub(super) fn empty(now: Instant) -> Self {
        Self {
            shows: OnScreen {
                place: Place::Flows,
                query: None,
            },
            states: None,
            read_at: now,
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.shows.place
    }

    /// Sets what is on the screen. The window reads it itself at first.
    pub(super) fn show(&mut self, shows: OnScreen, now: Instant) {
        if self.shows.query != shows.query {
            self.states = None;
            self.read_at = now;
        }
        self.shows = shows;
    }

    /// Notes that the window read this itself, so that the next refresh is a whole interval away.
    pub(super) fn was_read(&mut self, query: &ScreenQuery, states: States, now: Instant) {
        if self.shows.query.as_ref() == Some(query) {
            self.states = Some(states);
            self.read_at = now;
        }
    }

    /// Stores a refresh, and returns which rows changed. None if the window shows something else by
    /// now.
    pub(super) fn take(
        &mut self,
        query: &ScreenQuery,
        states: Option<&States>,
        now: Instant,
    ) -> Option<Vec<String>> {
        if self.shows.query.as_ref() != Some(query) {
            return None;
        }
        self.read_at = now;
        // If it couldn't be read, nothing has changed.
        let Some(states) = states else {
            return Some(Vec::new());
        };
        let before = self.states.replace(states.clone());
        Some(before.map_or_else(Vec::new, |before| changed(&before, states)))
    }

    /// What to refresh next, and when.
    pub(super) fn due(&self, updates: Updates) -> Option<(&ScreenQuery, Instant)> {
        let query = self.shows.query.as_ref()?;
        Some((query, self.read_at + query.interval(updates)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{status::StatusKey, work::pace};

    fn run(id: &str) -> OnScreen {
        OnScreen {
            place: Place::Runs,
            query: Some(ScreenQuery::Run { id: id.to_owned() }),
        }
    }

    fn states(key: StatusKey) -> States {
        States::from([("a".to_owned(), key)])
    }

    #[test]
    fn what_changed_is_told_of_what_is_shown_and_against_what_the_window_has() {
        use StatusKey::{Active, Done, Failed};
        let now = Instant::now();
        let (shows, other) = (run("a"), run("b"));
        let (query, gone) = (shows.query.clone(), other.query.clone());
        let (query, gone) = (query.expect("one"), gone.expect("one"));
        let mut screen = Screen::empty(now);
        assert_eq!(screen.due(Updates::Normal), None);
        screen.show(shows.clone(), now);
        // The first read reports no changes.
        let first = screen.take(&query, Some(&states(Active)), now);
        assert_eq!(first, Some(Vec::new()));
        let second = screen.take(&query, Some(&states(Done)), now);
        assert_eq!(second, Some(vec!["a".to_owned()]));
        // The window already has what it read itself.
        screen.was_read(&query, states(Failed), now);
        assert_eq!(screen.take(&query, None, now), Some(Vec::new()));
        let third = screen.take(&query, Some(&states(Failed)), now);
        assert_eq!(third, Some(Vec::new()));
        assert_eq!(screen.take(&gone, Some(&states(Done)), now), None);
    }

    #[test]
    fn what_the_window_just_read_is_read_again_after_the_whole_interval() {
        let start = Instant::now();
        let later = start + pace::DETAIL / 2;
        let shows = run("a");
        let query = shows.query.clone().expect("one");
        let mut screen = Screen::empty(start);
        screen.show(shows.clone(), start);
        let due = |screen: &Screen| screen.due(Updates::Normal).map(|(_, at)| at);
        assert_eq!(due(&screen), Some(start + pace::DETAIL));
        screen.was_read(&query, states(StatusKey::Active), later);
        assert_eq!(due(&screen), Some(later + pace::DETAIL));
        // Only the place is new, so what was read stays.
        screen.show(
            OnScreen {
                place: Place::Settings,
                ..shows
            },
            start,
        );
        assert_eq!(due(&screen), Some(later + pace::DETAIL));
    }
}
