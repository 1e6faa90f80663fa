//! The list of providers: one folder for each, and no code beside the folders and the list that names one.

use std::fs;

use business_units::provider::{NAMES, Provider, TYPE};

use crate::support::rust_text::RustText;
use crate::support::sources::{root, sources};

/// The exports for Autodesk's tokens, which no other provider has.
const MINT: [&str; 3] = ["wasm/calls/mod.rs", "wasm/calls/mint.rs", "wasm/calls/token.rs"];

fn names() -> Vec<&'static str> {
    Provider::ALL.iter().map(|provider| provider.as_str()).collect()
}

#[test]
fn each_provider_has_a_folder_and_each_folder_is_a_provider() {
    let src = root().join("src/provider");
    let entries = fs::read_dir(&src).unwrap().map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut folders: Vec<String> =
        folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    folders.sort();
    let mut names = names();
    names.sort_unstable();
    assert_eq!(folders, names);
    for name in names {
        for file in ["mod.rs", "wire.rs", "listing.rs", "options.d.ts"] {
            assert!(src.join(name).join(file).is_file(), "{name}/{file}");
        }
    }
}

#[test]
fn only_the_folders_and_the_list_name_a_provider() {
    let names = names();
    for source in sources() {
        let file = source.file.to_str().unwrap().replace('\\', "/");
        let is_own = |name: &&str| file.starts_with(&format!("provider/{name}/"));
        if names.iter().any(is_own) || file == "provider/mod.rs" || MINT.contains(&&*file) {
            continue;
        }
        let RustText { code, literals } = RustText::of(source.shipped());
        let text = format!("{code}{}", literals.join("\n")).to_lowercase();
        let found = names.iter().find(|name| text.contains(**name));
        assert_eq!(found, None, "{file}");
    }
}

#[test]
fn the_names_are_listed_for_an_error_and_for_typescript() {
    let quoted: Vec<String> = names().iter().map(|name| format!("\"{name}\"")).collect();
    assert_eq!(NAMES, quoted.join(" or "));
    let listed: Vec<&str> = TYPE.split('"').skip(1).step_by(2).collect();
    assert_eq!(listed, names());
}
