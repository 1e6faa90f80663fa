//! What both services mean by a unit: the columns that the rest works on.
//!
//! A listing may hold a million units, so there is no object per unit. Each field is a column of spans into one
//! arena of text; a row number is the unit's place in the order sent.

use core::fmt;
use std::borrow::Cow;

/// A service that publishes business units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Provider {
    /// Autodesk BIM 360 / ACC: `business_units_structure`.
    Autodesk,
    /// iMocha: `/v3/accounts/business-units`.
    Imocha,
}

impl Provider {
    /// The name that JavaScript sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Autodesk => "autodesk",
            Self::Imocha => "imocha",
        }
    }

    /// The provider of that name, if it is one.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Autodesk, Self::Imocha].into_iter().find(|provider| provider.as_str() == name)
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Autodesk => "Autodesk",
            Self::Imocha => "iMocha",
        })
    }
}

/// An account id, which a hub id is with `b.` before it.
pub fn without_hub_prefix(id: &str) -> &str {
    id.strip_prefix("b.").or_else(|| id.strip_prefix("B.")).unwrap_or(id)
}

/// A text of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The service's own id; a number is its exact decimal text.
    Id,
    /// The id of the parent, as sent.
    ParentId,
    /// The name.
    Name,
    /// The description.
    Description,
    /// Where the service says the unit stands: advisory.
    Path,
    /// The account that the unit belongs to.
    AccountId,
    /// When it was created, character for character as sent.
    CreatedAt,
    /// When it was changed last, character for character as sent.
    UpdatedAt,
}

impl Field {
    /// Every field, in the order of the columns.
    pub const ALL: [Self; 8] = [
        Self::Id,
        Self::ParentId,
        Self::Name,
        Self::Description,
        Self::Path,
        Self::AccountId,
        Self::CreatedAt,
        Self::UpdatedAt,
    ];

    /// Whether one listing tends to repeat the same text from row to row.
    const fn repeats(self) -> bool {
        matches!(self, Self::AccountId | Self::CreatedAt | Self::UpdatedAt)
    }
}

/// There is no room for another text: memory is used up, or 4 GiB of text is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    start: u32,
    len: u32,
}

impl Span {
    const ABSENT: Self = Self { start: u32::MAX, len: 0 };
}

/// The units of one listing as columns, in the order sent.
#[derive(Clone, Debug)]
pub struct Units {
    provider: Provider,
    arena: String,
    columns: [Vec<Span>; Field::ALL.len()],
    staged: [Span; Field::ALL.len()],
    len: u32,
    account_id: Option<String>,
    claimed_count: Option<i64>,
    warnings: Vec<String>,
}

impl Units {
    /// No units yet, of that provider.
    pub fn new(provider: Provider) -> Self {
        Self {
            provider,
            arena: String::new(),
            columns: Default::default(),
            staged: [Span::ABSENT; Field::ALL.len()],
            len: 0,
            account_id: None,
            claimed_count: None,
            warnings: Vec::new(),
        }
    }

    /// How many units were sent.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether no unit was sent.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The service they came from.
    pub fn provider(&self) -> Provider {
        self.provider
    }

    /// The account that was asked for, without `b.`, where there was one.
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// How many units the service says it sent, where it says so.
    pub fn claimed_count(&self) -> Option<i64> {
        self.claimed_count
    }

