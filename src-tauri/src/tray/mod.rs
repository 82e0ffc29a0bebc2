//! The tray's menu as a value: which rows, with which words, and whether they can be chosen. The
//! rows are always the same, for on Linux only their words can change.

mod follow;

use crate::{
    accounts::view::AccountEntry,
    controller::{session::Session, signing_in::Step},
    desktop::tray::{Act, Icon, Row, TrayMenu},
    text::line,
    work::attention::{Attention, Item},
};

pub use follow::follow;

/// How many of each kind have a row.
const SLOTS: usize = 3;

/// How many accounts have a row.
pub const ACCOUNTS: usize = 5;

/// The longest row, in characters.
const LONGEST: usize = 40;

/// A row without anything to say.
const EMPTY: &str = "–";

/// The menu for what is true now.
pub fn menu(session: &Session, attention: &Attention) -> TrayMenu {
    let (state, sign_in) = head(session, attention);
    let signed_in = matches!(session, Session::SignedIn(_));
    let (needs_you, active): (&[Item], &[Item]) = if signed_in {
        (&attention.needs_you, &attention.active)
    } else {
        (&[], &[])
    };
    TrayMenu {
        state,
        sign_in,
        needs_you: slots(needs_you, |item| {
            format!("✋ {} – {}", item.title, item.status.word)
        }),
        active: slots(active, |item| {
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
            (row(&sentence(attention), None), who)
        }
        Session::Starting => (row("Starting…", None), row(EMPTY, None)),
        _ => (
            row("Signed out", None),
            row("Sign in with Globus…", Some(Act::SignIn)),
        ),
    }
}

/// "2 need you · 3 running".
fn sentence(attention: &Attention) -> String {
    if attention.offline {
        return "Offline".to_owned();
    }
    let running = attention.active_runs + attention.active_transfers;
    let parts = [
        match attention.needs_you.len() {
            0 => None,
            1 => Some("1 needs you".to_owned()),
            many => Some(format!("{many} need you")),
        },
        (running > 0).then(|| format!("{running} running")),
    ];
    let words: Vec<_> = parts.into_iter().flatten().collect();
    if words.is_empty() {
        "Nothing needs you".to_owned()
    } else {
        words.join(" · ")
    }
}

fn slots(items: &[Item], words: impl Fn(&Item) -> String) -> Vec<Row> {
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
        Session::SignedIn(_) if !attention.needs_you.is_empty() => Icon::NeedsYou,
        Session::SignedIn(_) if !attention.active.is_empty() => Icon::Active,
        Session::SignedIn(_) | Session::Starting => Icon::Idle,
        Session::SigningIn(_) | Session::SignedOut(_) => Icon::SignedOut,
    }
}

/// One line, short, and as it is: a menu takes `&` and `_` for marks of keys.
fn row(text: &str, act: Option<Act>) -> Row {
    let text = line(text);
    let short = match text.char_indices().nth(LONGEST) {
        Some(_) => {
            let kept: String = text.chars().take(LONGEST - 1).collect();
            format!("{}…", kept.trim_end())
        }
        None => text,
    };
    Row {
        text: short.replace('&', "&&"),
        act,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

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
            title: title.to_owned(),
            status: Status {
                key,
                word: "Running".to_owned(),
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

    #[test]
    fn the_sentence_counts() {
        let mut attention = Attention {
            active_runs: 1,
            active_transfers: 2,
            ..Attention::default()
        };
        assert_eq!(sentence(&Attention::default()), "Nothing needs you");
        assert_eq!(sentence(&attention), "3 running");
        attention.needs_you = vec![item("a", StatusKey::NeedsYou)];
        assert_eq!(sentence(&attention), "1 needs you · 3 running");
        attention.offline = true;
        assert_eq!(sentence(&attention), "Offline");
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
