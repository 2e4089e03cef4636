//! Bytes to text: which encoding a whole file is in, and what in it could not be decoded.

use std::borrow::Cow;

use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use super::plausible::{chinese_score, is_plausible_utf16};

/// A file as text.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// The name in the Encoding Standard.
    pub(super) encoding: &'static str,
    /// What is not valid in that encoding and was replaced by U+FFFD.
    pub(super) damage: Option<Damage>,
}

/// Bytes that are not valid in the encoding of the rest.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// How many stretches of bytes were replaced.
    pub(super) stretches: usize,
    /// Where the first of them begins, in bytes from 0, if the decoder tells.
    pub(super) first_byte: Option<usize>,
}

/// Why bytes are no text.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum NotText {
    #[error("it is {0}, not text; {1}")]
    Known(&'static str, &'static str),
    #[error("it holds binary data (a zero byte at byte {0}), not text")]
    Binary(usize),
    #[error("it is in UTF-32; save it as UTF-8")]
    Utf32,
    #[error("it is neither UTF-8, UTF-16, GB18030 (GBK) nor Big5; save it as UTF-8")]
    UnknownEncoding,
}

/// The name of an encoding in the Encoding Standard, as documents have it, if there is such an encoding.
pub fn encoding_name(name: &str) -> Option<&'static str> {
    Encoding::for_label(name.as_bytes()).map(Encoding::name)
}

/// Decodes a whole file: byte order mark, else valid UTF-8, else nearly valid UTF-8, else the
/// likelier of UTF-16, GB18030 (which includes GBK) and Big5.
///
/// UTF-8 comes first because hardly any text in another encoding is valid UTF-8 by chance. All
/// other decisions look at the whole file: the first screen of a page is often plain ASCII.
///
/// `declared` is the encoding that the file claims to be in. It is believed only where the bytes
/// leave a choice, for it is often wrong.
pub(super) fn decode<'a>(
    bytes: &'a [u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded<'a>, NotText> {
    if let Some((what, remedy)) = known_binary(bytes) {
        return Err(NotText::Known(what, remedy));
    }
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(NotText::Utf32);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decode_as(encoding, bytes, mark));
    }
    let zeros = memchr::memchr_iter(0, bytes).count();
    let utf8 = simdutf8::basic::from_utf8(bytes);
    if zeros == 0
        && let Ok(text) = utf8
    {
        return Ok(Decoded { text: Cow::Borrowed(text), encoding: UTF_8.name(), damage: None });
    }
    // UTF-16 without a mark: Latin letters and line ends have a zero byte, Han hardly ever.
    for encoding in [UTF_16LE, UTF_16BE] {
        if is_plausible_utf16(bytes, encoding == UTF_16BE) {
            return Ok(decode_as(encoding, bytes, 0));
        }
    }
    // A stray zero byte happens in scraped text; many mean that this is no text.
    if zeros > 1 + bytes.len() / 1000 {
        return Err(NotText::Binary(memchr::memchr(0, bytes).unwrap_or(0)));
    }
    if utf8.is_ok() || is_damaged_utf8(bytes) {
        return Ok(decode_as(UTF_8, bytes, 0));
    }
    let encoding = legacy_encoding(bytes, declared).ok_or(NotText::UnknownEncoding)?;
    // GB18030 has a byte order mark too, though hardly any program writes it.
    let mark = if bytes.starts_with(&[0x84, 0x31, 0x95, 0x33]) { 4 } else { 0 };
    Ok(decode_as(encoding, bytes, mark))
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], mark: usize) -> Decoded<'a> {
    let body = &bytes[mark..];
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let damage = damaged.then(|| damage(encoding, body, mark, &text));
    Decoded { text, encoding: encoding.name(), damage }
}

fn damage(encoding: &'static Encoding, body: &[u8], mark: usize, text: &str) -> Damage {
    let mut first_byte = None;
    let mut decoder = encoding.new_decoder_without_bom_handling();
    if let Some(length) = decoder.max_utf8_buffer_length_without_replacement(body.len()) {
        let mut sink = String::with_capacity(length);
        let (result, read) = decoder.decode_to_string_without_replacement(body, &mut sink, true);
        if let encoding_rs::DecoderResult::Malformed(bad, after) = result {
            first_byte = Some(mark + read.saturating_sub(usize::from(bad) + usize::from(after)));
        }
    }
    Damage { stretches: text.matches('\u{FFFD}').count(), first_byte }
}

/// Whether bytes that are not valid UTF-8 are UTF-8 for all but a few stretches.
///
/// GBK or Big5 hardly ever form a valid multi-byte sequence of UTF-8, let alone fifty for each
/// invalid one. One invalid stretch is forgiven to a short text that a download cut off.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut invalid, mut multibyte) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        invalid += usize::from(!chunk.invalid().is_empty());
        multibyte += chunk.valid().chars().filter(|c| c.len_utf8() >= 3).count();
    }
    multibyte >= 3 && invalid <= 1 + multibyte / 50
}

