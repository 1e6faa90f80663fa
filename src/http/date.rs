//! The three forms of an HTTP date (RFC 9110, 5.6.7), in seconds since 1970.
//!
//! ```text
//! Sun, 06 Nov 1994 08:49:37 GMT     IMF-fixdate
//! Sunday, 06-Nov-94 08:49:37 GMT    RFC 850
//! Sun Nov  6 08:49:37 1994          asctime
//! ```

use crate::http::text::{split_once, whole_number};

const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const DAY_SECONDS: i64 = 86_400;

/// Parses a date in exactly one of the three forms; `now` tells the century of a two-digit year.
///
/// NOTE: any name of a day is accepted. A provider that sends the wrong one means the date beside it, and a caller that
/// ignored the date would come back too early.
pub(super) fn unix_seconds(text: &str, now: i64) -> Option<i64> {
    let (date, time) =
        imf_fixdate(text).or_else(|| rfc_850(text, now)).or_else(|| asctime(text))?;
    Some(days_since_1970(date)? * DAY_SECONDS + seconds_of_day(time)?)
}

#[derive(Clone, Copy)]
struct Date {
    year: i64,
    /// From 1.
    month: i64,
    day: i64,
}

fn imf_fixdate(text: &str) -> Option<(Date, &str)> {
    let (weekday, rest) = split_once(text, ", ")?;
    let (day, rest) = split_once(rest.strip_suffix(" GMT")?, " ")?;
    let (month, rest) = split_once(rest, " ")?;
    let (year, time) = split_once(rest, " ")?;
    let date = Date { year: digits(year, 4)?, month: number_of(month)?, day: digits(day, 2)? };
    is_short_day(weekday).then_some((date, time))
}

fn rfc_850(text: &str, now: i64) -> Option<(Date, &str)> {
    let (weekday, rest) = split_once(text, ", ")?;
    let (date, time) = split_once(rest.strip_suffix(" GMT")?, " ")?;
    let (day, rest) = split_once(date, "-")?;
    let (month, year) = split_once(rest, "-")?;
    let date = Date { year: digits(year, 2)?, month: number_of(month)?, day: digits(day, 2)? };
    DAYS.contains(&weekday).then_some((in_its_century(date, time, now)?, time))
}

fn asctime(text: &str) -> Option<(Date, &str)> {
    let (weekday, rest) = split_once(text, " ")?;
    let (month, rest) = split_once(rest, " ")?;
    let (day, rest) = match rest.strip_prefix(' ') {
        Some(rest) => {
            split_once(rest, " ").and_then(|(day, rest)| Some((digits(day, 1)?, rest)))?
        }
        None => split_once(rest, " ").and_then(|(day, rest)| Some((digits(day, 2)?, rest)))?,
    };
    let (time, year) = split_once(rest, " ")?;
    let date = Date { year: digits(year, 4)?, month: number_of(month)?, day };
    is_short_day(weekday).then_some((date, time))
}

/// Returns the date in the century in which it is at most 50 years ahead (RFC 9110, 5.6.7).
fn in_its_century(date: Date, time: &str, now: i64) -> Option<Date> {
    let (today, seconds) = (civil(now.div_euclid(DAY_SECONDS)), now.rem_euclid(DAY_SECONDS));
    let time = seconds_of_day(time)?;
    let is_near = |year: i64| {
        (year - 50, date.month, date.day, time) <= (today.year, today.month, today.day, seconds)
    };
    let century = today.year.div_euclid(100) * 100;
    // NOTE: 29 February does not exist in each of these centuries, so each is tried.
    let mut years =
        [century + 100, century, century - 100].map(|start| start + date.year).into_iter();
    let date = |year| Date { year, ..date };
    years.find(|year| is_near(*year) && days_since_1970(date(*year)).is_some()).map(date)
}

fn civil(days: i64) -> Date {
    let (year, mut rest) = year_and_rest(days);
    let mut month = 1;
    while rest >= days_in(year, month) {
        rest -= days_in(year, month);
        month += 1;
    }
    Date { year, month, day: rest + 1 }
}

/// Returns the year of a day, and how many days of the year are over.
fn year_and_rest(days: i64) -> (i64, i64) {
    let mut year = 1970 + days.div_euclid(366).min(days.div_euclid(365));
    while days_before(year + 1) <= days {
        year += 1;
    }
    (year, days - days_before(year))
}

fn days_before(year: i64) -> i64 {
    let before = year - 1;
    let leap = |year: i64| year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    (year - 1970) * 365 + leap(before) - leap(1969)
}

fn days_since_1970(Date { year, month, day }: Date) -> Option<i64> {
    let lengths = (1..=12).map(|month| days_in(year, month));
    let before: i64 = lengths.take(usize::try_from(month - 1).ok()?).sum();
    (1..=days_in(year, month)).contains(&day).then_some(days_before(year) + before + day - 1)
}

fn days_in(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Parses a time. `23:59:60` is a leap second, which counts as the first second of the next minute.
fn seconds_of_day(time: &str) -> Option<i64> {
    let (hour, rest) = split_once(time, ":")?;
    let (minute, second) = split_once(rest, ":")?;
    let (hour, minute, second) = (digits(hour, 2)?, digits(minute, 2)?, digits(second, 2)?);
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3_600 + minute * 60 + second)
}

fn digits(text: &str, length: usize) -> Option<i64> {
    whole_number(text).filter(|_| text.len() == length)?.try_into().ok()
}

fn number_of(month: &str) -> Option<i64> {
    let place = MONTHS.iter().position(|name| *name == month)?;
    i64::try_from(place + 1).ok()
}

fn is_short_day(name: &str) -> bool {
    DAYS.iter().any(|day| day.get(..3) == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_400_years_has_its_own_number() {
        let mut expected = days_before(1900);
        for year in 1900..2300 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month) {
                    assert_eq!(days_since_1970(Date { year, month, day }), Some(expected));
                    let Date { year: y, month: m, day: d } = civil(expected);
                    assert_eq!((y, m, d), (year, month, day));
                    expected += 1;
                }
            }
        }
        assert_eq!(days_before(1970), 0);
        assert_eq!(days_before(2000), 10_957);
    }

    #[test]
    fn the_three_forms_of_one_moment_are_one_number() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(unix_seconds(text, 900_000_000), Some(784_111_777), "{text}");
        }
    }
}
