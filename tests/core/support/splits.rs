//! The fixtures that tests split at every byte. Each has a split that no other fixture has. The other files of `tests/data`
//! differ from these for the tree, and not for the reader.

use business_units::provider::Accept;
use business_units::provider::Provider;

use super::fixture;
use super::listing::Listing;

/// A fixture, and the bug that its splits would catch.
const FIXTURES: [(&str, &str); 17] = [
    ("autodesk/documented.json", "a UUID or a repeated text is taken for whole when it is cut"),
    ("autodesk/byte_order_mark.json", "a byte order mark in two pieces is an unexpected byte"),
    ("autodesk/duplicate_keys.json", "a second list, key or escaped key in two pieces adds up"),
    ("autodesk/escapes_and_accents.json", "an escape or a character of several bytes is lost"),
    ("autodesk/invalid_utf8.json", "a cut makes more replacement characters, or fewer, of a text"),
    (
        "autodesk/lone_surrogates.json",
        "half a pair of surrogates is forgotten, or joined to another",
    ),
    ("autodesk/numeric_id.json", "a number ends where its piece ends"),
    ("autodesk/only_ids.json", "a cut literal or empty text is taken for a field that is absent"),
    (
        "autodesk/same_id_three_times.json",
        "a record like the one before it keeps a value of that one",
    ),
    ("autodesk/unknown_fields.json", "a value that is skipped loses count of its brackets"),
    ("autodesk/null_list.json", "a list that is null is begun and never ended"),
    ("autodesk/no_units.json", "a body without a list is cut, or is no listing"),
    ("imocha/documented.json", "a time loses a digit, or an integer is read as a text"),
    ("imocha/id_above_2_53.json", "a sign or a digit beyond 64 bits is dropped"),
    ("imocha/count_off_by_one.json", "a member behind the list ends where its piece ends"),
    ("imocha/other_letter_case.json", "half a key is compared with its letter case"),
    ("imocha/unknown_fields.json", "a list inside another member is taken for the list"),
];

/// All of them; the bug is for a failure to name.
pub(crate) fn split_fixtures() -> impl Iterator<Item = (Listing, &'static str)> {
    FIXTURES.into_iter().map(|(name, bug)| {
        let is_imocha = name.starts_with("imocha/");
        let provider = if is_imocha { Provider::Imocha } else { Provider::Autodesk };
        (Listing::new(Accept::Wire(provider), fixture(name)), bug)
    })
}
