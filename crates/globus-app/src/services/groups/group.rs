//! Groups, and who is in them.

use serde::Deserialize;
use uuid::Uuid;

use crate::services::document::{OtherFields, keeps_other_fields, null_as_default, word};

word!(
    /// What a member may do in a group.
    GroupRole {
        /// See it.
        Member = "member",
        /// Add and remove members.
        Manager = "manager",
        /// Change the group itself, too.
        Admin = "admin",
    }
);

word!(
    /// Where a membership stands.
    GroupMembershipStatus {
        /// In the group.
        Active = "active",
        /// Invited, and not answered yet.
        Invited = "invited",
        /// Asked to join, and not admitted yet.
        Pending = "pending",
        /// Asked to join, and was not admitted.
        Rejected = "rejected",
        /// Taken out of the group.
        Removed = "removed",
        /// Left the group.
        Left = "left",
        /// Declined an invitation.
        Declined = "declined",
    }
);

/// A group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct Group {
    /// Its UUID, as in [`Principal::Group`](crate::Principal::Group).
    pub id: Uuid,
    /// Its name.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// A longer text about it.
    pub description: Option<String>,
    /// The group that it is a subgroup of.
    pub parent_id: Option<Uuid>,
    /// `regular`, or `plus` for a group with a subscription.
    pub group_type: Option<String>,
    /// Your memberships, one for each of your identities that is in it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub my_memberships: Vec<GroupMembership>,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}

/// One identity's membership of a group.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(remote = "Self")]
pub struct GroupMembership {
    /// The group.
    pub group_id: Uuid,
    /// The identity.
    pub identity_id: Uuid,
    /// The identity's username, such as `ada@uni.example`.
    pub username: Option<String>,
    /// What it may do in the group.
    pub role: GroupRole,
    /// Where it stands.
    pub status: GroupMembershipStatus,
    /// Every field that is not named above.
    #[serde(skip)]
    pub other: OtherFields,
}
keeps_other_fields!(Group, GroupMembership);
