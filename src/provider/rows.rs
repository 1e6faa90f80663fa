//! The sink that turns records into [`Units`].

use super::registry::Provider;
use super::wire::{Part, Slot};
use crate::json::Sink;
use crate::unit::{Field, OutOfMemory, Seed, Units, owned};

/// The most warnings of an earlier reader that are kept.
const WARNINGS_KEPT: usize = 64;

/// The units under way.
#[derive(Debug)]
pub(super) struct Rows {
    units: Box<Units>,
    list: Option<Part>,
    place: Option<u32>,
    places: Vec<u32>,
    /// The provider of bare records, by a key that it alone has for the id.
    keyed: Option<u8>,
    count: Option<i64>,
    provider: Option<Provider>,
    account: Option<String>,
    warnings: Vec<String>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self {
            units: Box::new(Units::new(Provider::DEFAULT)),
            list: None,
            place: None,
            places: Vec::new(),
            keyed: None,
            count: None,
            provider: None,
            account: None,
            warnings: Vec::new(),
        }
    }

    /// Seeds the hash tables. Call it before the first record.
    pub(super) fn set_seed(&mut self, seed: Seed) {
        self.units.set_seed(seed);
    }

    /// Returns the units, in the order of their places if every record has a place. Without a given provider, the document
    /// identifies it.
    pub(super) fn into_units(mut self, given: Option<Provider>) -> Result<Box<Units>, OutOfMemory> {
        if !self.places.is_empty() && self.places.len() == self.units.len() as usize {
            self.units.sort_by(&self.places)?;
        }
        let provider = given.unwrap_or_else(|| self.provider());
        let mut units = self.units;
        units.set_source(provider);
        units.set_claimed_count(self.count);
        if self.list == Some(Part::Own) {
            units.set_account_id(self.account);
            units.add_warnings(self.warnings);
        }
        Ok(units)
    }

    fn provider(&self) -> Provider {
        match self.list {
            Some(Part::Wire(place)) => Provider::at(place),
            Some(Part::Bare) => self.keyed.map_or(Provider::DEFAULT, Provider::at),
            Some(Part::Own) => self.provider.unwrap_or(Provider::DEFAULT),
            _ => Provider::DEFAULT,
        }
    }

    #[inline(never)]
    fn set_place(&mut self, digits: &[u8]) {
        let place = core::str::from_utf8(digits).map(whole).ok();
        self.place = place.and_then(|place| place.try_into().ok());
    }

    #[inline(always)]
    fn end_row(&mut self) -> Result<(), OutOfMemory> {
        if let Some(place) = self.place.take() {
            self.places.try_reserve(1)?;
            self.places.push(place);
        }
        self.units.end_row()
    }

    /// Keeps a member that stands beside the list.
    fn keep_member(&mut self, name: Part, value: Option<&str>) -> Result<(), OutOfMemory> {
        match name {
            Part::Count => self.count = value.map(whole),
            Part::Provider => self.provider = value.and_then(Provider::from_name),
            Part::Account => self.account = value.map(owned).transpose()?,
            Part::Warnings => self.warn(value)?,
            Part::Wire(_) | Part::Own | Part::Bare => {}
        }
        Ok(())
    }

    /// Adds a warning, or restarts the list: of two lists the last one counts.
    fn warn(&mut self, warning: Option<&str>) -> Result<(), OutOfMemory> {
        match warning {
            None => self.warnings.clear(),
            Some(warning) if self.warnings.len() < WARNINGS_KEPT => {
                self.warnings.try_reserve(1)?;
                self.warnings.push(owned(warning)?);
            }
            Some(_) => {}
        }
        Ok(())
    }
}

impl Sink<Part, Slot> for Rows {
    const TEMPLATES: bool = true;

    fn begin_list(&mut self, name: Part) -> bool {
        self.units.clear();
        self.places.clear();
        self.list.replace(name).is_none_or(|before| before == name)
    }

    fn field(&mut self, name: Slot, value: Option<&str>) -> bool {
        if let Some(value) = value {
            return self.text(name, value.as_bytes());
        }
        match name {
            Slot::Text(field) => self.units.unset(field),
            Slot::IdOf(place) => {
                self.keyed = Some(place);
                self.units.unset(Field::Id);
            }
            Slot::Place => self.place = None,
        }
        true
    }

    #[inline(always)]
    fn text(&mut self, name: Slot, value: &[u8]) -> bool {
        match name {
            Slot::Text(field) => self.units.set_bytes(field, value).is_ok(),
            Slot::IdOf(place) => {
                self.keyed = Some(place);
                self.units.set_bytes(Field::Id, value).is_ok()
            }
            Slot::Place => {
                self.set_place(value);
                true
            }
        }
    }

    #[inline(always)]
    fn prefix(&mut self, name: Slot, bytes: &[u8], len: usize) -> bool {
        match name {
            Slot::Text(field) => self.units.set_prefix(field, bytes, len).is_ok(),
            Slot::IdOf(_) | Slot::Place => self.text(name, bytes.get(..len).unwrap_or_default()),
        }
    }

    #[inline(always)]
    fn uuid(&mut self, name: Slot, words: [u64; 2]) -> bool {
        match name {
            Slot::Text(field) => self.units.set_uuid(field, words).is_ok(),
            Slot::IdOf(place) => {
                self.keyed = Some(place);
                self.units.set_uuid(Field::Id, words).is_ok()
            }
            // A place is a number.
            Slot::Place => true,
        }
    }

    fn keep_as_template(&mut self) {
        self.units.keep_as_template();
    }

    #[inline(always)]
    fn begin_from_template(&mut self) {
        self.units.begin_from_template();
    }

    fn drop_record(&mut self) {
        self.units.drop_row();
        self.place = None;
    }

    #[inline(always)]
    fn end_record(&mut self) -> bool {
        self.end_row().is_ok()
    }

    fn member(&mut self, name: Part, value: Option<&str>) -> bool {
        self.keep_member(name, value).is_ok()
    }
}

/// Parses an integer of any size. One that is out of range is clamped, so that it differs from any real count.
#[inline(never)]
fn whole(digits: &str) -> i64 {
    let out_of_range = if digits.starts_with('-') { i64::MIN } else { i64::MAX };
    digits.parse().unwrap_or(out_of_range)
}
