//! Decides which changes are worth a notification, and words it.

use std::time::Duration;

use jiff::ZonedDateTime;

use super::{
    attention::Item,
    changes::{Became, Change},
    quiet::is_quiet,
};
use crate::{
    desktop::Notification, place::Place, settings::Settings, status::StatusKey, text::Text,
};

/// How long something must have taken for its end to be worth a notification.
const WORTH_TELLING: Duration = Duration::from_secs(300);

/// How many changes at once are combined into one notification.
const GROUP: usize = 3;

/// The notifications for these changes. `is_seen` says whether you are looking at a place right
/// now.
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
        .filter(|change| match change.became {
            Became::NeedsYou => wanted.needs_you,
            Became::Failed | Became::Stuck => wanted.failed,
            Became::Done(took) => wanted.done && (took >= WORTH_TELLING || has_gaps(change)),
        })
        .filter(|change| !is_quiet(settings, &now, change.became == Became::NeedsYou))
        .filter(|change| !is_seen(&change.item.place))
        .collect();
    if told.len() >= GROUP || (has_slept && told.len() > 1) {
        return vec![summary(&told, has_slept)];
    }
    told.iter()
        .map(|change| one(change, wanted.names))
        .collect()
}

/// Whether files were skipped.
fn has_gaps(change: &Change) -> bool {
    change.item.status.key == StatusKey::DoneGaps
}

/// Whether this is about missing permissions rather than your work.
fn is_missing(item: &Item) -> bool {
    !matches!(item.place, Place::Run { .. } | Place::Transfer { .. })
}

fn one(change: &Change, names: bool) -> Notification {
    let item = &change.item;
    if is_missing(item) {
        return Notification {
            title: item.title.clone(),
            body: item.status.word.clone(),
            place: Some(item.place.clone()),
        };
    }
    let what = match &item.place {
        Place::Transfer { .. } => "A transfer",
        _ => "A run",
    };
    let name = if names { &*item.title } else { what };
    let (title, body) = match change.became {
        Became::NeedsYou => (format!("{name} needs you"), &item.status.word),
        Became::Failed => (format!("{name} failed"), &item.status.word),
        Became::Stuck => (format!("{name} is stuck"), &item.status.word),
        Became::Done(_) => (format!("{name} is done"), &item.status.word),
    };
    Notification {
        title: title.into(),
        // Error messages may contain paths.
        body: if names { body.clone() } else { Text::default() },
        place: Some(item.place.clone()),
    }
}

fn summary(told: &[&Change], has_slept: bool) -> Notification {
    let count = |is: fn(Became) -> bool| told.iter().filter(|change| is(change.became)).count();
    let parts = [
        (
            count(|became| matches!(became, Became::NeedsYou)),
            "need you",
            "needs you",
        ),
        (
            count(|became| matches!(became, Became::Failed)),
            "failed",
            "failed",
        ),
        (
            count(|became| matches!(became, Became::Stuck)),
            "are stuck",
            "is stuck",
        ),
        (
            count(|became| matches!(became, Became::Done(_))),
            "done",
            "done",
        ),
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
            "While you were away".into()
        } else {
            "Your Globus work".into()
        },
        body: words.join(", ").into(),
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

    fn change(id: &str, became: Became) -> Change {
        let item = item(id, StatusKey::NeedsYou);
        Change { item, became }
    }

    fn titles(changes: &[Change], settings: &Settings) -> Vec<Text> {
        of(changes, settings, false, |_| false)
            .into_iter()
            .map(|notice| notice.title)
            .collect()
    }

    #[test]
    fn what_the_person_wants_is_told_and_short_work_is_not() {
        let changes = [
            change("a", Became::NeedsYou),
            change("b", Became::Done(Duration::from_secs(10))),
        ];
        assert_eq!(titles(&changes, &Settings::default()), ["a needs you"]);
        let mut quiet = Settings::default();
        quiet.choices.notifications.needs_you = false;
        assert!(titles(&changes, &quiet).is_empty());
        assert_eq!(
            titles(&[change("c", Became::Done(LONG))], &quiet),
            ["c is done"]
        );
    }

    #[test]
    fn gaps_are_told_however_short_it_was() {
        let mut done = change("scans", Became::Done(Duration::from_secs(10)));
        done.item.status.key = StatusKey::DoneGaps;
        assert_eq!(titles(&[done], &Settings::default()), ["scans is done"]);
        assert_eq!(
            titles(&[change("scans", Became::Stuck)], &Settings::default()),
            ["scans is stuck"]
        );
    }

    #[test]
    fn what_meridian_lacks_is_told_in_its_own_words() {
        let mut missing = change("Sign in again", Became::NeedsYou);
        missing.item.place = Place::Accounts;
        let told = of(&[missing.clone()], &Settings::default(), false, |_| false);
        assert_eq!(told[0].title, "Sign in again");
        assert_eq!(told[0].place, Some(Place::Accounts));
        let paused = Settings {
            notifications_paused_until: Some(u64::MAX),
            ..Settings::default()
        };
        assert!(titles(&[missing], &paused).is_empty());
    }

    #[test]
    fn names_can_be_left_out() {
        let mut nameless = Settings::default();
        nameless.choices.notifications.names = false;
        let told = of(
            &[change("secret plan", Became::Failed)],
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
            change("a", Became::NeedsYou),
            change("b", Became::Failed),
            change("c", Became::Done(LONG)),
        ];
        let told = of(&changes, &Settings::default(), false, |_| false);
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].body, "1 needs you, 1 failed, 1 done");
        let after_sleep = of(&changes[..2], &Settings::default(), true, |_| false);
        assert_eq!(after_sleep[0].title, "While you were away");
    }

    #[test]
    fn nothing_is_told_while_paused_or_of_what_is_on_the_screen() {
        let changes = [change("a", Became::NeedsYou)];
        let paused = Settings {
            notifications_paused_until: Some(u64::MAX),
            ..Settings::default()
        };
        assert!(titles(&changes, &paused).is_empty());
        assert!(of(&changes, &Settings::default(), false, |_| true).is_empty());
    }
}
