//! Groups and memberships.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{
    OtherFields, identified, keeps_other_fields, null_as_default, other_id, own_id, readable, word,
};

word!(
    /// What a member may do in a group.
    GroupRole {
        /// View it.
        Member = "member",
        /// Add and remove members.
        Manager = "manager",
        /// Change the group itself, too.
        Admin = "admin",
    }
);

word!(
    /// The status of a membership.
    GroupMembershipStatus {
        /// A member.
        Active = "active",
        /// Invited, but hasn't answered yet.
        Invited = "invited",
        /// Asked to join, and waits for an answer.
        Pending = "pending",
        /// Asked to join, and was rejected.
        Rejected = "rejected",
        /// Was removed from the group.
        Removed = "removed",
        /// Left the group.
        Left = "left",
        /// Declined the invitation.
        Declined = "declined",
    }
);

/// A group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct Group {
    /// Its UUID, as in [`Principal::Group`](crate::Principal::Group).
    #[serde(deserialize_with = "own_id")]
    pub id: Uuid,
    /// Its name.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// A description.
    pub description: Option<String>,
    /// The group of which this is a subgroup.
    #[serde(default, deserialize_with = "other_id")]
    pub parent_id: Option<Uuid>,
    /// `regular`, or `plus` for a group with a subscription.
    pub group_type: Option<String>,
    /// The memberships of the user's identities.
    #[serde(default, deserialize_with = "readable")]
    pub my_memberships: Vec<GroupMembership>,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}

/// An identity's membership in a group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct GroupMembership {
    /// The group's id.
    pub group_id: Uuid,
    /// The identity's id.
    pub identity_id: Uuid,
    /// The identity's username, such as `ada@uni.example`.
    pub username: Option<String>,
    /// What it may do in the group.
    pub role: GroupRole,
    /// The membership's status.
    pub status: GroupMembershipStatus,
    /// All other fields.
    #[serde(skip)]
    pub other: OtherFields,
}
identified!(Group by id);
keeps_other_fields!(GroupMembership);

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::services::document::Listed;

    #[test]
    fn an_odd_id_leaves_the_other_groups_and_memberships() {
        let good = Uuid::from_u128(7);
        let membership = |identity: &str| {
            json!({
                "group_id": good, "identity_id": identity, "role": "member", "status": "active",
            })
        };
        let groups: Listed<Group> = serde_json::from_value(json!([
            {"id": "#7"},
            {
                "id": good, "parent_id": "#7",
                "my_memberships": [membership("#7"), membership(&good.to_string())],
            },
        ]))
        .expect("a list");
        let [group] = &groups.documents[..] else {
            panic!("{groups:?}")
        };
        assert_eq!((group.id, group.parent_id), (good, None));
        let memberships = group.my_memberships.iter();
        let identities: Vec<_> = memberships.map(|it| it.identity_id).collect();
        assert_eq!(identities, [good]);
    }
}
