//! The modules of the crate: which may use which, which may use JavaScript, and which contain names of the wire.

use std::collections::BTreeSet;
use std::fs;

use crate::support::rust_text::RustText;
use crate::support::sources::{Source, root, sources};

/// The modules that each module may use. `wasm` may use all others, and none may use `wasm`.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("simd", &[]),
    ("unit", &["simd"]),
    ("http", &["simd"]),
    ("json", &["simd"]),
    ("error", &["unit", "http"]),
    ("tree", &["unit", "simd"]),
    ("snapshot", &["unit"]),
    ("retry", &[]),
    ("token", &["http"]),
    ("provider", &["unit", "http", "json", "error"]),
    ("call", &["provider", "retry", "token", "http", "error"]),
    ("wasm", ALL_OTHERS),
];
const ALL_OTHERS: &[&str] = &[
    "simd", "unit", "http", "json", "error", "tree", "snapshot", "retry", "token", "provider",
    "call",
];

/// Crates that only `src/wasm` may use.
const OF_JAVASCRIPT: [&str; 9] = [
    "gloo-net",
    "gloo-timers",
    "js-sys",
    "serde",
    "serde-wasm-bindgen",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "wasm-bindgen-test",
    "web-sys",
];

/// Names of the providers' wire formats that mean nothing else.
const WIRE_NAMES: [&str; 15] = [
    "business_units",
    "business-units",
    "parent_id",
    "account_id",
    "created_at",
    "updated_at",
    "businessUnit",
    "createdOn",
    "access_token",
    "token_type",
    "expires_in",
    "grant_type",
    "x-api-key",
    "developerMessage",
    "client_credentials",
];

/// Returns every module that a file names. Its unit tests are one module deeper.
fn modules_named_by(source: &Source) -> BTreeSet<String> {
    let (shipped, tests) = source.parts();
    let depth = source.module.len();
    let named = modules_named(&RustText::of(shipped).code, depth);
    named.into_iter().chain(modules_named(&RustText::of(tests).code, depth + 1)).collect()
}

/// Returns the modules that a piece of code names, from the root or through `super`.
fn modules_named(code: &str, depth: usize) -> BTreeSet<String> {
    let packed: String = code.split_whitespace().collect::<Vec<_>>().join(" ").replace(" ::", "::");
    let packed = packed.replace(":: ", "::");
    let ups = "super::".repeat(depth.max(1));
    let mut found = BTreeSet::new();
    for start in ["crate::", &ups] {
        for (at, _) in packed.match_indices(start) {
            let before = packed[..at].chars().next_back();
            let within = before.is_some_and(|one| one.is_alphanumeric() || one == '_');
            if !within {
                found.extend(first_segments(&packed[at + start.len()..]));
            }
        }
    }
    found
}

/// Returns the first segments: of `a::b`, `a`; of `{a::b, c::{d, e}}`, `a` and `c`.
fn first_segments(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else { return vec![word(path)] };
    let mut depth = 0;
    let mut segments = vec![word(group)];
    for (at, one) in group.char_indices() {
        match one {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => segments.push(word(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    segments.into_iter().filter(|segment| !segment.is_empty()).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|one| one.is_alphanumeric() || matches!(one, '_' | '*')).collect()
}

#[test]
fn every_module_has_a_row_in_the_table_and_every_row_a_module() {
    let modules: BTreeSet<String> =
        sources().iter().filter_map(|source| source.top_module().map(str::to_owned)).collect();
    let table: BTreeSet<String> = MAY_USE.iter().map(|(module, _)| (*module).to_owned()).collect();
    assert_eq!(modules, table);
}

#[test]
fn no_module_uses_more_than_the_table_allows() {
    let mut broken = Vec::new();
    for source in sources() {
        let Some(module) = source.top_module() else { continue };
        let (_, allowed) = MAY_USE.iter().find(|(known, _)| *known == module).unwrap();
        for named in modules_named_by(&source) {
            if named != module && !allowed.contains(&&*named) {
                broken.push(format!("{} uses {named}", source.module.join("::")));
            }
        }
    }
    assert_eq!(broken, [""; 0]);
}

#[test]
fn modules_are_found_in_every_form_of_path() {
    for (code, depth, expected) in [
        ("use crate::unit::Units;", 1, &["unit"][..]),
        ("use crate::{unit::{Field, Units}, http};", 1, &["http", "unit"]),
        ("fn f() { crate::json::read(crate :: tree::Tree) }", 1, &["json", "tree"]),
        ("use super::super::call::Call;", 2, &["call"]),
        ("use super::link;", 2, &[]),
        ("use super::call::Call;", 1, &["call"]),
        ("use super::{retry, token};", 1, &["retry", "token"]),
        ("pub(crate) fn f() { my_crate::unit() }", 1, &[]),
    ] {
        let found = modules_named(code, depth);
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), expected, "{code}");
    }
}

/// Returns the tables of `Cargo.toml` that name a crate.
fn tables_that_name(krate: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut table = String::new();
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            line.clone_into(&mut table);
        } else if line.split(['=', '.', ' ']).next() == Some(krate) {
            found.push(table.clone());
        }
    }
    found
}

#[test]
fn only_the_wasm_target_depends_on_javascript() {
    const WASM: &str = "[target.'cfg(target_arch = \"wasm32\")'.";
    for krate in OF_JAVASCRIPT {
        let tables = tables_that_name(krate);
        assert!(!tables.is_empty(), "{krate} is not used any more");
        assert!(tables.iter().all(|table| table.starts_with(WASM)), "{krate}: {tables:?}");
    }
}

#[test]
fn only_src_wasm_uses_javascript() {
    for source in sources().iter().filter(|source| source.top_module() != Some("wasm")) {
        let code = RustText::of(&source.text).code;
        for krate in OF_JAVASCRIPT.map(|krate| krate.replace('-', "_")) {
            let named = code.split(|one: char| !one.is_alphanumeric() && one != '_');
            assert!(
                !named.clone().any(|word| word == krate),
                "{}: {krate}",
                source.module.join("::")
            );
        }
    }
}

#[test]
fn wire_names_are_written_in_src_provider_only() {
    for source in sources().iter().filter(|source| source.top_module() != Some("provider")) {
        for literal in RustText::of(source.shipped()).literals {
            let named = WIRE_NAMES.iter().find(|name| literal.contains(**name));
            assert_eq!(named, None, "{}: {literal:?}", source.module.join("::"));
        }
    }
}

#[test]
fn every_wire_name_of_the_table_is_in_src_provider() {
    let provider = sources().into_iter().filter(|source| source.top_module() == Some("provider"));
    let text: String = provider.map(|source| source.shipped().to_owned()).collect();
    for name in WIRE_NAMES {
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn no_function_outside_src_wasm_reads_a_clock_or_prints() {
    for source in sources().iter().filter(|source| source.top_module() != Some("wasm")) {
        let code = RustText::of(source.shipped()).code;
        for named in ["std::time", "std::net", "std::fs", "std::env", "println!", "eprintln!"] {
            assert!(!code.contains(named), "{}: {named}", source.module.join("::"));
        }
    }
}

#[test]
fn only_providers_and_what_uses_them_name_a_brand() {
    for source in sources() {
        if ["simd", "unit", "json", "tree"].map(Some).contains(&source.top_module()) {
            let text = source.text.to_lowercase();
            for brand in ["autodesk", "imocha"] {
                assert!(!text.contains(brand), "{}: {brand}", source.module.join("::"));
            }
        }
    }
}
