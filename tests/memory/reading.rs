use business_units::error::{Code, Error};
use business_units::unit::{Field, Full, Provider, Units};

use crate::{listings, read, with_more_and_more};

#[test]
fn reading_says_that_there_is_no_memory() {
    for listing in listings::all() {
        for piece in [usize::MAX, 1_009] {
            let what = format!("{} in pieces of {piece}", listing.name);
            let large = with_more_and_more(
                &what,
                || (),
                |()| read(&listing, piece),
                |error| is_too_large(&error),
            );
            assert!(large > 3, "{what}");
        }
    }
}

/// As it should be told to JavaScript, and with no number in it that was never a limit.
fn is_too_large(error: &Error) {
    assert_eq!(error.code(), Code::TooLarge, "{error}");
    assert!(error.message().contains("memory") && error.details().limit.is_none(), "{error}");
}

#[test]
fn settling_paths_says_that_there_is_no_memory() {
    let paths: Vec<String> =
        (0..400).map(|row| format!("{row}, {}", "Nowhere/".repeat(200))).collect();
    let settling = || {
        let mut units = Units::new(Provider::Autodesk);
        units.settle_at(16 * 1024);
        units
    };
    let read = |mut units: Units| {
        for (row, path) in paths.iter().enumerate() {
            units.set(Field::Id, Some(&row.to_string()))?;
            units.set(Field::ParentId, Some(&(400 - row).to_string()))?;
            units.set(Field::Path, Some(path))?;
            units.end_row()?;
        }
        units.link()
    };
    let large = with_more_and_more("paths", settling, read, |Full| ());
    assert!(large > 10, "{large}: do paths settle?");
}
