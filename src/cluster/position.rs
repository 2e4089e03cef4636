//! Where documents stand in time, as bytes that sort.

use super::Broken;
use super::rows::text;
use crate::corpus::{Date, Document};

/// The place of a document among those that may repeat each other: the earliest first, undated ones
/// last, then by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The date of the document.
    pub date: Option<Date>,
    /// Its id.
    pub id: String,
}

impl Position {
    /// The position of a document.
    pub fn of(document: &Document) -> Position {
        Position { date: document.date, id: document.id.clone() }
    }

    /// Bytes in the order of positions: whether it is undated, year (from −32,768, highest byte first),
    /// month and day (0 for none), and the id.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = match self.date {
            Some(date) => {
                let [high, low] = (date.year() as u16 ^ 0x8000).to_be_bytes();
                vec![0, high, low, date.month().unwrap_or(0), date.day().unwrap_or(0)]
            }
            None => vec![1, 0, 0, 0, 0],
        };
        bytes.extend_from_slice(self.id.as_bytes());
        bytes
    }

    /// Reads what [`Position::bytes`] gives.
    ///
    /// # Errors
    /// If it gives nothing like it.
    pub fn read(bytes: &[u8]) -> Result<Position, Broken> {
        let Some((&[undated, high, low, month, day], id)) = bytes.split_first_chunk() else {
            return Err(Broken("a row holds no position of a document".into()));
        };
        let year = (u16::from_be_bytes([high, low]) ^ 0x8000) as i16;
        let some = |number: u8| (number > 0).then_some(number);
        let date = if undated == 0 { Date::new(year, some(month), some(day)) } else { None };
        Ok(Position { date, id: text(id)?.to_owned() })
    }
}

/// Several byte strings as one, in the order of the first, then of the second, and so on.
pub(super) fn tuple(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(parts.iter().map(|part| part.len() + 2).sum());
    for part in parts {
        for &byte in *part {
            bytes.push(byte);
            // An end is two zeros, so a zero inside is told apart from it.
            if byte == 0 {
                bytes.push(0xFF);
            }
        }
        bytes.extend([0, 0]);
    }
    bytes
}

/// Two byte strings as one that can be taken apart.
pub(super) fn lengthy([a, b]: [&[u8]; 2]) -> Vec<u8> {
    [&(a.len() as u64).to_be_bytes(), a, b].concat()
}

/// The two byte strings that [`lengthy`] put together.
pub(super) fn two(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_be_bytes(*length)).ok()?)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position() -> impl Strategy<Value = Position> {
        let date = (1000i16..3000, proptest::option::of(1u8..13), proptest::option::of(1u8..29));
        let date = proptest::option::of(date.prop_map(|(year, month, day)| {
            Date::new(year, month, day.filter(|_| month.is_some())).unwrap()
        }));
        (date, "[a\u{0}一]{0,3}").prop_map(|(date, id)| Position { date, id })
    }

    proptest! {
        #[test]
        fn bytes_sort_like_positions(a in position(), b in position()) {
            let key = |position: &Position| (position.date.is_none(), position.date, position.id.clone());
            prop_assert_eq!(a.bytes().cmp(&b.bytes()), key(&a).cmp(&key(&b)));
            prop_assert_eq!(Position::read(&a.bytes()).unwrap(), a);
        }

        #[test]
        fn tuples_sort_like_their_parts(a in parts(), b in parts()) {
            let bytes = |parts: &[Vec<u8>; 2]| tuple(&[&parts[0], &parts[1]]);
            prop_assert_eq!(bytes(&a).cmp(&bytes(&b)), a.cmp(&b));
        }
    }

    fn parts() -> impl Strategy<Value = [Vec<u8>; 2]> {
        let part = || proptest::collection::vec(prop_oneof![Just(0u8), Just(1), Just(255)], 0..4);
        (part(), part()).prop_map(|(a, b)| [a, b])
    }
}
