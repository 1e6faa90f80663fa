//! The words of the two services and our own, written down once more, and what a body says in them.

use business_units::provider::Accept;
use business_units::provider::Provider;
use business_units::unit::Field;
use serde_json::value::RawValue;

use super::parts::{member, parts};
use super::repaired::{marks, repaired, sent_length, without_marks};
use crate::support::contents::Contents;

/// Why a body gives no units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    NotJson,
    /// Another shape, at this pointer.
    Shape(String),
    TooLarge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Text,
    Id,
    Integer,
    Texts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    Unit(Field),
    ImochaId,
    Place,
    Count,
    Provider,
    Account,
    Warnings,
}

type Word = (&'static str, Means, Holds);

const AUTODESK: &[Word] = &[
    ("id", Means::Unit(Field::Id), Holds::Id),
    ("account_id", Means::Unit(Field::AccountId), Holds::Id),
    ("parent_id", Means::Unit(Field::ParentId), Holds::Id),
    ("name", Means::Unit(Field::Name), Holds::Text),
    ("description", Means::Unit(Field::Description), Holds::Text),
    ("path", Means::Unit(Field::Path), Holds::Text),
    ("created_at", Means::Unit(Field::CreatedAt), Holds::Text),
    ("updated_at", Means::Unit(Field::UpdatedAt), Holds::Text),
];
const IMOCHA: &[Word] = &[
    ("businessUnitId", Means::ImochaId, Holds::Id),
    ("businessUnitName", Means::Unit(Field::Name), Holds::Text),
    ("createdOn", Means::Unit(Field::CreatedAt), Holds::Text),
];
const OWN: &[Word] = &[
    ("id", Means::Unit(Field::Id), Holds::Id),
    ("index", Means::Place, Holds::Integer),
    ("parentId", Means::Unit(Field::ParentId), Holds::Id),
    ("name", Means::Unit(Field::Name), Holds::Text),
    ("description", Means::Unit(Field::Description), Holds::Text),
    ("path", Means::Unit(Field::Path), Holds::Text),
    ("accountId", Means::Unit(Field::AccountId), Holds::Id),
    ("createdAt", Means::Unit(Field::CreatedAt), Holds::Text),
    ("updatedAt", Means::Unit(Field::UpdatedAt), Holds::Text),
];
const MEMBERS: &[Word] = &[
    ("count", Means::Count, Holds::Integer),
    ("provider", Means::Provider, Holds::Text),
    ("accountId", Means::Account, Holds::Text),
    ("warnings", Means::Warnings, Holds::Texts),
];

/// These keys are taken in any letter case.
const ANY_CASE: [&str; 5] =
    ["businessUnits", "count", "businessUnitId", "businessUnitName", "createdOn"];

fn is(word: &str, key: &str) -> bool {
    if ANY_CASE.contains(&word) { word.eq_ignore_ascii_case(key) } else { word == key }
}

/// The keys of the lists that a body may have.
fn lists(accept: Accept) -> &'static [&'static str] {
    match accept {
        Accept::Wire(Provider::Autodesk) => &["business_units"],
        Accept::Wire(Provider::Imocha) => &["businessUnits"],
        Accept::Any => &["business_units", "businessUnits", "units"],
        Accept::Of(Provider::Autodesk) => &["business_units", "units"],
        Accept::Of(Provider::Imocha) => &["businessUnits", "units"],
        Accept::Bare(_) => &[],
    }
}

fn members(accept: Accept) -> &'static [Word] {
    match accept {
        Accept::Wire(Provider::Autodesk) | Accept::Bare(_) => &[],
        Accept::Wire(Provider::Imocha) => &MEMBERS[..1],
        Accept::Any | Accept::Of(_) => MEMBERS,
    }
}

fn fields(list: &str) -> Vec<Word> {
    match list {
        "business_units" => AUTODESK.to_vec(),
        "businessUnits" => IMOCHA.to_vec(),
        "units" => OWN.to_vec(),
        _ => {
            let same = |word: &Word| OWN.iter().any(|(key, ..)| key == &word.0);
            let services = AUTODESK.iter().chain(IMOCHA).filter(|word| !same(word));
            OWN.iter().chain(services).copied().collect()
        }
    }
}

/// What the units of a body are, or why it has none.
pub(crate) fn contents(
    accept: Accept,
    account_id: Option<&str>,
    body: &[u8],
) -> Result<Contents, Refusal> {
    let text = repaired(body);
    let document: &RawValue = serde_json::from_str(&text).map_err(|_| Refusal::NotJson)?;
    let document = document.get().as_bytes();
    let mut reading = Reading::of(accept);
    if matches!(accept, Accept::Bare(_)) {
        if document[0] != b'[' {
            return Err(Refusal::Shape(String::new()));
        }
        reading.list("", document)?;
    } else {
        reading.document(document)?;
    }
    Ok(reading.contents(account_id))
}

