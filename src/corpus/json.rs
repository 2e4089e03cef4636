//! JSON Lines, and JSON that holds a list of records.

use rayon::prelude::*;
use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny};

use super::format::Format;
use super::json_record::{EnvelopeSeed, KeyNames, RecordSeed};
use super::problems::Place;
use super::record::{Contents, Origin, Record, too_large};

/// How much text one task parses.
const CHUNK: usize = 1 << 20;

/// Reads records, whether they stand one to a line or in a list: the ending of a file often names
/// the wrong one of the two. `cut` says that the text breaks off in its last line.
pub(super) fn read_json(text: &str, cut: bool, origin: &Origin<'_>) -> Contents {
    if is_lines(text, origin.file.format == Format::JsonLines) {
        read_lines(text, cut, origin)
    } else {
        read_list(text, origin)
    }
}

/// Whether every line is a value of its own. The first line decides, unless it is broken itself;
/// the ending of the file says what an only line is.
fn is_lines(text: &str, only_line: bool) -> bool {
    let text = text.trim_start();
    if text.starts_with('[') {
        return false;
    }
    let whole = |text| serde_json::from_str::<IgnoredAny>(text).is_ok();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if whole(first) {
        return only_line || !rest.trim_start().is_empty();
    }
    !whole(text) && rest.lines().take(100).any(whole)
}

/// One record to a line, read in parallel.
fn read_lines(text: &str, cut: bool, origin: &Origin<'_>) -> Contents {
    let text = match memchr::memrchr(b'\n', text.as_bytes()) {
        // What an archive breaks off in the middle of is no record.
        Some(end) if cut => &text[..=end],
        _ => text,
    };
    let read = |(line, chunk): (u64, &str)| read_chunk(chunk, line, origin);
    let parts: Vec<Contents> = chunks(text).into_par_iter().map(read).collect();
    let mut all = Contents::default();
    all.documents.reserve_exact(parts.iter().map(|part| part.documents.len()).sum());
    parts.into_iter().for_each(|part| all.merge(part));
    all
}

/// A text in parts of whole lines, each with the number of its first line.
fn chunks(text: &str) -> Vec<(u64, &str)> {
    let mut chunks: Vec<&str> = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let least = start + CHUNK.min(text.len() - start) - 1;
        let end = memchr::memchr(b'\n', &text.as_bytes()[least..]);
        let end = end.map_or(text.len(), |at| least + at + 1);
        chunks.push(&text[start..end]);
        start = end;
    }
    let lines = |chunk: &&str| memchr::memchr_iter(b'\n', chunk.as_bytes()).count() as u64;
    let lines: Vec<u64> = chunks.par_iter().map(lines).collect();
    let mut first = 1;
    let numbered = chunks.into_iter().zip(lines).map(|(chunk, lines)| {
        first += lines;
        (first - lines, chunk)
    });
    numbered.collect()
}

fn read_chunk(chunk: &str, first_line: u64, origin: &Origin<'_>) -> Contents {
    let mut contents = Contents::default();
    for (line, number) in lines(chunk).zip(first_line..) {
        if line.trim().is_empty() {
            continue;
        }
        let place = Place::Line(number);
        if line.len() as u64 > origin.document_bytes {
            contents.problems.broken(place, too_large(origin.document_bytes));
            continue;
        }
        let mut record = Record::new(origin.columns);
        let seed = RecordSeed { columns: origin.columns, record: &mut record };
        let mut json = serde_json::Deserializer::from_str(line);
        match seed.deserialize(&mut json).and_then(|()| json.end()) {
            Ok(()) => {
                if !origin.add_record(record, place, number, &mut contents) {
                    contents.columns_without_text.get_or_insert_with(|| key_names(line));
                }
            }
            Err(error) => {
                let reason = format!("{}; the line is left out", describe(&error));
                contents.problems.broken(place, reason);
            }
        }
    }
    contents
}

/// The lines of a text without their ends, found faster than [`str::lines`] does; the last may be empty.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = &text[start..end];
        start = end + 1;
        line.strip_suffix('\r').unwrap_or(line)
    })
}

fn key_names(record: &str) -> Vec<String> {
    let mut names = KeyNames::default();
    // Only called with what has just been parsed.
    let _ = serde_json::Deserializer::from_str(record).deserialize_map(&mut names);
    names.0
}

/// A list of records, an object that holds one under some key, or an object that is a record.
fn read_list(text: &str, origin: &Origin<'_>) -> Contents {
    let mut list = Contents::default();
    let mut envelope = Record::new(origin.columns);
    let seed = EnvelopeSeed::new(origin, &mut envelope, &mut list);
    let mut json = serde_json::Deserializer::from_str(text);
    let ended = seed.deserialize(&mut json).and_then(|()| json.end());
    if list.documents.is_empty() {
        // An object without a list of texts may be a text itself.
        let mut single = Contents::default();
        origin.add_record(envelope, Place::Record(1), 1, &mut single);
        // Of broken JSON the error says more than the lack of a text.
        let lacks_text = ended.is_ok() && list.columns_without_text.is_none();
        if !single.documents.is_empty() || lacks_text {
            single.columns_without_text = Some(key_names(text));
            list = single;
        }
    }
    if let Err(error) = ended {
        let read = list.documents.len();
        let reason = format!("{}; the {read} documents before it are read", describe(&error));
        list.problems.note(Some(format!("line {}", error.line())), reason);
    }
    list
}

/// What is wrong and in which column, without the line that serde_json counts from the start of
/// what it was given.
fn describe(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    format!("not valid JSON ({message}, at byte {} of the line)", error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_numbers_in_parts() {
        let text = "甲乙丙丁\r\n\n戊\n".repeat(CHUNK / 6) + "己";
        let parts = chunks(&text);
        assert!(parts.len() > 2);
        let numbered = parts.into_iter().flat_map(|(first, part)| (first..).zip(part.lines()));
        assert!(numbered.eq((1..).zip(text.lines())));
    }

    #[test]
    fn lines_come_without_their_ends() {
        let found = |text| lines(text).collect::<Vec<&str>>();
        assert_eq!(found("甲\n乙\r\n\n丙"), ["甲", "乙", "", "丙"]);
        assert_eq!(found("甲\r\n"), ["甲", ""]);
    }
}
