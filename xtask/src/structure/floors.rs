//! Which room stands above which: top down, for each package.

/// A package of this workspace.
#[derive(Clone, Copy, Debug)]
pub(super) struct House {
    /// Its sources, below the workspace.
    pub(super) source: &'static str,
    /// What its own programs call its library.
    pub(super) library: &'static str,
    /// Top down: a floor may import what stands on it or below it.
    pub(super) floors: &'static [Floor],
}

/// Rooms of one height. A room is a folder or a file below the sources, without `.rs`; the longest
/// that holds a file is the file's room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Floor {
    pub(super) rooms: &'static [&'static str],
    /// Its rooms do not know each other, but for [`IDS`].
    pub(super) is_apart: bool,
}

/// Rooms that may know each other.
const fn floor(rooms: &'static [&'static str]) -> Floor {
    let is_apart = false;
    Floor { rooms, is_apart }
}

/// Rooms that do not know each other.
const fn apart(rooms: &'static [&'static str]) -> Floor {
    let is_apart = true;
    Floor { rooms, is_apart }
}

/// What other rooms of a floor whose rooms stand apart may import: the file of a room's ids.
pub(super) const IDS: &str = "id.rs";

/// The one circle that is none: whoever builds a thing and the thing that can be built, alone.
pub(super) const BUILDER_AND_HANDLE: [&str; 2] = ["builder.rs", "handle.rs"];

pub(super) const HOUSES: &[House] = &[
    House {
        source: "crates/globus-app/src",
        library: "globus_app",
        floors: &[
            floor(&["lib", "guide", "fuzzing"]),
            floor(&["services"]),
            floor(&["app"]),
            floor(&["error"]),
            floor(&["login"]),
            floor(&["oauth"]),
            floor(&["tokens", "transport"]),
            floor(&["scopes", "gare", "environment"]),
        ],
    },
    House {
        source: "crates/globus-local/src",
        library: "globus_local",
        floors: &[
            floor(&["main"]),
            floor(&["lib", "builder", "handle"]),
            floor(&["auth", "flows", "transfer", "bearer", "clock", "control", "globus", "issuer", "relay", "running", "search", "server", "start_error"]),
        ],
    },
    House {
        source: "src-tauri/src",
        library: "meridian",
        floors: &[
            floor(&["main"]),
            floor(&["lib", "ipc", "desktop", "tray", "deep_link"]),
            floor(&["commands"]),
            floor(&["watch", "links", "support"]),
            floor(&["controller"]),
            floor(&["actions", "reads", "access", "accounts", "settings", "requirements", "rows"]),
            floor(&["problem", "view", "environments", "atomic_file", "clients"]),
        ],
    },
    House {
        source: "xtask/src",
        library: "xtask",
        floors: &[
            floor(&["main"]),
            floor(&["bench", "fidelity", "fuzz", "icons", "package", "python", "run", "setup", "shell", "test", "structure"]),
        ],
    },
];
