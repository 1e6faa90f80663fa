//! The paths in Rust code: what it imports, and what it names.

/// What `use` brings into a file: `use a::b as c;` is the path `a::b` under the name `c`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Import {
    pub(crate) path: Vec<String>,
    pub(crate) name: String,
}

/// The paths in a piece of code.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct RustPaths {
    pub(crate) imports: Vec<Import>,
    /// Paths outside `use` and visibilities, single names included. Fields and methods behind a dot are left out.
    pub(crate) named: Vec<Vec<String>>,
}

impl RustPaths {
    /// Reads code without comments and literals.
    pub(crate) fn of(code: &str) -> Self {
        let mut found = Self::default();
        let tokens = Tokens { all: tokens(code) };
        let mut at = 0;
        while at < tokens.all.len() {
            at = match tokens.get(at) {
                // `use<'a>` captures lifetimes.
                "use" if tokens.get(at + 1) != "<" => found.import(&tokens, at + 1, &[]),
                "pub" if tokens.get(at + 1) == "(" => {
                    at + tokens.all[at..].iter().position(|token| *token == ")").unwrap()
                }
                token
                    if is_name(token) && !(at > 0 && [".", "::"].contains(&tokens.get(at - 1))) =>
                {
                    found.path(&tokens, at)
                }
                _ => at + 1,
            };
        }
        found
    }

    /// Takes one tree of a `use`, and returns where the next token is.
    fn import(&mut self, tokens: &Tokens<'_>, mut at: usize, before: &[String]) -> usize {
        let mut path = before.to_vec();
        while tokens.get(at) != "{" {
            path.push(tokens.get(at).to_owned());
            at += 1;
            if tokens.get(at) != "::" {
                return self.end_import(tokens, at, path);
            }
            at += 1;
        }
        while tokens.get(at) != "}" {
            at = self.import(tokens, at + 1, &path);
        }
        at + 1
    }

    fn end_import(&mut self, tokens: &Tokens<'_>, at: usize, mut path: Vec<String>) -> usize {
        // `a::{}` and the comma behind the last one of a group import nothing.
        if path.last().is_some_and(|last| last == "}") {
            return at - 1;
        }
        path.pop_if(|last| last == "self");
        let is_renamed = tokens.get(at) == "as";
        let name =
            if is_renamed { tokens.get(at + 1) } else { path.last().map_or("", String::as_str) };
        self.imports.push(Import { name: name.to_owned(), path });
        if is_renamed { at + 2 } else { at }
    }

    fn path(&mut self, tokens: &Tokens<'_>, mut at: usize) -> usize {
        let mut path = vec![tokens.get(at).to_owned()];
        at += 1;
        while tokens.get(at) == "::" && is_name(tokens.get(at + 1)) {
            path.push(tokens.get(at + 1).to_owned());
            at += 2;
        }
        self.named.push(path);
        at
    }
}

struct Tokens<'a> {
    all: Vec<&'a str>,
}

impl<'a> Tokens<'a> {
    fn get(&self, at: usize) -> &'a str {
        self.all.get(at).copied().unwrap_or_default()
    }
}

/// Splits code into names, `::` and single signs.
fn tokens(code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|one: char| !is_part(one)).unwrap_or(rest.len());
        let len = match name {
            0 if rest.starts_with("::") => 2,
            0 => first.len_utf8(),
            _ => name,
        };
        let (token, behind) = rest.split_at(len);
        tokens.push(token);
        rest = behind.trim_start();
    }
    tokens
}

fn is_part(one: char) -> bool {
    one.is_alphanumeric() || one == '_'
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

#[test]
fn imports_and_names_are_told_apart_in_every_form() {
    let paths = RustPaths::of(
        "use crate::a::{self, B, c::{D as E, f},};
         pub(in crate::g) use super :: h::*;
         fn i() -> impl j::K + use<> { self.crate_x.l::<m::N>() + o::p::<Q>(r.s) }",
    );
    let imports: Vec<_> =
        paths.imports.iter().map(|one| format!("{} = {}", one.name, one.path.join("::"))).collect();
    assert_eq!(
        imports,
        [
            "a = crate::a",
            "B = crate::a::B",
            "E = crate::a::c::D",
            "f = crate::a::c::f",
            "* = super::h::*"
        ]
    );
    let named: Vec<_> = paths.named.iter().map(|path| path.join("::")).collect();
    assert_eq!(named, ["fn", "i", "impl", "j::K", "use", "self", "m::N", "o::p", "Q", "r"]);
}
