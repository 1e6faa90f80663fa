//! What a provider promises about its listings, as data: `unit` and `tree` know no provider by name.

/// The provider of a listing, and what it promises about the listing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The provider's name that JavaScript sees.
    pub provider: &'static str,
    /// Whether a count that comes with the listing must be the number of its units.
    pub has_count: bool,
    /// What may precede an account id, in either letter case, without being part of it.
    pub account_prefix: &'static str,
}

impl Source {
    /// Returns an account id without the prefix.
    pub fn account_id<'a>(&self, id: &'a str) -> &'a str {
        match id.split_at_checked(self.account_prefix.len()) {
            Some((prefix, rest)) if prefix.eq_ignore_ascii_case(self.account_prefix) => rest,
            _ => id,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_id_loses_its_prefix_once_and_in_either_letter_case() {
        let source = Source { account_prefix: "b.", ..Source::default() };
        for (id, expected) in [
            ("b.x", "x"),
            ("B.x", "x"),
            ("b.b.x", "b.x"),
            ("bx", "bx"),
            ("b.", ""),
            ("", ""),
            ("é", "é"),
        ] {
            assert_eq!(source.account_id(id), expected);
            assert_eq!(Source::default().account_id(id), id);
        }
    }
}
