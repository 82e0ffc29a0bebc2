//! Holds what services want first until the sheet opens, so that no call has to be repeated just to
//! read the requirement again.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use globus_app::GlobusAuthorizationParameters;

use super::sheet::Action;
use crate::problem::{refused::Requirement, view::NeedId};

/// How many needs are held at once: more than a window can show. The oldest is dropped first.
const MOST: usize = 64;

/// The held needs, shared between commands and the controller.
#[derive(Clone, Debug, Default)]
pub struct Needs(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    last: u32,
    needs: VecDeque<HeldNeed>,
    /// The action and parameters that a sign-in has just satisfied, as far as Meridian can tell.
    met: Option<(Action, GlobusAuthorizationParameters)>,
}

/// A requirement, and the action that waits for it.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldNeed {
    /// Identifies the need.
    pub id: NeedId,
    /// What Meridian does once the requirement is met.
    pub action: Action,
    /// What the service wants.
    pub requirement: Requirement,
}

/// Whether a requirement is new or has just been met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A sheet can ask for it.
    Anew(NeedId),
    /// A sign-in has satisfied it, but the service asks for the same again.
    Again(NeedId),
}

impl Needs {
    /// Holds a requirement. Holding the same one again returns the same ID, so a list that refreshes
    /// every few seconds holds only one.
    pub fn hold(&self, action: Action, requirement: Requirement) -> Wanted {
        let mut held = self.held();
        let is_met = held
            .met
            .take_if(|(met, parameters)| *met == action && *parameters == requirement.parameters);
        let is_same = |need: &&HeldNeed| need.action == action && need.requirement == requirement;
        let id = match held.needs.iter().find(is_same) {
            Some(need) => need.id,
            None => held.add(action, requirement),
        };
        if is_met.is_some() {
            Wanted::Again(id)
        } else {
            Wanted::Anew(id)
        }
    }

    /// The need with this ID, unless it has been dropped.
    pub fn find(&self, id: NeedId) -> Option<HeldNeed> {
        let held = self.held();
        held.needs.iter().find(|need| need.id == id).cloned()
    }

    /// Notes that a sign-in satisfied `parameters` for `action`.
    pub fn met(&self, action: Action, parameters: GlobusAuthorizationParameters) {
        self.held().met = Some((action, parameters));
    }

    /// Notes that `action` succeeded. The same requirement later counts as new.
    pub fn done(&self, action: &Action) {
        self.held().met.take_if(|(met, _)| met == action);
    }

    /// Drops all needs, for when another account is shown.
    pub fn forget(&self) {
        let mut held = self.held();
        held.needs.clear();
        held.met = None;
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Every change is complete before anything can panic, so a poisoned lock is safe to use.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn add(&mut self, action: Action, requirement: Requirement) -> NeedId {
        self.last = self.last.wrapping_add(1);
        let id = NeedId(self.last);
        if self.needs.len() == MOST {
            self.needs.pop_front();
        }
        self.needs.push_back(HeldNeed {
            id,
            action,
            requirement,
        });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::place::Place;

    fn hold(needs: &Needs, mfa: bool) -> Wanted {
        let parameters = GlobusAuthorizationParameters {
            session_required_mfa: Some(mfa),
            ..GlobusAuthorizationParameters::default()
        };
        let requirement = Requirement {
            service: "Globus Flows",
            parameters,
        };
        needs.hold(Action::Read { place: Place::Runs }, requirement)
    }

    #[test]
    fn refreshing_a_list_holds_one_need() {
        let needs = Needs::default();
        let Wanted::Anew(id) = hold(&needs, true) else {
            panic!("no sign-in yet");
        };
        assert_eq!(hold(&needs, true), Wanted::Anew(id));
        assert_ne!(hold(&needs, false), Wanted::Anew(id));
        assert!(needs.find(id).is_some());
        for mfa in [true, false].into_iter().cycle().take(MOST * 2) {
            let place = Place::Run {
                id: format!("{}", needs.held().last),
            };
            let requirement = needs.find(id).expect("held").requirement;
            needs
                .held()
                .add(Action::Read { place }, requirement.clone());
            hold(&needs, mfa);
            if needs.find(id).is_none() {
                break;
            }
        }
        assert!(needs.held().needs.len() <= MOST);
    }

    #[test]
    fn a_need_wanted_again_after_a_sign_in_is_reported_once() {
        let needs = Needs::default();
        let Wanted::Anew(id) = hold(&needs, true) else {
            panic!("no sign-in yet");
        };
        let need = needs.find(id).expect("held");
        needs.met(need.action, need.requirement.parameters);
        assert_eq!(hold(&needs, true), Wanted::Again(id));
        assert_eq!(hold(&needs, true), Wanted::Anew(id));
        let need = needs.find(id).expect("held");
        needs.met(need.action.clone(), need.requirement.parameters);
        needs.done(&need.action);
        assert_eq!(hold(&needs, true), Wanted::Anew(id));
        needs.forget();
        assert_eq!(needs.find(id), None);
    }
}
