//! The files of `src`, for the tests that read them by rules.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// One file of `src`, and the path of the module that it is.
pub(crate) struct Source {
    /// Relative to `src`.
    pub(crate) file: PathBuf,
    pub(crate) module: Vec<String>,
    pub(crate) text: String,
}

impl Source {
    pub(crate) fn top_module(&self) -> Option<&str> {
        self.module.first().map(String::as_str)
    }

    /// Returns the code that ships, and the unit tests behind it.
    pub(crate) fn parts(&self) -> (&str, &str) {
        self.text.split_at(self.text.find("#[cfg(test)]").unwrap_or(self.text.len()))
    }

    pub(crate) fn shipped(&self) -> &str {
        self.parts().0
    }
}

/// Returns every file of `src`, in the order of their names.
pub(crate) fn sources() -> Vec<Source> {
    let src = root().join("src");
    let mut open = vec![src.clone()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let file = path.strip_prefix(&src).unwrap().to_owned();
                found.push(Source { module: module_of(&file), text, file });
            }
        }
    }
    found.sort_by(|one, other| one.file.cmp(&other.file));
    found
}

/// `tree/path.rs` is `tree::path`, `tree/mod.rs` is `tree`, and `lib.rs` is the root.
fn module_of(file: &Path) -> Vec<String> {
    let inside = file.with_extension("");
    let mut module: Vec<String> =
        inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    if module.last().is_some_and(|last| last == "mod") || module == ["lib"] {
        module.pop();
    }
    module
}
