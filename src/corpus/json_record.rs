//! The wanted fields of JSON objects, picked out while they are parsed, so that nothing else is
//! ever copied.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::columns::{Columns, Wanted};
use super::problems::Place;
use super::record::{Contents, Origin, Record};

/// Reads one object into a record. Objects nested in it are looked into.
pub(super) struct RecordSeed<'c, 'r, 'de> {
    pub(super) columns: &'c Columns,
    pub(super) record: &'r mut Record<'de>,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let RecordSeed { columns, record } = self;
        deserializer.deserialize_map(Value { columns, record, depth: 0, wanted: None, list: None })
    }
}

/// Reads a whole file: every object in a list becomes a record of its own; the fields outside all
/// lists go into `envelope`.
pub(super) struct EnvelopeSeed<'c, 'r, 'de> {
    envelope: &'r mut Record<'de>,
    list: List<'c, 'r>,
}

/// Where the records of a list go.
struct List<'c, 'r> {
    origin: &'c Origin<'c>,
    contents: &'r mut Contents,
    /// How many records there were so far.
    number: u64,
}

impl<'c, 'r, 'de> EnvelopeSeed<'c, 'r, 'de> {
    pub(super) fn new(
        origin: &'c Origin<'c>,
        envelope: &'r mut Record<'de>,
        contents: &'r mut Contents,
    ) -> Self {
        EnvelopeSeed { envelope, list: List { origin, contents, number: 0 } }
    }
}

impl<'de> DeserializeSeed<'de> for EnvelopeSeed<'_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let EnvelopeSeed { envelope, mut list } = self;
        let columns = list.origin.columns;
        let list = Some(&mut list);
        let value = Value { columns, record: envelope, depth: 0, wanted: None, list };
        deserializer.deserialize_any(value)
    }
}

/// Any value inside a record.
struct Value<'c, 'r, 'l, 'de> {
    columns: &'c Columns,
    record: &'r mut Record<'de>,
    /// How many objects it is nested in.
    depth: u32,
    /// What its column is wanted for.
    wanted: Option<Wanted>,
    /// Outside all lists: where the records of a list go.
    list: Option<&'r mut List<'c, 'l>>,
}

impl<'de> Value<'_, '_, '_, 'de> {
    fn take(self, value: Cow<'de, str>) {
        if let Some(wanted) = self.wanted {
            self.record.take(wanted, self.depth, value);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_, '_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_, '_, '_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with columns")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<(), E> {
        self.take(Cow::Borrowed(value));
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        if self.wanted.is_some() {
            self.take(Cow::Owned(value.to_owned()));
        }
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.take(Cow::Borrowed(if value { "true" } else { "false" }));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.take(Cow::Owned(value.to_string()));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.take(Cow::Owned(value.to_string()));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.take(Cow::Owned(value.to_string()));
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Value { columns, record, depth, mut list, .. } = self;
        while let Some(key) = map.next_key_seed(Text)? {
            let wanted = columns.wanted(&key);
            map.next_value_seed(Value {
                columns,
                record: &mut *record,
                depth: depth + 1,
                wanted: (!wanted.is_nothing()).then_some(wanted),
                list: list.as_deref_mut(),
            })?;
        }
        Ok(())
    }

    /// A list of strings is a text by its paragraphs. A list of objects is a list of records,
    /// unless it belongs to a record.
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Value { columns, record, depth, wanted, mut list } = self;
        let mut paragraphs: Vec<Cow<'de, str>> = Vec::new();
        loop {
            let mut item = Record::new(columns);
            let mut names = KeyNames::default();
            let element = Element { columns, item: &mut item, names: &mut names };
            match seq.next_element_seed(element)? {
                None => break,
                Some(Kind::Text(text)) => paragraphs.push(text),
                Some(Kind::Object) => {
                    let Some(list) = list.as_deref_mut() else { continue };
                    list.number += 1;
                    let place = Place::Record(list.number);
                    let contents = &mut *list.contents;
                    if !list.origin.add_record(item, place, list.number, contents) {
                        contents.columns_without_text.get_or_insert(names.0);
                    }
                }
                Some(Kind::Other) => {}
            }
        }
        if let (Some(wanted), false) = (wanted, paragraphs.is_empty()) {
            record.take(wanted, depth, Cow::Owned(paragraphs.join("\n")));
        }
        Ok(())
    }
}

/// An element of a list.
struct Element<'c, 'i, 'de> {
    columns: &'c Columns,
    item: &'i mut Record<'de>,
    names: &'i mut KeyNames,
}

enum Kind<'de> {
    Text(Cow<'de, str>),
    Object,
    Other,
}

impl<'de> DeserializeSeed<'de> for Element<'_, '_, 'de> {
    type Value = Kind<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Kind<'de>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Element<'_, '_, 'de> {
    type Value = Kind<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Kind<'de>, E> {
        Ok(Kind::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_unit<E: Error>(self) -> Result<Kind<'de>, E> {
        Ok(Kind::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Kind<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Kind::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Kind<'de>, A::Error> {
        let Element { columns, item, names } = self;
        while let Some(key) = map.next_key_seed(Text)? {
            let wanted = columns.wanted(&key);
            map.next_value_seed(Value {
                columns,
                record: &mut *item,
                depth: 1,
                wanted: (!wanted.is_nothing()).then_some(wanted),
                list: None,
            })?;
            names.0.push(key.into_owned());
        }
        Ok(Kind::Object)
    }
}

/// A string, borrowed where it has no escapes.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}

/// Collects the keys of an object.
#[derive(Default)]
pub(super) struct KeyNames(pub(super) Vec<String>);

impl<'de> Visitor<'de> for &mut KeyNames {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key_seed(Text)? {
            self.0.push(key.into_owned());
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