#[derive(Debug, Default)]
struct Row {
    texts: [Option<String>; Field::ALL.len()],
    place: Option<u32>,
}

#[derive(Debug)]
struct Reading {
    accept: Accept,
    list: Option<&'static str>,
    rows: Vec<Row>,
    imocha_ids: bool,
    count: Option<i64>,
    provider: Option<Provider>,
    account: Option<String>,
    warnings: Vec<String>,
    repaired: usize,
    repeated: usize,
}

impl Reading {
    fn of(accept: Accept) -> Self {
        Self {
            accept,
            list: None,
            rows: Vec::new(),
            imocha_ids: false,
            count: None,
            provider: None,
            account: None,
            warnings: Vec::new(),
            repaired: 0,
            repeated: 0,
        }
    }

    fn document(&mut self, document: &[u8]) -> Result<(), Refusal> {
        if document[0] != b'{' {
            return Err(Refusal::Shape(String::new()));
        }
        let mut seen = Vec::new();
        let all = parts(document);
        for part in &all {
            let (key, value) = member(part);
            let key = plain(key);
            if let Some(list) = lists(self.accept).iter().find(|list| is(list, &key)) {
                self.note(&mut seen, list);
                self.list_value(list, value)?;
            } else if let Some(word) = members(self.accept).iter().find(|word| is(word.0, &key)) {
                self.note(&mut seen, word.0);
                self.top(*word, value)?;
            }
        }
        match lists(self.accept)[0] {
            list if self.list.is_none() && !all.is_empty() => {
                Err(Refusal::Shape(format!("/{list}")))
            }
            _ => Ok(()),
        }
    }

    fn note(&mut self, seen: &mut Vec<&'static str>, key: &'static str) {
        self.repeated += usize::from(seen.contains(&key));
        seen.push(key);
    }

    fn list_value(&mut self, list: &'static str, value: &[u8]) -> Result<(), Refusal> {
        let fits = matches!(value[0], b'[' | b'n') && self.list.is_none_or(|before| before == list);
        if !fits {
            return Err(Refusal::Shape(format!("/{list}")));
        }
        self.list = Some(list);
        self.rows.clear();
        if value[0] == b'[' { self.list(list, value) } else { Ok(()) }
    }

    fn list(&mut self, list: &str, value: &[u8]) -> Result<(), Refusal> {
        let fields = fields(list);
        let pointer = if list.is_empty() { String::new() } else { format!("/{list}") };
        for (place, record) in parts(value).into_iter().enumerate() {
            self.record(&fields, record, &format!("{pointer}/{place}"))?;
        }
        Ok(())
    }

    fn record(&mut self, fields: &[Word], record: &[u8], pointer: &str) -> Result<(), Refusal> {
        if record[0] != b'{' {
            return Err(Refusal::Shape(pointer.to_owned()));
        }
        let mut row = Row::default();
        let mut seen = Vec::new();
        for part in parts(record) {
            let (key, value) = member(part);
            let key = plain(key);
            let Some((word, means, holds)) = fields.iter().find(|word| is(word.0, &key)) else {
                continue;
            };
            self.note(&mut seen, word);
            let scalar = self.scalar(value)?;
            if !holds.takes(&scalar) {
                return Err(Refusal::Shape(format!("{pointer}/{word}")));
            }
            self.keep(*means, scalar.into_text(), &mut row);
        }
        self.rows.push(row);
        Ok(())
    }

    fn top(&mut self, (word, means, holds): Word, value: &[u8]) -> Result<(), Refusal> {
        let strict = matches!(self.accept, Accept::Wire(_));
        if means == Means::Warnings && value[0] == b'[' {
            return self.texts(value);
        }
        let scalar = self.scalar(value)?;
        let fits = holds.takes(&scalar);
        if strict && !fits {
            return Err(Refusal::Shape(format!("/{word}")));
        }
        self.keep(means, scalar.into_text().filter(|_| fits), &mut Row::default());
        Ok(())
    }

    fn keep(&mut self, means: Means, value: Option<String>, row: &mut Row) {
        match means {
            Means::Unit(field) => row.texts[field as usize] = value,
            Means::ImochaId => {
                self.imocha_ids = true;
                row.texts[Field::Id as usize] = value;
            }
            Means::Place => row.place = value.and_then(|digits| digits.parse().ok()),
            Means::Count => self.count = value.map(|digits| whole(&digits)),
            Means::Provider => self.provider = value.and_then(|name| Provider::from_name(&name)),
            Means::Account => self.account = value,
            Means::Warnings => self.warnings.clear(),
        }
    }

