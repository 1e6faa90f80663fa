//! Paths: the names above a unit in some convention, and texts that nearly are.

use super::names;
use crate::support::chance::Chance;

/// How a listing writes its paths.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Convention {
    separator: &'static str,
    with_self: bool,
    upwards: bool,
    lead: &'static str,
    trail: &'static str,
}

impl Convention {
    pub(crate) const USUAL: Self =
        Self { separator: "/", with_self: false, upwards: false, lead: "", trail: "" };

    pub(crate) fn any(chance: &mut Chance) -> Self {
        if chance.percent(60) {
            return Self { separator: chance.pick(&["/", "\\", " > "]), ..Self::USUAL };
        }
        Self {
            separator: chance.pick(&[
                "/",
                "\\",
                " > ",
                " / ",
                "::",
                ", ",
                " \u{bb} ",
                "|",
                "\u{1f3d7}",
                "------",
                "-------",
            ]),
            with_self: chance.percent(50),
            upwards: chance.percent(30),
            lead: chance.pick(&["", "/", "./", "//////", "///////"]),
            trail: chance.pick(&["", "/", " ", "......"]),
        }
    }

    /// The path of a unit below units of these names, from the root down.
    pub(crate) fn path(self, above: &[&str], own: &str) -> String {
        let mut names = above.to_vec();
        names.extend(self.with_self.then_some(own));
        if self.upwards {
            names.reverse();
        }
        format!("{}{}{}", self.lead, names.join(self.separator), self.trail)
    }
}

/// A path that fits only by chance.
pub(crate) fn odd(chance: &mut Chance, fitting: &str) -> String {
    let mut letters: Vec<char> = fitting.chars().collect();
    let at = chance.below(letters.len().max(1));
    match chance.below(8) {
        0 => return String::new(),
        1 => return names::usual(chance),
        2 => return names::odd(chance),
        3 => return fitting.to_uppercase(),
        4 => letters.truncate(at),
        5 if !letters.is_empty() => _ = letters.remove(at),
        6 => letters.insert(at, chance.pick(&['/', 'x', '\u{e9}', '\u{4e2d}', ' '])),
        _ => letters.push(chance.pick(&['/', 'x', ' '])),
    }
    letters.into_iter().collect()
}
