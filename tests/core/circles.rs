//! No circle of files: no file of `src` needs another one that needs the first, directly or by way of others.
//!
//! A file needs the files that define what it imports or names. What a `mod.rs` only re-exports is looked up where it is
//! defined, so such a `mod.rs` is needed by none. Unit tests do not count, and neither do methods: a path tells the file
//! of a type, but not that of each `impl` block.

use std::collections::BTreeSet;

use crate::support::rust_paths::RustPaths;
use crate::support::rust_text::RustText;
use crate::support::sources::{Source, sources};

/// A file, and what its code imports and names.
struct File {
    name: String,
    module: Vec<String>,
    paths: RustPaths,
}

impl File {
    fn of(source: &Source) -> Self {
        Self {
            name: source.file.to_str().unwrap().replace('\\', "/"),
            module: source.module.clone(),
            paths: RustPaths::of(&RustText::of(source.shipped()).code),
        }
    }

    fn is_mod(&self) -> bool {
        self.name.ends_with("mod.rs") || self.name == "lib.rs"
    }
}

struct Files(Vec<File>);

/// How many re-exports a name may go through.
const MOST_REEXPORTS: usize = 8;

impl Files {
    fn module(&self, module: &[String]) -> Option<usize> {
        self.0.iter().position(|file| file.module == module)
    }

    /// Returns a path from the root of the crate; none for one that leads out of the crate, or is a name of the file.
    fn absolute(&self, file: &File, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let from = |module: &[String], rest: &[String]| [module, rest].concat();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => (!rest.is_empty()).then(|| from(&file.module, rest)),
            "super" => {
                let ups = path.iter().take_while(|segment| *segment == "super").count();
                Some(from(&file.module[..file.module.len() - ups], &path[ups..]))
            }
            _ => {
                let child = from(&file.module, &path[..1]);
                self.module(&child).map(|_| from(&file.module, path))
            }
        }
    }

    /// Finds the files that define what a path from the root leads to; of a module as such, its file.
    fn defining(&self, path: &[String], reexports: usize) -> BTreeSet<usize> {
        let mut lengths = (0..=path.len()).rev();
        let module = lengths.find_map(|len| Some((len, self.module(&path[..len])?)));
        let Some((len, file)) = module else {
            return BTreeSet::new();
        };
        let Some(item) = path.get(len) else { return [file].into() };
        let found = &self.0[file];
        let reexported: BTreeSet<usize> = found
            .paths
            .imports
            .iter()
            .filter(|import| import.name == *item && reexports > 0)
            .filter_map(|import| self.absolute(found, &import.path))
            .flat_map(|path| self.defining(&path, reexports - 1))
            .collect();
        if reexported.is_empty() { [file].into() } else { reexported }
    }

    /// Finds the files that a file needs.
    fn needed_by(&self, at: usize) -> BTreeSet<usize> {
        let file = &self.0[at];
        let is_module = |path: &[String]| self.module(path).is_some();
        let imports: Vec<(&str, Vec<String>)> = file
            .paths
            .imports
            .iter()
            .filter_map(|import| Some((import.name.as_str(), self.absolute(file, &import.path)?)))
            .collect();
        let named = file.paths.named.iter().flat_map(|path| {
            let imported = imports.iter().filter(|(name, _)| *name == path[0]);
            let whole = imported.map(|(_, start)| [start, &path[1..]].concat());
            // A name alone is rather a variable's than a module's.
            let all = whole.chain(self.absolute(file, path));
            all.filter(|whole| path.len() > 1 || !is_module(whole)).collect::<Vec<_>>()
        });
        let mut needed: BTreeSet<usize> =
            named.flat_map(|path| self.defining(&path, MOST_REEXPORTS)).collect();
        if !file.is_mod() {
            let items = imports.iter().filter(|(_, path)| !is_module(path));
            needed.extend(items.flat_map(|(_, path)| self.defining(path, MOST_REEXPORTS)));
        }
        needed.remove(&at);
        needed
    }

    /// Names a circle for as long as there is one, and cuts it open.
    fn circles(&self) -> Vec<String> {
        let mut needs: Vec<_> = (0..self.0.len()).map(|at| self.needed_by(at)).collect();
        let mut circles = Vec::new();
        while let Some(circle) = circle_in(&needs) {
            let names: Vec<&str> =
                circle.iter().chain(&circle[..1]).map(|at| self.0[*at].name.as_str()).collect();
            circles.push(names.join(" → "));
            needs[circle[circle.len() - 1]].remove(&circle[0]);
        }
        circles
    }
}

/// Finds some circle: the numbers on it, each of which needs the next, and the last the first.
fn circle_in(needs: &[BTreeSet<usize>]) -> Option<Vec<usize>> {
    let mut left: BTreeSet<usize> = (0..needs.len()).collect();
    loop {
        let on_the_way: BTreeSet<usize> =
            left.iter().copied().filter(|at| !needs[*at].is_disjoint(&left)).collect();
        if on_the_way.len() == left.len() {
            break;
        }
        left = on_the_way;
    }
    let mut way = vec![*left.first()?];
    loop {
        let next = *needs[way[way.len() - 1]].intersection(&left).next()?;
        match way.iter().position(|at| *at == next) {
            Some(start) => return Some(way.split_off(start)),
            None => way.push(next),
        }
    }
}

#[test]
fn no_file_of_src_is_on_a_circle() {
    let circles = Files(sources().iter().map(File::of).collect()).circles();
    assert_eq!(circles, [""; 0], "{} circles", circles.len());
}

fn circles_of(files: &[(&str, &[&str], &str)]) -> Vec<String> {
    let file = |(name, module, code): &(&str, &[&str], &str)| File {
        name: (*name).to_owned(),
        module: module.iter().map(|&segment| segment.to_owned()).collect(),
        paths: RustPaths::of(code),
    };
    Files(files.iter().map(file).collect()).circles()
}

#[test]
fn a_circle_is_found_in_every_form_of_path() {
    const A: &[&str] = &["a"];
    const B: &[&str] = &["a", "b"];
    const C: &[&str] = &["a", "c"];
    let with = |module: &str, b: &str, c: &str| {
        circles_of(&[("a/mod.rs", A, module), ("a/b.rs", B, b), ("a/c.rs", C, c)])
    };
    let both = ["a/b.rs → a/c.rs → a/b.rs"];
    let reexport = "mod b; mod c; pub use b::One; use c::Two;";
    assert_eq!(with(reexport, "use super::Two;", "use super::One;"), both);
    assert_eq!(with(reexport, "fn f(two: super::c::Two) {}", "use crate::a::One;"), both);
    assert_eq!(
        with(reexport, "use super::c; fn f() { c::f() }", "use super::b::{self, One};"),
        both
    );
    assert_eq!(with(reexport, "use super::Two;", "fn f(b: u8) { g(b) }"), [""; 0]);
    assert_eq!(with(reexport, "use super::Two;", "pub(in crate::a) fn f() {}"), [""; 0]);
    assert_eq!(
        with("mod b; mod c; use b::One; struct Three(One);", "use super::Three;", ""),
        ["a/mod.rs → a/b.rs → a/mod.rs"]
    );
    assert_eq!(with("mod b; fn f() { b::g() } const D: u8 = 0;", "use super::D;", "").len(), 1);
}
