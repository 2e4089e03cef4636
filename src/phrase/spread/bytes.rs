//! Values as bytes, for the way from one machine to another: numbers as in LEB128, the short ones in one
//! byte; floating-point numbers by their bits.

use crate::corpus::Date;

/// Bytes that stand for no such value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "bytes that are no {0}: hand over what `to_bytes` gave, unchanged, from the same version of tifa"
)]
pub struct Malformed(pub(super) &'static str);

#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    pub(super) fn float(&mut self, number: f32) {
        self.bytes.extend(number.to_bits().to_le_bytes());
    }

    pub(super) fn date(&mut self, date: Option<Date>) {
        let one = |date: Date| {
            let (month, day) = (date.month().unwrap_or(0), date.day().unwrap_or(0));
            let year = (i64::from(date.year()) - i64::from(i16::MIN)) as u64;
            1 + (year << 9 | u64::from(month) << 5 | u64::from(day))
        };
        self.number(date.map_or(0, one));
    }

    /// Symbols that fill 16 bits, and where characters stand that do not.
    pub(super) fn symbols(&mut self, symbols: &[u16], astral: &[(u32, char)]) {
        self.number(symbols.len() as u64);
        self.bytes.extend(symbols.iter().flat_map(|symbol| symbol.to_le_bytes()));
        self.number(astral.len() as u64);
        for &(place, character) in astral {
            self.number(place.into());
            self.number(u32::from(character).into());
        }
    }
}

pub(super) struct Reader<'a> {
    rest: &'a [u8],
    malformed: Malformed,
}

type Symbols = (Vec<u16>, Vec<(u32, char)>);

impl<'a> Reader<'a> {
    /// Reads what stands for `what`.
    pub(super) fn new(bytes: &'a [u8], what: &'static str) -> Reader<'a> {
        Reader { rest: bytes, malformed: Malformed(what) }
    }

    /// Stops the reading unless the condition holds.
    pub(super) fn check(&self, holds: bool) -> Result<(), Malformed> {
        if holds { Ok(()) } else { Err(self.malformed) }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(self.malformed)?;
        self.rest = rest;
        Ok(taken)
    }

    pub(super) fn number(&mut self) -> Result<u64, Malformed> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.take(1)?[0];
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.malformed)
    }

    pub(super) fn small(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.number()?).map_err(|_| self.malformed)
    }

    pub(super) fn character(&mut self) -> Result<char, Malformed> {
        char::from_u32(self.small()?).ok_or(self.malformed)
    }

    pub(super) fn float(&mut self) -> Result<f32, Malformed> {
        let bits = self.take(4)?.try_into().map_err(|_| self.malformed)?;
        Ok(f32::from_bits(u32::from_le_bytes(bits)))
    }

    pub(super) fn date(&mut self) -> Result<Option<Date>, Malformed> {
        let Some(date) = self.number()?.checked_sub(1) else { return Ok(None) };
        let some = |number: u64| (number > 0).then_some(number as u8);
        let year = i16::try_from((date >> 9) as i64 + i64::from(i16::MIN));
        let year = year.map_err(|_| self.malformed)?;
        let date = Date::new(year, some(date >> 5 & 0xF), some(date & 0x1F));
        date.map(Some).ok_or(self.malformed)
    }

    /// Symbols that begin and end with an edge, and those that do not fill 16 bits.
    pub(super) fn symbols(&mut self) -> Result<Symbols, Malformed> {
        let length = self.small()?;
        let bytes = self.take((length as usize).saturating_mul(2))?;
        let symbol = |bytes: &[u8]| u16::from_le_bytes([bytes[0], bytes[1]]);
        let symbols: Vec<u16> = bytes.chunks_exact(2).map(symbol).collect();
        let is_edge = |symbol: Option<&u16>| symbol.is_none_or(super::extract::is_edge);
        self.check(is_edge(symbols.first()) && is_edge(symbols.last()))?;
        self.check(symbols.iter().all(super::extract::is_symbol))?;
        let number = self.small()?;
        let mut astral = Vec::new();
        for _ in 0..number {
            let (place, character) = (self.small()?, self.character()?);
            let earlier = astral.last().map_or(0, |&(earlier, _): &(u32, char)| earlier);
            let inside = place > earlier && place < length - 1;
            self.check(inside && u32::from(character) > 0xFFFF)?;
            astral.push((place, character));
        }
        Ok((symbols, astral))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn numbers_and_dates_come_back(number: u64, year: i16, month in 0..13u8, day in 0..32u8) {
            let some = |number: u8| (number > 0).then_some(number);
            let date = Date::new(year, some(month), some(day));
            let mut writer = Writer::default();
            writer.number(number);
            writer.date(date);
            let mut reader = Reader::new(&writer.bytes, "test");
            prop_assert_eq!(reader.number(), Ok(number));
            prop_assert_eq!(reader.date(), Ok(date));
            prop_assert!(reader.is_at_end());
        }
    }
}
