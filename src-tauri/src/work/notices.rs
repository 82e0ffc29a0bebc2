//! Which changes are worth a notification, and in which words.

use std::time::Duration;

use jiff::ZonedDateTime;

use super::{
    changes::{Change, Kind},
    quiet::is_quiet,
};
use crate::{
    desktop::Notification, place::Place, settings::Settings, status::StatusKey, text::line,
};

/// What was done in less time is not told.
const WORTH_TELLING: Duration = Duration::from_secs(300);

/// As many at once are one notification.
const GROUP: usize = 3;

/// The notifications for these changes. `is_seen`: the person looks at it right now.
pub(super) fn of(
    changes: &[Change],
    settings: &Settings,
    has_slept: bool,
    is_seen: impl Fn(&Place) -> bool,
) -> Vec<Notification> {
    let now = ZonedDateTime::now();
    let wanted = settings.choices.notifications;
    let told: Vec<_> = changes
        .iter()
        .filter(|change| match change.kind {
            Kind::NeedsYou => wanted.needs_you,
            Kind::Failed | Kind::Stuck => wanted.failed,
            Kind::Done(took) => wanted.done && (took >= WORTH_TELLING || has_gaps(change)),
        })
        .filter(|change| !is_quiet(settings, &now, change.kind == Kind::NeedsYou))
        .filter(|change| !is_seen(&change.item.place))
        .collect();
    if told.len() >= GROUP || (has_slept && told.len() > 1) {
        return vec![summary(&told, has_slept)];
    }
    told.iter()
        .map(|change| one(change, wanted.names))
        .collect()
}

/// The sign-in ended: nothing is seen until there is another.
pub(super) fn sign_in_ended(settings: &Settings) -> Option<Notification> {
    let is_told = settings.choices.notifications.needs_you
        && !is_quiet(settings, &ZonedDateTime::now(), true);
    is_told.then(|| Notification {
        title: "Sign in again".to_owned(),
        body: "Until then Meridian does not see your runs and transfers.".to_owned(),
        place: Some(Place::Accounts),
    })
}

/// Whether something was left out.
fn has_gaps(change: &Change) -> bool {
    change.item.status.key == StatusKey::DoneGaps
}

fn one(change: &Change, names: bool) -> Notification {
    let item = &change.item;
    let what = match &item.place {
        Place::Transfer { .. } => "A transfer",
        _ => "A run",
    };
    let name = if names {
        line(&item.title)
    } else {
        what.to_owned()
    };
    let (title, body) = match change.kind {
        Kind::NeedsYou => (format!("{name} needs you"), &item.status.word),
        Kind::Failed => (format!("{name} failed"), &item.status.word),
        Kind::Stuck => (format!("{name} is stuck"), &item.status.word),
        Kind::Done(_) => (format!("{name} is done"), &item.status.word),
    };
    Notification {
        title,
        // What went wrong may name paths.
        body: if names { line(body) } else { String::new() },
        place: Some(item.place.clone()),
    }
}

fn summary(told: &[&Change], has_slept: bool) -> Notification {
    let count = |is: fn(&Kind) -> bool| told.iter().filter(|change| is(&change.kind)).count();
    let parts = [
        (
            count(|kind| matches!(kind, Kind::NeedsYou)),
            "need you",
            "needs you",
        ),
        (
            count(|kind| matches!(kind, Kind::Failed)),
            "failed",
            "failed",
        ),
        (
            count(|kind| matches!(kind, Kind::Stuck)),
            "are stuck",
            "is stuck",
        ),
        (count(|kind| matches!(kind, Kind::Done(_))), "done", "done"),
    ];
    let words: Vec<_> = parts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, many, single)| {
            format!("{number} {}", if number == 1 { single } else { many })
        })
        .collect();
    let transfers = told
        .iter()
        .all(|change| matches!(change.item.place, Place::Transfer { .. }));
    Notification {
        title: if has_slept {
            "While you were away".to_owned()
        } else {
            "Your Globus work".to_owned()
        },
        body: words.join(", "),
        place: Some(if transfers {
            Place::Transfers
        } else {
            Place::Runs
        }),
    }
}

#[cfg(test)]
mod tests {

    use super::super::{changes::tests::item, notices::*};

    const LONG: Duration = Duration::from_secs(3_600);

    fn change(id: &str, kind: Kind) -> Change {
        let (_, item) = item(id, StatusKey::NeedsYou);
        Change { item, kind }
    }

    fn titles(changes: &[Change], settings: &Settings) -> Vec<String> {
        of(changes, settings, false, |_| false)
            .into_iter()
            .map(|notice| notice.title)
            .collect()
    }

    #[test]
    fn what_the_person_wants_is_told_and_short_work_is_not() {
        let changes = [
            change("a", Kind::NeedsYou),
            change("b", Kind::Done(Duration::from_secs(10))),
        ];
        assert_eq!(titles(&changes, &Settings::default()), ["a needs you"]);
        let mut quiet = Settings::default();
        quiet.choices.notifications.needs_you = false;
        assert!(titles(&changes, &quiet).is_empty());
        assert_eq!(
            titles(&[change("c", Kind::Done(LONG))], &quiet),
            ["c is done"]
        );
    }

    #[test]
    fn gaps_are_told_however_short_it_was() {
        let mut done = change("scans", Kind::Done(Duration::from_secs(10)));
        done.item.status.key = StatusKey::DoneGaps;
        assert_eq!(titles(&[done], &Settings::default()), ["scans is done"]);
        assert_eq!(
            titles(&[change("scans", Kind::Stuck)], &Settings::default()),
            ["scans is stuck"]
        );
    }

    #[test]
    fn an_ended_sign_in_is_told_like_what_needs_the_person() {
        assert!(sign_in_ended(&Settings::default()).is_some());
        let paused = Settings {
            notifications_paused_until: Some(u64::MAX),
            ..Settings::default()
        };
        assert_eq!(sign_in_ended(&paused), None);
    }

    #[test]
    fn names_can_be_left_out() {
        let mut nameless = Settings::default();
        nameless.choices.notifications.names = false;
        let told = of(
            &[change("secret plan", Kind::Failed)],
            &nameless,
            false,
            |_| false,
        );
        assert_eq!(told[0].title, "A run failed");
        assert_eq!(told[0].body, "");
    }

    #[test]
    fn many_at_once_are_one() {
        let changes = [
            change("a", Kind::NeedsYou),
            change("b", Kind::Failed),
            change("c", Kind::Done(LONG)),
        ];
        let told = of(&changes, &Settings::default(), false, |_| false);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].body, "1 needs you, 1 failed, 1 done");
        let after_sleep = of(&changes[..2], &Settings::default(), true, |_| false);
        assert_eq!(after_sleep[0].title, "While you were away");
    }

    #[test]
    fn nothing_is_told_while_paused_or_of_what_is_on_the_screen() {
        let changes = [change("a", Kind::NeedsYou)];
        let paused = Settings {
            notifications_paused_until: Some(u64::MAX),
            ..Settings::default()
        };
        assert!(titles(&changes, &paused).is_empty());
        assert!(of(&changes, &Settings::default(), false, |_| true).is_empty());
    }
}
