//! A group and its members.

use serde_json::{Value, json};

use crate::auth::people::Identity;

/// A group, with the memberships of users who can sign in here.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) id: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    /// Who can see the group: its members, or everyone who is signed in.
    pub(super) visibility: &'static str,
    pub(super) memberships: &'static [Membership],
}

#[derive(Debug)]
pub(super) struct Membership {
    pub(super) identity: &'static Identity,
    pub(super) role: &'static str,
    pub(super) status: Status,
}

/// The status of a membership.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Active,
    Invited,
    Pending,
    Rejected,
    Removed,
    Left,
    Declined,
}

impl Status {
    const ALL: [Self; 7] = [
        Self::Active,
        Self::Invited,
        Self::Pending,
        Self::Rejected,
        Self::Removed,
        Self::Left,
        Self::Declined,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Pending => "pending",
            Self::Rejected => "rejected",
            Self::Removed => "removed",
            Self::Left => "left",
            Self::Declined => "declined",
        }
    }

    pub(super) fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.word() == word)
    }
}

impl Group {
    /// Whether one of `identities` is an active member.
    pub(super) fn has(&self, identities: &[Identity]) -> bool {
        let mut memberships = self.memberships.iter();
        memberships.any(|one| one.status == Status::Active && one.is_of(identities))
    }

    /// The group as a principal URN.
    pub(crate) fn urn(&self) -> String {
        format!("urn:globus:groups:id:{}", self.id)
    }

    /// The group as a document, with the memberships that `identities` have in one of `statuses`;
    /// `None` if there are none.
    pub(super) fn document(&self, identities: &[Identity], statuses: &[Status]) -> Option<Value> {
        let mine: Vec<Value> = self
            .memberships
            .iter()
            .filter(|membership| membership.is_of(identities))
            .filter(|membership| statuses.contains(&membership.status))
            .map(|membership| membership.document(self.id))
            .collect();
        (!mine.is_empty()).then(|| {
            json!({
                "id": self.id, "name": self.name, "description": self.description,
                "parent_id": null, "group_type": "regular", "enforce_session": false,
                "session_limit": 28_800, "session_timeouts": {}, "my_memberships": mine,
                "policies": {
                    "group_visibility": self.visibility, "group_members_visibility": "managers",
                },
                "subscription_id": null, "subscription_info": null,
            })
        })
    }
}

impl Membership {
    fn is_of(&self, identities: &[Identity]) -> bool {
        let mut identities = identities.iter();
        identities.any(|identity| identity.id == self.identity.id)
    }

    fn document(&self, group_id: &str) -> Value {
        json!({
            "group_id": group_id, "identity_id": self.identity.id,
            "username": self.identity.username, "role": self.role,
            "status": self.status.word(), "membership_fields": {},
        })
    }
}
