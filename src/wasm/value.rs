//! JavaScript values: plain objects out, and numbers.

use js_sys::{Object, Reflect};
use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

/// A plain object on its way to JavaScript: its fields in their order.
#[derive(Default)]
pub(super) struct Record<'a>(Vec<(&'static str, Plain<'a>)>);

/// A value of such an object.
enum Plain<'a> {
    Text(&'a str),
    Number(f64),
    List(Vec<Record<'a>>),
}

impl<'a> Record<'a> {
    /// Adds a text, if there is one.
    #[inline(never)]
    pub(super) fn text(&mut self, key: &'static str, text: Option<&'a str>) {
        self.0.extend(text.map(|text| (key, Plain::Text(text))));
    }

    /// Adds a number, if there is one.
    #[inline(never)]
    pub(super) fn number(&mut self, key: &'static str, number: Option<u64>) {
        self.0.extend(number.map(|number| (key, Plain::Number(self::number(number)))));
    }

    /// Adds an array of objects.
    pub(super) fn list(&mut self, key: &'static str, records: Vec<Self>) {
        self.0.push((key, Plain::List(records)));
    }
}

impl Serialize for Record<'_> {
    // As a map: serde-wasm-bindgen caches the field names of a struct in a hash table, which is 2.5 kB of code.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::List(records) => serializer.collect_seq(records),
        }
    }
}

/// Makes the plain object.
pub(super) fn to_js(record: &Record<'_>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    record.serialize(&serializer).unwrap_or(JsValue::UNDEFINED)
}

/// A plain object of fields that are JavaScript's own.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in fields {
        // Setting a property of a fresh object does not fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

/// A number, which in JavaScript has 53 bits.
#[expect(clippy::cast_precision_loss, reason = "a JavaScript number has 53 bits")]
pub(super) fn number(value: u64) -> f64 {
    value as f64
}

/// A number that may be negative.
pub(super) fn signed(value: i64) -> f64 {
    number(value.unsigned_abs()) * if value < 0 { -1.0 } else { 1.0 }
}

/// A random number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "less than 2^32")]
pub(super) fn random() -> u64 {
    const RANGE: f64 = 4_294_967_296.0;
    let half = || (js_sys::Math::random() * RANGE) as u64;
    half() << 32 | half()
}
