//! Sentences about defects, for an administrator.

use super::Tree;
use super::defect::{Defect, DefectKind, SuggestedBy, Suggestion};
use super::names::Names;
use super::numbers::NONE;
use crate::unit::Field;

/// The longest expected path, in bytes.
const MAX_EXPECTED_PATH: usize = 512;
/// The longest text in a sentence, in characters: a million sentences must not contain a million long names.
const MAX_SHOWN: usize = 80;

impl Tree {
    /// Describes a defect in a sentence. Names and ids in it are as sent: untrusted text.
    pub fn message(&self, defect: &Defect) -> String {
        let row = defect.row.unwrap_or(NONE);
        let text = |field| shorten(&self.text(field, row).unwrap_or_default());
        match &defect.kind {
            DefectKind::EmptyId => "This unit has no id.".to_owned(),
            DefectKind::DuplicateId { .. } => {
                format!(
                    "An earlier unit has the id {} too, and keeps the sub-units.",
                    text(Field::Id)
                )
            }
            DefectKind::MissingParent { suggestion } => {
                let hint =
                    suggestion.map(|suggestion| self.describe(suggestion)).unwrap_or_default();
                format!(
                    "The parent {} is not in the list, so this unit is shown at the top level.{hint}",
                    text(Field::ParentId)
                )
            }
            DefectKind::SelfParent => {
                "This unit names itself as its parent, so it is shown at the top level.".to_owned()
            }
            DefectKind::Cycle { rows } => format!(
                "This unit is its own ancestor, through a loop of {} units. The loop is cut here.",
                rows.len()
            ),
            DefectKind::OtherAccount => format!(
                "This unit belongs to the account {}, not to {}.",
                text(Field::AccountId),
                shorten(self.account_id().unwrap_or_default())
            ),
            DefectKind::PathMismatch => format!(
                "The path is \"{}\", but the parents of this unit make it \"{}\".",
                text(Field::Path),
                shorten(&self.expected_path(row))
            ),
            DefectKind::CountMismatch { count, listed } => {
                format!("The provider claims {count} units, but the list has {listed}.")
            }
        }
    }

    /// Returns the path that the parents of a row make up: names from the root to its parent, joined by `/`. Of a long
    /// path, only the end.
    pub fn expected_path(&self, row: u32) -> String {
        let mut names = Vec::new();
        let mut left = MAX_EXPECTED_PATH;
        for name in Names::above(self, row) {
            let name = name.unwrap_or_default();
            let Some(rest) = left.checked_sub(name.len() + 1) else {
                names.push("…");
                break;
            };
            names.push(name);
            left = rest;
        }
        names.reverse();
        names.join("/")
    }

    fn describe(&self, suggestion: Suggestion) -> String {
        let id = shorten(&self.id(suggestion.row));
        match suggestion.by {
            SuggestedBy::Case => format!(" The id {id} differs only in letter case."),
            SuggestedBy::Path => {
                let name = self.name(suggestion.row).map_or(id, shorten);
                format!(" By its path, it belongs to {name}.")
            }
        }
    }
}

fn shorten(text: &str) -> String {
    let start: String = text.chars().take(MAX_SHOWN).collect();
    if start.len() < text.len() { start + "…" } else { start }
}
