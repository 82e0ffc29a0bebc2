//! Numbers that tell accounts and sign-ins apart for as long as the app runs.

/// Of an account that can be used; another one has the same account after a new sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AccountNumber(u64);

/// Of a sign-in that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LoginNumber(u64);

/// Gives each number once.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    last: u64,
}

impl Numbers {
    /// A number that no other account has.
    pub(super) fn account(&mut self) -> AccountNumber {
        AccountNumber(self.next())
    }

    /// A number that no other sign-in has.
    pub(super) fn login(&mut self) -> LoginNumber {
        LoginNumber(self.next())
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }
}
