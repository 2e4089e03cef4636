//! Word's `.docx`: a zip archive whose `word/document.xml` holds the paragraphs. Headers, footers, notes
//! and comments are files of their own in it and are left aside, and so is what was deleted.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use zip::ZipArchive;

use super::Limits;

/// The text, a line a paragraph.
///
/// # Errors
/// In words, if it is no such file, or one that is damaged or larger than the limits allow.
pub(super) fn read_docx(bytes: &[u8], limits: &Limits) -> Result<String, String> {
    const NO_WORD_FILE: &str =
        "it is no whole Word file (.docx); open it in Word and save it anew, or as text";
    let failed = |_| NO_WORD_FILE.to_owned();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let part = archive.by_name("word/document.xml").map_err(failed)?;
    let mut xml = String::new();
    let most = limits.document_bytes;
    part.take(most + 1).read_to_string(&mut xml).map_err(|_| NO_WORD_FILE.to_owned())?;
    if xml.len() as u64 > most {
        return Err(format!("its text is larger than {} MiB; split it", most >> 20));
    }
    paragraphs(&xml).ok_or_else(|| NO_WORD_FILE.to_owned())
}

/// The characters of all `w:t`, with the ends of paragraphs and lines; none if the XML is broken.
fn paragraphs(xml: &str) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::new();
    let mut in_text = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => in_text = tag.local_name().as_ref() == "t",
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "br" | "cr" => text.push('\n'),
                "tab" => text.push('\t'),
                _ => {}
            },
            Event::Text(found) if in_text => text.push_str(&found.xml10_content()),
            Event::GeneralRef(found) if in_text => text.extend(character(&found)),
            Event::End(tag) => {
                in_text = false;
                if tag.local_name().as_ref() == "p" {
                    text.push('\n');
                }
            }
            Event::Eof => return Some(text),
            _ => {}
        }
    }
}

/// What an entity stands for; XML has five, and numbers.
fn character(found: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = found.resolve_char_ref() {
        return Some(character);
    }
    let name: &str = found.as_ref();
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn docx(body: &str) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("word/document.xml", options).unwrap();
        let xml = format!(
            r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
        );
        archive.write_all(xml.as_bytes()).unwrap();
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn paragraphs_are_lines_and_runs_are_joined() {
        let file = docx(
            "<w:p><w:r><w:t>落实“四个</w:t></w:r><w:del><w:r><w:delText>都</w:delText></w:r></w:del>\
             <w:r><w:t>不摘”。</w:t></w:r></w:p><w:p><w:r><w:t>A &amp; B&#12290;</w:t><w:br/>\
             <w:t>完</w:t></w:r></w:p>",
        );
        let text = read_docx(&file, &Limits::default()).unwrap();
        assert_eq!(text, "落实“四个不摘”。\nA & B。\n完\n");
    }

    #[test]
    fn what_is_no_word_file_is_refused_wherever_it_breaks_off() {
        let file = docx("<w:p><w:r><w:t>落实“四个不摘”。</w:t></w:r></w:p>");
        for cut in 0..file.len() {
            assert!(read_docx(&file[..cut], &Limits::default()).is_err(), "{cut}");
        }
        let small = Limits { document_bytes: 10, ..Limits::default() };
        assert!(read_docx(&file, &small).unwrap_err().contains("split it"));
    }
}