    /// What the reader had to mend, counted.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// A text of the unit at `index`, in the order sent; none where the service sent none.
    pub fn text(&self, field: Field, index: u32) -> Option<Cow<'_, str>> {
        self.sent(field, index).map(Cow::Borrowed)
    }

    /// The id of the unit at `index`; empty where the service sent none.
    pub fn id(&self, index: u32) -> Cow<'_, str> {
        self.text(Field::Id, index).unwrap_or_default()
    }

    /// The id of the parent of the unit at `index`; empty for a root.
    pub fn parent_id(&self, index: u32) -> Cow<'_, str> {
        self.text(Field::ParentId, index).unwrap_or_default()
    }

    /// The name of the unit at `index`, without a copy.
    pub fn name(&self, index: u32) -> Option<&str> {
        self.sent(Field::Name, index)
    }

    /// Appends a text of the unit at `index`; false where the service sent none.
    pub fn push_text(&self, field: Field, index: u32, to: &mut String) -> bool {
        self.text(field, index).map(|text| to.push_str(&text)).is_some()
    }

    fn sent(&self, field: Field, index: u32) -> Option<&str> {
        let span = *self.columns.get(field as usize)?.get(index as usize)?;
        self.slice(span)
    }

    /// Puts a text into the unfinished row; a second one for the same field replaces the first.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn set(&mut self, field: Field, text: Option<&str>) -> Result<(), Full> {
        let span = match text {
            None => Span::ABSENT,
            Some(text) => match self.repeated(field, text) {
                Some(span) => span,
                None => self.keep(text)?,
            },
        };
        if let Some(slot) = self.staged.get_mut(field as usize) {
            *slot = span;
        }
        Ok(())
    }

    /// Ends the unfinished row and begins the next one.
    ///
    /// # Errors
    /// [`Full`] when there is no room.
    pub fn end_row(&mut self) -> Result<(), Full> {
        let len = self.len.checked_add(1).filter(|len| *len < i32::MAX as u32).ok_or(Full)?;
        for (column, span) in self.columns.iter_mut().zip(&mut self.staged) {
            column.try_reserve(1).map_err(|_| Full)?;
            column.push(core::mem::replace(span, Span::ABSENT));
        }
        self.len = len;
        Ok(())
    }

    /// Forgets every row; what was said of the listing as a whole stays.
    pub fn clear(&mut self) {
        self.arena.clear();
        self.columns.iter_mut().for_each(Vec::clear);
        self.staged = [Span::ABSENT; Field::ALL.len()];
        self.len = 0;
    }

    /// Says which service sent them.
    #[must_use]
    pub fn with_provider(mut self, provider: Provider) -> Self {
        self.provider = provider;
        self
    }

    /// Says which account was asked for.
    #[must_use]
    pub fn with_account_id(mut self, account_id: Option<String>) -> Self {
        let account_id = account_id.map(|id| without_hub_prefix(&id).to_owned());
        self.account_id = account_id.filter(|id| !id.is_empty());
        self
    }

    /// Says how many units the service claims to have sent.
    #[must_use]
    pub fn with_claimed_count(mut self, count: Option<i64>) -> Self {
        self.claimed_count = count;
        self
    }

    /// Says what the reader had to mend.
    #[must_use]
    pub fn with_warnings(mut self, warnings: Vec<String>) -> Self {
        self.warnings = warnings;
        self
    }

    /// Puts the rows into the order of `place`, which holds one number a row; equal numbers keep their order.
    pub fn sort_by_place(&mut self, place: &[u32]) {
        let mut order: Vec<usize> = (0..self.len as usize).collect();
        order.sort_by_key(|row| place.get(*row).copied().unwrap_or(u32::MAX));
        for column in &mut self.columns {
            *column =
                order.iter().map(|row| column.get(*row).copied().unwrap_or(Span::ABSENT)).collect();
        }
    }

    fn slice(&self, span: Span) -> Option<&str> {
        let start = span.start as usize;
        self.arena.get(start..start.checked_add(span.len as usize)?)
    }

    fn repeated(&self, field: Field, text: &str) -> Option<Span> {
        let last = field.repeats().then(|| self.columns.get(field as usize)?.last().copied())??;
        (self.slice(last) == Some(text)).then_some(last)
    }

    fn keep(&mut self, text: &str) -> Result<Span, Full> {
        let start = u32::try_from(self.arena.len()).map_err(|_| Full)?;
        let len = u32::try_from(text.len()).map_err(|_| Full)?;
        start.checked_add(len).filter(|end| *end < u32::MAX).ok_or(Full)?;
        self.arena.try_reserve(text.len()).map_err(|_| Full)?;
        self.arena.push_str(text);
        Ok(Span { start, len })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_account_id_is_stored_once() {
        let mut units = Units::new(Provider::Autodesk);
        for _ in 0..2 {
            units.set(Field::AccountId, Some("account")).unwrap();
            units.end_row().unwrap();
        }
        assert_eq!(units.arena, "account");
        assert_eq!(units.text(Field::AccountId, 1).as_deref(), Some("account"));
    }

    #[test]
    fn absent_and_empty_texts_differ() {
        let mut units = Units::new(Provider::Autodesk);
        units.set(Field::Name, Some("")).unwrap();
        units.end_row().unwrap();
        assert_eq!(units.text(Field::Name, 0).as_deref(), Some(""));
        assert_eq!(units.text(Field::Path, 0), None);
    }
}