    fn texts(&mut self, value: &[u8]) -> Result<(), Refusal> {
        self.warnings.clear();
        for part in parts(value) {
            if let Scalar::Text(text) = self.scalar(part)? {
                self.warnings.push(text);
            }
        }
        Ok(())
    }

    /// Reads a value of a known key, and counts its repairs.
    fn scalar(&mut self, value: &[u8]) -> Result<Scalar, Refusal> {
        let scalar = match value[0] {
            b'"' => Scalar::Text(plain(value)),
            b'n' => Scalar::Null,
            b'-' | b'0'..=b'9' => Scalar::Number(without_zeros(&String::from_utf8_lossy(value))),
            _ => Scalar::Other,
        };
        let (Scalar::Text(text) | Scalar::Number(text)) = &scalar else { return Ok(scalar) };
        if sent_length(text) > 64 * 1024 {
            return Err(Refusal::TooLarge);
        }
        self.repaired += marks(text);
        Ok(scalar.without_marks())
    }

    fn contents(mut self, asked: Option<&str>) -> Contents {
        if self.rows.iter().all(|row| row.place.is_some()) {
            self.rows.sort_by_key(|row| row.place);
        }
        let own = self.list == Some("units");
        let provider = match self.accept {
            Accept::Wire(provider) | Accept::Of(provider) | Accept::Bare(Some(provider)) => {
                provider
            }
            Accept::Any if own => self.provider.unwrap_or(Provider::Autodesk),
            Accept::Any if self.list == Some("businessUnits") => Provider::Imocha,
            Accept::Bare(None) if self.imocha_ids => Provider::Imocha,
            Accept::Any | Accept::Bare(None) => Provider::Autodesk,
        };
        let account = asked.map(str::to_owned).or(self.account.filter(|_| own));
        let account =
            account.map(|id| without_hub_prefix(&id).to_owned()).filter(|id| !id.is_empty());
        let mut warnings = if own { self.warnings } else { Vec::new() };
        warnings.truncate(64);
        let note = |what: &str, count: usize| (count > 0).then(|| format!("{what}: {count}"));
        warnings
            .extend(note("Invalid UTF-8 or lone surrogates, replaced by U+FFFD", self.repaired));
        warnings.extend(note(
            "Repeated keys in one object, of which the last one counts",
            self.repeated,
        ));
        (
            provider.into(),
            account,
            self.count,
            warnings,
            self.rows.into_iter().map(|row| row.texts).collect(),
        )
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Scalar {
    Null,
    Text(String),
    Number(String),
    Other,
}

impl Scalar {
    fn into_text(self) -> Option<String> {
        match self {
            Self::Text(text) | Self::Number(text) => Some(text),
            Self::Null | Self::Other => None,
        }
    }

    fn without_marks(self) -> Self {
        match self {
            Self::Text(text) => Self::Text(without_marks(&text)),
            Self::Null | Self::Number(_) | Self::Other => self,
        }
    }
}

impl Holds {
    fn takes(self, scalar: &Scalar) -> bool {
        match scalar {
            Scalar::Null => true,
            Scalar::Text(_) => matches!(self, Self::Text | Self::Id),
            Scalar::Number(digits) => {
                matches!(self, Self::Id | Self::Integer) && !digits.contains(['.', 'e', 'E'])
            }
            Scalar::Other => false,
        }
    }
}

/// A number without a fraction of zeros.
fn without_zeros(number: &str) -> String {
    match number.split_once('.') {
        Some((whole, fraction)) if fraction.trim_matches('0').is_empty() => whole.to_owned(),
        _ => number.to_owned(),
    }
}

/// The text of a text, by `serde_json`.
fn plain(text: &[u8]) -> String {
    serde_json::from_slice(text).expect("serde_json has read it before")
}

fn whole(digits: &str) -> i64 {
    digits
        .parse::<i128>()
        .map_or(if digits.starts_with('-') { i64::MIN } else { i64::MAX }, |number| {
            number.clamp(i64::MIN.into(), i64::MAX.into()) as i64
        })
}

/// A hub id is an account id after `b.`.
pub(super) fn without_hub_prefix(id: &str) -> &str {
    id.strip_prefix(['b', 'B']).and_then(|rest| rest.strip_prefix('.')).unwrap_or(id)
}
