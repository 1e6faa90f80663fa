//! The fields of a unit.

/// A text of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The id that the provider gave; of a number, its exact decimal text.
    Id,
    /// The id of the parent, as sent.
    ParentId,
    /// The name.
    Name,
    /// The description.
    Description,
    /// The path that the provider gives. It is advisory: the parents decide where a unit is.
    Path,
    /// The account that the unit belongs to.
    AccountId,
    /// When the unit was created, character for character as sent.
    CreatedAt,
    /// When the unit was last changed, character for character as sent.
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
}
