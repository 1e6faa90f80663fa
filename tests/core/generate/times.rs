//! Times in the documented form, and everything close to it.

use crate::support::chance::Chance;

const NEARLY: [&str; 40] = [
    "",
    "2016-04-11T03:49:09Z",
    "2016-04-11T03:49:09.1Z",
    "2016-04-11T03:49:09.17Z",
    "2016-04-11T03:49:09.1760Z",
    "2016-04-11T03:49:09.176543Z",
    "2016-04-11T03:49:09.176543210Z",
    "2016-04-11T03:49:09.176",
    "2016-04-11T03:49:09.176z",
    "2016-04-11t03:49:09.176Z",
    "2016-04-11 03:49:09.176Z",
    "2016-04-11T03:49:09.176+00:00",
    "2016-04-11T03:49:09.176-07:00",
    "2016-04-11T03:49:09.176ZZ",
    " 2016-04-11T03:49:09.176Z",
    "2016-04-11T03:49:09.176Z ",
    "2016-04-11T03:49:09,176Z",
    "2016-04-11T24:00:00.000Z",
    "2016-04-11T23:59:60.000Z",
    "2016-12-31T23:59:60.999Z",
    "2016-04-11T03:60:09.176Z",
    "2016-04-11T25:49:09.176Z",
    "2016-02-30T03:49:09.176Z",
    "2016-02-29T03:49:09.176Z",
    "2015-02-29T03:49:09.176Z",
    "1900-02-29T00:00:00.000Z",
    "2000-02-29T00:00:00.000Z",
    "2016-13-11T03:49:09.176Z",
    "2016-00-11T03:49:09.176Z",
    "2016-04-00T03:49:09.176Z",
    "2016-04-31T03:49:09.176Z",
    "0000-01-01T00:00:00.000Z",
    "0001-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z",
    "1969-12-31T23:59:59.999Z",
    "-016-04-11T03:49:09.176Z",
    "+016-04-11T03:49:09.176Z",
    "2016-4-11T03:49:09.1760Z",
    "20160411T034909.176000Z0",
    "2016-04-11T03:49:09.\u{661}Z",
];

pub(crate) fn usual(chance: &mut Chance) -> String {
    let [year, month, day] =
        [(1970, 2099), (1, 12), (1, 28)].map(|(first, last)| chance.between(first, last));
    let [hour, minute, second, ms] = [24, 60, 60, 1000].map(|end| chance.below(end));
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z")
}

pub(crate) fn odd(chance: &mut Chance) -> String {
    if chance.percent(60) {
        return chance.pick(&NEARLY).to_owned();
    }
    let mut time = usual(chance).into_bytes();
    for _ in 0..chance.between(1, 2) {
        let at = chance.below(time.len());
        time[at] = chance.pick(b"0123456789-:.TZtz +/;");
    }
    String::from_utf8(time).unwrap()
}

/// iMocha's: no zone, and any number of digits.
pub(crate) fn without_zone(chance: &mut Chance) -> String {
    let time = usual(chance);
    time[..chance.pick(&[19, 21, 22, 23])].to_owned()
}
