//! The providers by name.

use core::fmt;

use super::wire::Wire;
use crate::unit::Source;

macro_rules! quoted {
    ($first:ident $($module:ident)*) => {
        concat!("\"", stringify!($first), "\"", $(" or \"", stringify!($module), "\"",)*)
    };
}

macro_rules! define {
    ($($module:ident: $Provider:ident, $fetch:ident, $Options:literal;)*) => {
        /// A service that publishes business units.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Provider {
            $(#[doc = concat!("The one in `src/provider/", stringify!($module), "`.")] $Provider,)*
        }

        impl Provider {
            /// Every provider, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$Provider,)*];
            /// The provider of a listing that names none: the first of the list.
            pub const DEFAULT: Self = {
                let [first, ..] = [$(Self::$Provider,)*];
                first
            };

            /// Returns the name that JavaScript sees.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$Provider => stringify!($module),)* }
            }

            pub(super) const fn wire(self) -> &'static Wire {
                match self { $(Self::$Provider => &super::$module::wire::WIRE,)* }
            }
        }

        /// The names as an error lists them.
        pub const NAMES: &str = quoted!($($module)*);

        /// The names as a type of TypeScript.
        pub const TYPE: &str = concat!(
            "/** The name of a provider. */\nexport type Provider =",
            $("\n  | \"", stringify!($module), "\"",)*
            ";\n",
        );
    };
}
for_each_provider!(define);

impl Provider {
    /// Returns the name that people see.
    pub const fn name(self) -> &'static str {
        self.wire().name
    }

    /// Returns the provider with that name of JavaScript's.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|provider| provider.as_str() == name)
    }

    /// Returns its place in the list.
    pub(super) const fn place(self) -> u8 {
        self as u8
    }

    /// Returns the provider with that place in the list.
    pub(super) fn at(place: u8) -> Self {
        Self::ALL.get(usize::from(place)).copied().unwrap_or(Self::DEFAULT)
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl From<Provider> for Source {
    fn from(provider: Provider) -> Self {
        let wire = provider.wire();
        Self {
            provider: provider.as_str(),
            has_count: !wire.count.is_empty(),
            account_prefix: wire.account_prefix,
        }
    }
}