/// GB18030 or Big5, if the bytes decode to Chinese in one of them.
///
/// `chardetng` knows far more encodings and errs towards them on short text, so it only breaks ties
/// between the two that Chinese text is really found in.
fn legacy_encoding(bytes: &[u8], declared: Option<&'static Encoding>) -> Option<&'static Encoding> {
    let score =
        |encoding: &'static Encoding| chinese_score(&encoding.decode_without_bom_handling(bytes).0);
    let (gb, big5) = match (score(GB18030), score(BIG5)) {
        (Some(gb), Some(big5)) => (gb, big5),
        (Some(_), None) => return Some(GB18030),
        (None, Some(_)) => return Some(BIG5),
        (None, None) => return None,
    };
    let declared = declared.map(|declared| if declared == GBK { GB18030 } else { declared });
    if declared == Some(GB18030) && 2 * gb >= big5 {
        return Some(GB18030);
    }
    if declared == Some(BIG5) && 2 * big5 >= gb {
        return Some(BIG5);
    }
    if gb != big5 {
        return Some(if gb > big5 { GB18030 } else { BIG5 });
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny);
    Some(if guess == BIG5 { BIG5 } else { GB18030 })
}

/// Files that are no text at all, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const SAVE_AS_TEXT: &str = "save its text as a .txt file in UTF-8";
    const KNOWN: [(&[u8], &str, &str); 13] = [
        (b"%PDF-", "a PDF", "extract its text, for example with pdftotext"),
        (b"PK\x03\x04", "a zip archive or an Office file", SAVE_AS_TEXT),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Word or Excel file", SAVE_AS_TEXT),
        (b"{\\rtf", "a rich text (RTF) file", SAVE_AS_TEXT),
        (b"\x1F\x8B\x08", "compressed with gzip", "give its name the ending .gz"),
        (b"\x28\xB5\x2F\xFD", "compressed with zstd", "give its name the ending .zst"),
        (b"\xFD7zXZ\x00", "compressed with xz", "unpack it first"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", "unpack it first"),
        (b"Rar!\x1A\x07", "a RAR archive", "unpack it first"),
        (b"PAR1", "a Parquet file", "convert it to .csv or .jsonl"),
        (b"\x89PNG\r\n\x1A\n", "a picture (PNG)", "leave it out"),
        (b"\xFF\xD8\xFF", "a picture (JPEG)", "leave it out"),
        (b"GIF8", "a picture (GIF)", "leave it out"),
    ];
    let (_, what, remedy) = KNOWN.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some((what, remedy))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, GB18030};
    use proptest::prelude::{Just, ProptestConfig, any, prop_assert_eq, prop_oneof, proptest};
    use proptest::strategy::Strategy;

    use super::{NotText, decode};

    /// A short text in our own words: 30 characters, as a record of a list might have.
    const SIMPLIFIED: &str = "村里修好了三条路，大家都说方便。会上定下两件事，年底前一定办完。";
    const TRADITIONAL: &str = "村裡修好了三條路，大家都說方便。會上定下兩件事，年底前一定辦完。";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    fn name_and_text(bytes: &[u8]) -> (&'static str, String) {
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.damage, None);
        (decoded.encoding, decoded.text.into_owned())
    }

    #[test]
    fn tells_encodings_apart() {
        for text in [SIMPLIFIED, TRADITIONAL] {
            let gb = GB18030.encode(text).0;
            assert_eq!(name_and_text(&gb), ("gb18030", text.to_owned()));
            assert_eq!(name_and_text(text.as_bytes()), ("UTF-8", text.to_owned()));
            let little = utf16(text, u16::to_le_bytes);
            assert_eq!(name_and_text(&little), ("UTF-16LE", text.to_owned()));
            let big = utf16(text, u16::to_be_bytes);
            assert_eq!(name_and_text(&big), ("UTF-16BE", text.to_owned()));
        }
        let big5 = BIG5.encode(TRADITIONAL).0;
        assert_eq!(name_and_text(&big5), ("Big5", TRADITIONAL.to_owned()));
    }

    #[test]
    fn byte_order_marks_decide_and_vanish() {
        let marked = format!("\u{FEFF}{SIMPLIFIED}");
        for bytes in [
            marked.as_bytes().to_vec(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            GB18030.encode(&marked).0.into_owned(),
        ] {
            assert_eq!(name_and_text(&bytes).1, SIMPLIFIED);
        }
        assert_eq!(decode(b"\xFF\xFE\0\0\x2D\x4E\0\0", None).unwrap_err(), NotText::Utf32);
    }

    #[test]
    fn ascii_and_nothing_are_utf8() {
        assert_eq!(name_and_text(b""), ("UTF-8", String::new()));
        assert_eq!(name_and_text(b"plain\n"), ("UTF-8", "plain\n".to_owned()));
    }

    #[test]
    fn looks_at_the_whole_file() {
        let mut bytes = "<p>nothing but markup</p>\n".repeat(4000).into_bytes();
        bytes.extend_from_slice(&GB18030.encode(SIMPLIFIED).0);
        assert_eq!(decode(&bytes, None).unwrap().encoding, "gb18030");
    }

    #[test]
    fn a_damaged_download_stays_utf8() {
        let mut bytes = SIMPLIFIED.repeat(20).into_bytes();
        bytes[31] = 0xFF;
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        let damage = decoded.damage.unwrap();
        assert_eq!(damage.first_byte, Some(30));
        assert!(damage.stretches >= 1);

        let cut = &SIMPLIFIED.as_bytes()[..SIMPLIFIED.len() - 1];
        let decoded = decode(cut, None).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert_eq!(decoded.damage.unwrap().first_byte, Some(cut.len() - 2));
    }

    #[test]
    fn damaged_gb18030_is_read_and_said() {
        let mut bytes = GB18030.encode(&SIMPLIFIED.repeat(20)).0.into_owned();
        bytes[40] = 0xFF;
        let decoded = decode(&bytes, None).unwrap();
        assert_eq!(decoded.encoding, "gb18030");
        assert_eq!(decoded.damage.unwrap().first_byte, Some(40));
        assert!(decoded.text.starts_with("村里修好了三条路"));
    }

    #[test]
    fn a_declared_encoding_decides_only_between_likely_ones() {
        let gb = GB18030.encode(SIMPLIFIED).0;
        for declared in [Some(BIG5), Some(encoding_rs::WINDOWS_1252), Some(encoding_rs::GBK)] {
            assert_eq!(decode(&gb, declared).unwrap().text, SIMPLIFIED);
        }
        // Two characters alone leave the choice open.
        let big5 = BIG5.encode("橋樑").0;
        assert_eq!(decode(&big5, Some(BIG5)).unwrap().text, "橋樑");
        assert_ne!(decode(&big5, Some(GB18030)).unwrap().text, "橋樑");
    }

    #[test]
    fn a_stray_zero_byte_does_not_make_text_binary() {
        let text = format!("{}\0{}", SIMPLIFIED.repeat(10), SIMPLIFIED.repeat(10));
        assert_eq!(name_and_text(text.as_bytes()), ("UTF-8", text));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert!(matches!(decode(b"%PDF-1.7\n", None), Err(NotText::Known("a PDF", _))));
        assert!(matches!(decode(b"PK\x03\x04\x14\0", None), Err(NotText::Known(..))));
        assert_eq!(decode(&[7, 0, 0, 0, 9, 0, 0, 0, 1], None).unwrap_err(), NotText::Binary(1));
        let noise: Vec<u8> = (0..4000u32).map(|i| 0x80 | (i * i * 31 / 7) as u8).collect();
        assert_eq!(decode(&noise, None).unwrap_err(), NotText::UnknownEncoding);
    }

    fn sentence_of(characters: &'static str) -> impl Strategy<Value = String> {
        let characters: Vec<char> = characters.chars().collect();
        proptest::collection::vec(proptest::sample::select(characters), 30..120)
            .prop_map(String::from_iter)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_order_of_ordinary_words_comes_back(
            simplified in sentence_of(SIMPLIFIED),
            traditional in sentence_of(TRADITIONAL),
        ) {
            let gb = GB18030.encode(&simplified).0;
            prop_assert_eq!(&*decode(&gb, None).unwrap().text, &simplified);
            let gb = GB18030.encode(&traditional).0;
            prop_assert_eq!(&*decode(&gb, None).unwrap().text, &traditional);
            let big5 = BIG5.encode(&traditional).0;
            prop_assert_eq!(&*decode(&big5, None).unwrap().text, &traditional);
            let little = utf16(&simplified, u16::to_le_bytes);
            prop_assert_eq!(&*decode(&little, None).unwrap().text, &simplified);
            let big = utf16(&traditional, u16::to_be_bytes);
            prop_assert_eq!(&*decode(&big, None).unwrap().text, &traditional);
        }

        #[test]
        fn never_panics(
            bytes in prop_oneof![
                proptest::collection::vec(any::<u8>(), 0..200),
                proptest::collection::vec(0x80u8.., 0..200),
                Just(vec![0xFF, 0xFE]),
            ],
        ) {
            let _ = decode(&bytes, None);
        }
    }
}
