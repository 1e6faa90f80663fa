//! Bytes that the fuzzer begins with, and bytes that failed once.

use std::fs;
use std::path::{Path, PathBuf};

use crate::fuzzed;
use crate::support::fixtures;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 4] = [
    ("json_bytes", fuzzed::json_bytes),
    ("json_chunks", fuzzed::json_chunks),
    ("build_tree", fuzzed::build_tree),
    ("search", fuzzed::search),
];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn replay(run: fn(&[u8]), file: &Path) {
    let bytes = fs::read(file).unwrap();
    let outcome = std::panic::catch_unwind(|| run(&bytes));
    assert!(outcome.is_ok(), "{} fails, for the reason above", file.display());
}

#[test]
fn what_the_fuzzer_begins_with_holds() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds");
    for (target, run) in TARGETS {
        let files = files(&seeds.join(target));
        assert!(!files.is_empty(), "{target} has no seeds");
        for file in &files {
            replay(run, file);
        }
    }
}

#[test]
fn listings_of_both_services_are_bodies_as_any() {
    for folder in ["autodesk", "imocha"] {
        for file in files(&fixtures().join(folder)) {
            replay(fuzzed::json_bytes, &file);
            replay(fuzzed::json_chunks, &file);
        }
    }
}

#[test]
fn what_failed_once_holds() {
    let files = files(&fixtures().join("fuzz"));
    for file in files.iter().filter(|file| file.extension().is_some_and(|it| it == "bin")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        let (target, _) = name.split_once('-').expect("a file is named for its target");
        let (_, run) = TARGETS.iter().find(|(known, _)| *known == target).unwrap();
        replay(*run, file);
    }
}
