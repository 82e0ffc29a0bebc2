//! The operations of Groups.

use globus_app::GroupMembershipStatus;

use super::call::{Call, Clients, call};

pub fn calls() -> Vec<Call> {
    vec![
        call!(groups.get_my_groups([], {}), |c| c.groups.get_my_groups([])),
        call!(
            groups.get_my_groups([], {"statuses": ["active", "invited"]}),
            |c| {
                let statuses = [
                    GroupMembershipStatus::Active,
                    GroupMembershipStatus::Invited,
                ];
                async move { c.groups.get_my_groups(statuses).await }
            }
        ),
    ]
}
