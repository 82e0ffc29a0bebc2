//! The tray menu: its rows, their text, and whether they are enabled. The set of rows is fixed,
//! because on Linux only their text can change.

mod follow;

use jiff::{Timestamp, ZonedDateTime, tz::TimeZone};

use crate::{
    accounts::view::AccountEntry,
    controller::{session::Session, signing_in::Step},
    desktop::tray::{Act, Icon, Row, TrayMenu},
    text::Text,
    work::attention::{Attention, Item},
};

pub use follow::follow;

/// How many rows each kind of item has.
const SLOTS: usize = 3;

/// How many rows the accounts have.
pub const ACCOUNTS: usize = 5;

/// The longest row, in characters.
const LONGEST: usize = 40;

/// The text of an unused row.
const EMPTY: &str = "–";

/// The menu for the current session and work.
pub fn menu(session: &Session, attention: &Attention) -> TrayMenu {
    let (state, sign_in) = head(session, attention);
    let signed_in = matches!(session, Session::SignedIn(_));
    let (needs_you, active) = if signed_in {
        (attention.needs_you(), attention.active())
    } else {
        (Vec::new(), Vec::new())
    };
    TrayMenu {
        state,
        sign_in,
        needs_you: slots(&needs_you, |item| {
            format!("✋ {} – {}", item.title, item.status.word)
        }),
        active: slots(&active, |item| {
            let progress = item.progress.as_deref().unwrap_or(&item.status.word);
            format!("{}  {progress}", item.title)
        }),
        accounts: accounts(session),
        can_sign_out: signed_in,
        icon: icon(session, attention),
        waiting: needs_you.len(),
    }
}

fn head(session: &Session, attention: &Attention) -> (Row, Row) {
    let waiting = match session {
        Session::SigningIn(signing_in) => Some(signing_in),
        Session::SignedIn(view) => view.signing_in.as_ref(),
        _ => None,
    };
    if let Some(signing_in) = waiting {
        let state = match signing_in.step {
            Step::Finishing => "Finishing the sign-in…",
            _ => "Signing in",
        };
        let cancel = row(
            "Waiting for your browser… (Cancel)",
            Some(Act::CancelSignIn),
        );
        return (row(state, None), cancel);
    }
    match session {
        Session::SignedIn(view) => {
            let who = row(&format!("Signed in as {}", view.account.name), None);
            (state_row(&sentence(attention)), who)
        }
        Session::Starting => (row("Starting…", None), row(EMPTY, None)),
        _ => (
            row("Signed out", None),
            row("Sign in with Globus…", Some(Act::SignIn)),
        ),
    }
}

/// "2 need you · 3 running · Flows not updated since 14:02".
fn sentence(attention: &Attention) -> String {
    let (needs_you, running) = (attention.needs_you().len(), attention.active().len());
    let counted = [
        match needs_you {
            0 => None,
            1 => Some("1 needs you".to_owned()),
            many => Some(format!("{many} need you")),
        },
        (running > 0).then(|| format!("{running} running")),
    ];
    let unread = if attention.offline {
        Some(offline(attention))
    } else {
        unread(attention)
    };
    let words: Vec<_> = counted.into_iter().flatten().chain(unread).collect();
    if words.is_empty() {
        "Nothing needs you".to_owned()
    } else {
        words.join(" · ")
    }
}

/// Since when Globus couldn't be reached.
fn offline(attention: &Attention) -> String {
    match attention.checked_at {
        Some(at) => format!("offline since {}", clock(at)),
        None => "offline".to_owned(),
    }
}

/// The services that couldn't be read and since when, because their items may be out of date.
fn unread(attention: &Attention) -> Option<String> {
    let kinds = [
        ("Flows", &attention.runs),
        ("Transfer", &attention.transfers),
        ("Permissions", &attention.permissions),
    ];
    let unread: Vec<_> = kinds
        .into_iter()
        .filter(|(_, known)| known.problem.is_some())
        .collect();
    let names: Vec<_> = unread.iter().map(|(name, _)| *name).collect();
    let oldest = unread.iter().map(|(_, known)| known.read_at).min()?;
    let names = names.join(", ");
    Some(match oldest {
        Some(at) => format!("{names} not updated since {}", clock(at)),
        None => format!("{names} not loaded yet"),
    })
}

/// The local time: "14:02". Includes the day if it isn't today.
fn clock(at: u64) -> String {
    let Some(time) = i64::try_from(at)
        .ok()
        .and_then(|at| Timestamp::from_millisecond(at).ok())
    else {
        return "a while ago".to_owned();
    };
    let time = time.to_zoned_datetime(TimeZone::system());
    let is_today = time.date() == ZonedDateTime::now().date();
    let format = if is_today { "%H:%M" } else { "%a %H:%M" };
    time.strftime(format).to_string()
}

fn slots(items: &[&Item], words: impl Fn(&Item) -> String) -> Vec<Row> {
    let mut rows: Vec<_> = items
        .iter()
        .take(SLOTS)
        .map(|item| row(&words(item), Some(Act::Open(item.place.clone()))))
        .collect();
    rows.resize(SLOTS, row(EMPTY, None));
    rows
}

fn accounts(session: &Session) -> Vec<Row> {
    let entries: &[AccountEntry] = match session {
        Session::SignedIn(view) => &view.accounts,
        Session::SignedOut(view) => &view.accounts,
        _ => &[],
    };
    let mut rows: Vec<_> = entries
        .iter()
        .take(ACCOUNTS)
        .map(|entry| {
            let mark = if entry.current { "● " } else { "" };
            let name = if entry.username.is_empty() {
                &entry.name
            } else {
                &entry.username
            };
            let act = (!entry.current).then(|| Act::Switch(entry.id.clone()));
            row(&format!("{mark}{name}"), act)
        })
        .collect();
    rows.resize(ACCOUNTS, row(EMPTY, None));
    rows
}

