use business_units::error::{Code, Error};

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
