//! The "One more step" sheet. It lists what an action needs, asks for all of it in one sign-in, and
//! then carries out the action, once.

use std::sync::Arc;

use globus_app::{Error, GlobusAuthorizationParameters, LoginError, Scope};
use tokio::task::spawn;

use super::{
    actions::{self, need::Need},
    sheet::{Action, ActionEnded, Sheet, SheetStep},
    state::{PendingStep, Purpose},
};
use crate::{
    access::{self, view::scopes::ScopesGranted},
    controller::{
        actor::Actor,
        event::{Event, NotDone},
    },
    desktop::news::News,
    permissions,
    problem::{
        refused::Refused,
        view::{NeedId, Problem},
    },
    text::Text,
};

/// The likely reason why Globus asks for the same thing again.
const STILL_REFUSED: &str = "You signed in, but Globus asks for the same thing again. The browser \
    may have used a different account or profile, or a policy's time limit may have passed.";

impl Actor {
    /// Opens the sheet of a held need.
    pub(super) fn open_sheet(&self, id: NeedId) {
        self.prepare_sheet(id, SheetStep::Ready);
    }

    /// Opens the sheet of a need that the service repeats after a sign-in.
    pub(super) fn wanted_again(&self, id: NeedId) {
        let cause = STILL_REFUSED.into();
        self.prepare_sheet(id, SheetStep::RefusedAgain { cause });
    }

    /// Puts a held need into words in the background, because names have to be looked up.
    fn prepare_sheet(&self, id: NeedId, step: SheetStep) {
        let (Some(held), Some(shown)) = (self.needs.find(id), self.state.current()) else {
            return;
        };
        let clients = shown.account.clients();
        let events = self.events.clone();
        spawn(async move {
            let need = Need::new(&clients, &held.action, held.requirement).await;
            drop(events.send(Event::SheetPrepared(held.action, Box::new(need), step)));
        });
    }

    /// Shows a sheet, unless a sign-in is under way.
    pub(super) fn needs_more(&mut self, action: Action, need: Need, step: SheetStep) {
        let shown = self.state.current_mut();
        let Some(shown) = shown.filter(|shown| shown.login.is_none()) else {
            return;
        };
        shown.step = Some(PendingStep {
            sheet: Sheet {
                step,
                ..need.sheet(&action)
            },
            action,
            need,
            met_once: false,
        });
    }

    pub(super) fn continue_sheet(&mut self) {
        let step = self.state.current().and_then(|shown| shown.step.as_ref());
        let Some(step) = step.filter(|step| step.sheet.step != SheetStep::Checking) else {
            return;
        };
        let parameters = step.need.request.clone();
        self.log_in_current_for(Purpose::Sheet, parameters);
    }

    pub(super) fn dismiss_sheet(&mut self) {
        let shown = self.state.current_mut();
        if let Some(shown) = shown.filter(|shown| shown.login.is_none()) {
            shown.step = None;
        }
    }

    /// Handles a failed sign-in for a sheet. After a canceled sign-in, the sheet can start another.
    pub(super) fn sheet_failed(&mut self, error: &Error, problem: Problem) {
        let shown = self.state.current_mut();
        if let Some(step) = shown.and_then(|shown| shown.step.as_mut()) {
            step.sheet.step = match error {
                Error::Login(LoginError::Cancelled) => SheetStep::Ready,
                _ => SheetStep::Failed { problem },
            };
        }
    }

    /// Carries out the action again after the sign-in. Reads are repeated by the window instead.
    pub(super) fn act_again(&mut self, step: Option<PendingStep>) {
        let (Some(mut step), Some(shown)) = (step, self.state.current_mut()) else {
            return;
        };
        let clients = shown.account.clients();
        let (action, met) = (step.action.clone(), step.need.parameters.clone());
        let events = self.events.clone();
        drop(events.send(Event::Gained(met.required_scopes.clone())));
        if action.is_read() {
            shown.step = None;
            self.needs.met(action.clone(), met);
            self.action_ended(action, None, None);
            return;
        }
        step.sheet.step = SheetStep::Checking;
        step.met_once = true;
        shown.step = Some(step);
        spawn(async move {
            let outcome = match actions::perform(&clients, &action, Some(&met)).await {
                Ok(message) => Ok(message),
                Err(Refused::Problem(problem)) => Err(NotDone::Problem(problem)),
                Err(Refused::NeedsMore(requirement)) => {
                    let need = Need::new(&clients, &action, *requirement).await;
                    Err(NotDone::NeedsMore(Box::new(need)))
                }
            };
            drop(events.send(Event::ActedAgain(action, outcome)));
        });
    }

