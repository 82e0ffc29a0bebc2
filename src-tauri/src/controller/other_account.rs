//! Asks what to do when you sign in with another account than the window's.

use globus_app::GlobusAuthorizationParameters;

use crate::{
    accounts::{record::AccountRecord, view::OtherAnswer},
    controller::actor::Actor,
    problem::{self, view::Problem},
};

impl Actor {
    /// Acts on the answer. Unless the other account is kept, its new tokens are revoked when dropped.
    pub(super) async fn answer_other_account(&mut self, answer: OtherAnswer) {
        let Some(shown) = self.state.current_mut() else {
            return;
        };
        let Some(other) = shown.other.take() else {
            return;
        };
        match answer {
            OtherAnswer::Drop => {}
            OtherAnswer::UseOwner => {
                let owner = shown.account.record.identity_id.clone();
                self.log_in_current(GlobusAuthorizationParameters {
                    session_required_identities: owner.into_iter().collect(),
                    prompt: Some("login".to_owned()),
                    ..GlobusAuthorizationParameters::default()
                });
            }
            OtherAnswer::KeepBoth if shown.account.is_demo() => {
                self.state.say(Problem::neutral(
                    "The demo has one account at a time.",
                    "Leave the demo to add several Globus accounts.",
                ));
            }
            OtherAnswer::KeepBoth => {
                let mut record = AccountRecord {
                    id: self.records.new_id(),
                    name: String::new(),
                    username: String::new(),
                    organization: None,
                    ..shown.account.record.clone()
                };
                record.know(other.identity());
                // If the account is listed already, the newer tokens replace its old ones.
                if let Some(known) = self.records.same_as(&record) {
                    record = known.clone();
                }
                if let Err(error) = other.keep_as(&record.id).await {
                    return self.state.say(problem::sign_in::not_kept(&error));
                }
                let id = record.id.clone();
                self.records.put(record);
                self.save_accounts();
                self.switch_account(&id).await;
            }
        }
    }
}