fn icon(session: &Session, attention: &Attention) -> Icon {
    match session {
        Session::SignedIn(_) if attention.offline => Icon::Offline,
        Session::SignedIn(_) if !attention.needs_you().is_empty() => Icon::NeedsYou,
        Session::SignedIn(_) if !attention.active().is_empty() => Icon::Active,
        Session::SignedIn(_) | Session::Starting => Icon::Idle,
        Session::SigningIn(_) | Session::SignedOut(_) => Icon::SignedOut,
    }
}

/// A row with Meridian's own text, which isn't shortened.
fn state_row(text: &str) -> Row {
    Row {
        text: text.into(),
        act: None,
    }
}

/// A row with text shortened to one line. Escapes `&` and `_`, which menus use to mark shortcut
/// keys.
fn row(text: &str, act: Option<Act>) -> Row {
    let text = Text::of(text);
    let short = match text.char_indices().nth(LONGEST) {
        Some(_) => {
            let kept: String = text.chars().take(LONGEST - 1).collect();
            format!("{}…", kept.trim_end())
        }
        None => text.into(),
    };
    Row {
        text: short.replace('&', "&&").into(),
        act,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    use crate::work::attention::Known;
    use crate::{
        controller::{
            session::SignedOut,
            signing_in::{SigningIn, Way},
        },
        keychain::{Keychain, KeychainState},
        status::{Status, StatusKey},
    };

    fn item(title: &str, key: StatusKey) -> Item {
        Item {
            place: Place::Run {
                id: title.to_owned(),
            },
            title: title.into(),
            status: Status {
                key,
                word: "Running".into(),
            },
            progress: None,
            since: None,
        }
    }

    fn signed_out() -> Session {
        Session::SignedOut(SignedOut {
            keychain: Keychain {
                name: String::new(),
                state: KeychainState::Ready,
                message: None,
            },
            client_id: None,
            accounts: Vec::new(),
            notice: None,
        })
    }

    #[test]
    fn signed_out_offers_one_thing() {
        let menu = super::menu(&signed_out(), &Attention::default());
        assert_eq!(menu.state.text, "Signed out");
        assert_eq!(menu.sign_in.act, Some(Act::SignIn));
        assert_eq!(menu.icon, Icon::SignedOut);
        assert!(menu.needs_you.iter().all(|row| row.text == EMPTY));
        assert!(!menu.can_sign_out);
    }

    #[test]
    fn waiting_can_be_stopped() {
        let waiting = Session::SigningIn(SigningIn {
            demo: false,
            step: Step::Waiting,
            way: Way::Browser,
            url: None,
            hint: None,
            started_at: 0,
            deadline: 0,
        });
        let menu = super::menu(&waiting, &Attention::default());
        assert_eq!(menu.sign_in.text, "Waiting for your browser… (Cancel)");
        assert_eq!(menu.sign_in.act, Some(Act::CancelSignIn));
    }

    fn known(needs_you: usize, active: usize) -> Known {
        let items = |count, key| (0..count).map(|_| item("a", key)).collect();
        Known {
            needs_you: items(needs_you, StatusKey::NeedsYou),
            active: items(active, StatusKey::Active),
            read_at: Some(0),
            problem: None,
        }
    }

    #[test]
    fn the_sentence_counts_every_kind() {
        assert_eq!(sentence(&Attention::default()), "Nothing needs you");
        let mut attention = Attention {
            runs: known(0, 1),
            transfers: known(0, 2),
            ..Attention::default()
        };
        assert_eq!(sentence(&attention), "3 running");
        attention.runs = known(1, 1);
        assert_eq!(sentence(&attention), "1 needs you · 3 running");
        attention.permissions = known(1, 0);
        attention.transfers = known(2, 2);
        assert_eq!(sentence(&attention), "4 need you · 3 running");
    }

    #[test]
    fn what_could_not_be_read_is_said_beside_what_was_known() {
        let mut attention = Attention {
            runs: known(1, 1),
            transfers: known(0, 2),
            ..Attention::default()
        };
        attention.runs.problem = Some("Globus Flows refused the request.".into());
        let said = sentence(&attention);
        let rest = said.strip_prefix("1 needs you · 3 running · Flows not updated since ");
        assert!(rest.is_some_and(|time| time.contains(':')), "{said}");
        attention.transfers = Known {
            problem: Some("It could not be reached.".into()),
            ..Known::default()
        };
        let said = sentence(&attention);
        assert!(said.ends_with("Flows, Transfer not loaded yet"), "{said}");
        attention.offline = true;
        let said = sentence(&attention);
        assert_eq!(said, "1 needs you · 1 running · offline");
        attention.checked_at = attention.runs.read_at;
        let said = sentence(&attention);
        assert!(said.contains("· offline since "), "{said}");
    }

    #[test]
    fn the_rows_are_always_as_many_and_short() {
        let many: Vec<_> = (0..9)
            .map(|n| {
                item(
                    &format!("a very long title of a run number {n}"),
                    StatusKey::Active,
                )
            })
            .collect();
        let many: Vec<_> = many.iter().collect();
        let rows = slots(&many, |item| format!("{}  x", item.title));
        assert_eq!(rows.len(), SLOTS);
        assert!(rows.iter().all(|row| row.text.chars().count() <= LONGEST));
        assert_eq!(slots(&[], |_| String::new()).len(), SLOTS);
    }

    #[test]
    fn f31_titles_cannot_pose_as_something_else() {
        let text = row("\u{1b}[31mQuit & sign_out\u{202e}\nx", None).text;
        assert_eq!(text, "Quit && sign_out x");
    }
}
