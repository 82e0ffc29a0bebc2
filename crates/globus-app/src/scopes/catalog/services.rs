//! The scopes of Globus services (`globus_sdk/scopes/data/*.py`, the Globus web app).

use super::known::{KnownScope, ScopeKind};
use crate::scopes::scope::Scope;

/// Defines each service's scopes as constants, and all of them as a list.
macro_rules! services {
    ($($(#[$doc:meta])* $service:ident, $server:literal, $kind:ident {
        $($scope:ident = $scope_string:literal, $title:literal, $needed_for:literal;)*
    })*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $service {}

            impl $service {
                /// The resource server of these scopes.
                pub const RESOURCE_SERVER: &'static str = $server;
                $(
                    #[doc = concat!($title, ". Needed for: ", $needed_for, ".")]
                    pub const $scope: Scope = Scope::known($scope_string);
                )*
            }
        )*

        pub(super) const ALL: &[KnownScope] = &[$($(
            KnownScope {
                scope: $service::$scope,
                resource_server: std::borrow::Cow::Borrowed($server),
                title: $title,
                needed_for: $needed_for,
                kind: ScopeKind::$kind,
            },
        )*)*];
    };
}

services! {
    /// Scopes of Globus Auth itself.
    AuthScopes, "auth.globus.org", Service {
        OPENID = "openid",
            "Know who you are", "every sign-in";
        PROFILE = "profile",
            "See your name, organization and identity provider", "showing whose account it is";
        EMAIL = "email",
            "See your e-mail address", "showing whose account it is";
        VIEW_IDENTITY_SET = "urn:globus:auth:scope:auth.globus.org:view_identity_set",
            "See the identities linked to your account", "choosing the identity to sign in with";
        VIEW_IDENTITIES = "urn:globus:auth:scope:auth.globus.org:view_identities",
            "Look up identities", "showing people by name and sharing with them";
        VIEW_AUTHENTICATIONS = "urn:globus:auth:scope:auth.globus.org:view_authentications",
            "See your recent logins", "listing logins";
        VIEW_CONSENTS = "urn:globus:auth:scope:auth.globus.org:view_consents",
            "See what you have allowed all apps to do", "listing the consents of other apps";
        VIEW_CLIENTS = "urn:globus:auth:scope:auth.globus.org:view_clients",
            "See the apps you have registered", "developing apps for Globus";
        VIEW_CLIENTS_AND_SCOPES = "urn:globus:auth:scope:auth.globus.org:view_clients_and_scopes",
            "See the apps and scopes you have registered", "developing apps for Globus";
        MANAGE_PROJECTS = "urn:globus:auth:scope:auth.globus.org:manage_projects",
            "Manage the projects in which you register apps", "developing apps for Globus";
    }

    /// Scopes of Globus Transfer.
    TransferScopes, "transfer.api.globus.org", Service {
        ALL = "urn:globus:auth:scope:transfer.api.globus.org:all",
            "Manage data using Globus Transfer",
            "seeing and starting transfers, collections and their files";
        GCP_INSTALL = "urn:globus:auth:scope:transfer.api.globus.org:gcp_install",
            "Set up Globus Connect Personal", "turning this computer into a collection";
    }

    /// Scopes of Globus Flows, except those of single flows.
    FlowsScopes, "flows.globus.org", Service {
        ALL = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/all",
            "Do everything in Globus Flows except start flows", "managing flows, runs and approvals";
        VIEW_FLOWS = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/view_flows",
            "See flows", "listing and searching flows";
        MANAGE_FLOWS = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/manage_flows",
            "Manage flows", "creating, changing and deleting flows";
        RUN_STATUS = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_status",
            "Check the status of runs", "listing runs and reading their logs";
        RUN_MANAGE = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run_manage",
            "Manage runs", "canceling, relabeling and deleting runs";
        RUN = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/run",
            "Run basic flows", "old flows only";
        WEB_INPUT_VIEW = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/web_input_view",
            "See approvals", "listing the questions that runs are waiting on";
        WEB_INPUT_RESPOND = "https://auth.globus.org/scopes/eec9b274-0c81-4334-bdc2-54e90e689b9a/web_input_respond",
            "Answer approvals", "answering the questions that runs are waiting on";
    }

    /// Scopes of Globus Groups.
    GroupsScopes, "groups.api.globus.org", Service {
        ALL = "urn:globus:auth:scope:groups.api.globus.org:all",
            "Manage your Globus groups", "changing groups and their members";
        VIEW_MY_GROUPS_AND_MEMBERSHIPS = "urn:globus:auth:scope:groups.api.globus.org:view_my_groups_and_memberships",
            "See your groups and memberships", "showing groups by name";
    }

    /// The scope of Globus Nexus, which Groups replaced.
    NexusScopes, "nexus.api.globus.org", Service {
        GROUPS = "urn:globus:auth:scope:nexus.api.globus.org:groups",
            "Manage your Globus groups the old way", "apps older than Globus Groups";
    }

    /// Scopes of Globus Search.
    SearchScopes, "search.api.globus.org", Service {
        ALL = "urn:globus:auth:scope:search.api.globus.org:all",
            "Use and manage search indices", "everything in Globus Search";
        SEARCH = "urn:globus:auth:scope:search.api.globus.org:search",
            "Search for data using your identities and groups", "finding data and runs";
        INGEST = "urn:globus:auth:scope:search.api.globus.org:ingest",
            "Add data to search indices", "publishing data";
        GLOBUS_CONNECT_SERVER = "urn:globus:auth:scope:search.api.globus.org:globus_connect_server",
            "Use search as Globus Connect Server does", "administering Globus Connect Server";
    }

    /// The scope of Globus Timers.
    TimersScopes, "524230d7-ea86-4a52-8312-86065a9e0417", Service {
        TIMER = "https://auth.globus.org/scopes/524230d7-ea86-4a52-8312-86065a9e0417/timer",
            "Manage timers", "scheduling transfers and flows";
    }

    /// The scope of Globus Compute.
    ComputeScopes, "funcx_service", Service {
        ALL = "https://auth.globus.org/scopes/facd7ccc-c5f4-42aa-916b-a0e270e2c2a9/all",
            "Use Globus Compute", "running functions on compute endpoints";
    }

    /// Scopes of actions that Globus hosts and flows use.
    ActionScopes, "actions.globus.org", Action {
        TRANSFER = "https://auth.globus.org/scopes/actions.globus.org/transfer/transfer",
            "Let a flow transfer data", "flows that transfer data";
        HELLO_WORLD = "https://auth.globus.org/scopes/actions.globus.org/hello_world",
            "Let a flow say hello", "trying flows out";
    }
}
