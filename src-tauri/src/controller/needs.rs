//! What services want before they do what they were asked, held until the person opens the sheet:
//! the service need not be asked again for what it said once.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use globus_app::GlobusAuthorizationParameters;

use super::sheet::Action;
use crate::problem::{refused::Requirement, view::NeedId};

/// More than a window shows at once.
const MOST: usize = 64;

/// What is held, shared by whoever reads and the controller.
#[derive(Clone, Debug, Default)]
pub struct Needs(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    last: u32,
    needs: VecDeque<HeldNeed>,
    /// What a sign-in has just satisfied, as far as this computer can tell.
    met: Option<(Action, GlobusAuthorizationParameters)>,
}

/// A requirement, and what it is in the way of.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldNeed {
    /// Its name.
    pub id: NeedId,
    /// What is done once it is met.
    pub action: Action,
    /// What the service wants.
    pub requirement: Requirement,
}

/// Whether a requirement is new, or the one that was just met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// It can be asked for.
    Anew(NeedId),
    /// A sign-in met it, and the service wants the very same again.
    Again(NeedId),
}

impl Needs {
    /// Holds a requirement; the same one again keeps its name, so that a list that is read every
    /// few seconds holds one.
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

    /// The requirement of this name, unless it was forgotten meanwhile.
    pub fn find(&self, id: NeedId) -> Option<HeldNeed> {
        let held = self.held();
        held.needs.iter().find(|need| need.id == id).cloned()
    }

    /// A sign-in satisfied `parameters` for `action`.
    pub fn met(&self, action: Action, parameters: GlobusAuthorizationParameters) {
        self.held().met = Some((action, parameters));
    }

    /// What a sign-in was for is done: the same requirement later is a new one.
    pub fn done(&self, action: &Action) {
        self.held().met.take_if(|(met, _)| met == action);
    }

    /// Another account has other needs.
    pub fn forget(&self) {
        let mut held = self.held();
        held.needs.clear();
        held.met = None;
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        // Each change is whole, so what a panic left is true.
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
    fn a_list_that_is_read_again_holds_one_need() {
        let needs = Needs::default();
        let Wanted::Anew(id) = hold(&needs, true) else {
            panic!("nothing was met yet");
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
    fn what_was_met_and_is_wanted_again_is_told_once() {
        let needs = Needs::default();
        let Wanted::Anew(id) = hold(&needs, true) else {
            panic!("nothing was met yet");
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