    pub(super) fn acted_again(&mut self, action: Action, outcome: Result<Text, NotDone>) {
        let Some(shown) = self.state.current_mut() else {
            return;
        };
        let step = shown.step.as_mut();
        let Some(step) = step.filter(|step| step.action == action) else {
            return;
        };
        let (message, problem) = match outcome {
            Err(NotDone::NeedsMore(need)) if step.met_once && *need == step.need => {
                step.sheet.step = SheetStep::RefusedAgain {
                    cause: STILL_REFUSED.into(),
                };
                return;
            }
            // The service now wants something else: list it, and wait for your consent.
            Err(NotDone::NeedsMore(need)) => {
                step.sheet = need.sheet(&action);
                step.need = *need;
                step.met_once = false;
                return;
            }
            Ok(message) => (Some(message).filter(|it| !it.is_empty()), None),
            Err(NotDone::Problem(problem)) => (None, Some(problem)),
        };
        shown.step = None;
        self.action_ended(action, message, problem);
    }

    pub(super) fn action_ended(
        &self,
        action: Action,
        message: Option<Text>,
        problem: Option<Problem>,
    ) {
        if !action.is_read() {
            self.outputs.acted.send_modify(|count| *count += 1);
        }
        self.outputs.desktop.tell(News::of(&ActionEnded {
            action,
            message,
            problem,
        }));
    }

    /// Prepares one sign-in for the selected scope strings.
    pub(super) fn prepare_grant(&self, texts: Vec<String>) {
        let Some(shown) = self.state.current() else {
            return;
        };
        let clients = shown.account.clients();
        let events = self.events.clone();
        let desktop = Arc::clone(&self.outputs.desktop);
        spawn(async move {
            let asked = async {
                let scopes = access::grant::checked_scopes(Some(clients.clone()), &texts).await?;
                let parameters = access::grant::grant_parameters(&clients, &scopes).await?;
                Ok((scopes, parameters))
            };
            match asked.await {
                Ok((scopes, parameters)) => {
                    drop(events.send(Event::GrantPrepared(scopes, Box::new(parameters))));
                }
                Err(problem) => desktop.tell(not_granted(problem)),
            }
        });
    }

    pub(super) fn grant(&mut self, scopes: Vec<Scope>, parameters: GlobusAuthorizationParameters) {
        self.log_in_current_for(Purpose::Grant(scopes), parameters);
    }

    /// Tells the window which of `scopes` are granted after the sign-in.
    pub(super) fn tell_granted(&self, scopes: Vec<Scope>, failed: Option<Problem>) {
        let Some(shown) = self.state.current() else {
            return;
        };
        let clients = shown.account.clients();
        let events = self.events.clone();
        let desktop = Arc::clone(&self.outputs.desktop);
        spawn(async move {
            match access::grant::outcome(&clients, &scopes).await {
                Ok(granted) => {
                    let mut gained = Vec::new();
                    for scope in scopes {
                        if permissions::granted::is_granted(&clients, &scope).await {
                            gained.push(scope);
                        }
                    }
                    drop(events.send(Event::Gained(gained)));
                    desktop.tell(News::of(&ScopesGranted {
                        problem: failed.or(granted.problem),
                        ..granted
                    }));
                }
                Err(problem) => desktop.tell(not_granted(failed.unwrap_or(problem))),
            }
        });
    }

    /// Adds granted scopes to the account's requirements. Otherwise the next sign-in would lose them.
    pub(super) async fn keep_gained(&mut self, scopes: &[Scope]) {
        let Some(shown) = self.state.current() else {
            return;
        };
        let before = &shown.account.record.requirements;
        let after = before.with(scopes);
        if after != *before {
            self.set_requirements(after).await;
        }
    }
}

fn not_granted(problem: Problem) -> News {
    News::of(&ScopesGranted {
        granted: Vec::new(),
        missing: Vec::new(),
        problem: Some(problem),
    })
}
