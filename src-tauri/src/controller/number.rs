//! Numbers that identify accounts and sign-ins while the app runs.

/// Identifies an account in use. The same account gets a new number when it is built again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AccountNumber(u64);

/// Identifies a sign-in under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LoginNumber(u64);

/// Hands out each number once.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    last: u64,
}

impl Numbers {
    /// The next account number.
    pub(super) fn account(&mut self) -> AccountNumber {
        AccountNumber(self.next())
    }

    /// The next sign-in number.
    pub(super) fn login(&mut self) -> LoginNumber {
        LoginNumber(self.next())
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}
