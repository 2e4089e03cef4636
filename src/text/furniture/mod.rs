//! Page furniture: what stands in a scraped document and is not of it. Repeated headers and footers,
//! link lists, credits, advertisements for downloads, spam that was put in place of names.
//!
//! There are two ways to know it: by its form (`form.rs`, `spam.rs`), and by standing at the edge of
//! many documents (`repeated.rs`). Only whole lines are furniture, spam apart, and never a line that
//! is a sentence, so that little can go wrong; and whatever is left out is listed.

mod form;
mod line;
mod repeated;
mod spam;
mod word_set;

use std::cmp::Reverse;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Span;
use form::known_forms;
use line::lines;
use repeated::{ShortLine, of_document, short_lines};

pub use repeated::{Places, RepeatedLines};

/// How furniture was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FurnitureForm {
    /// The path to the page, links to its neighbours, a search box.
    Navigation,
    /// A list of links under a heading such as 相关阅读 ("related reading"), with the heading.
    Links,
    /// Who edited the page, when it was put up, from where it was taken.
    Credit,
    /// An invitation to download, to scan or to follow.
    Advertisement,
    /// Copyright and licence numbers.
    Copyright,
    /// What a forum puts round a post.
    Forum,
    /// The name of a gambling site, put in place of other names.
    Spam,
    /// A line that stands at the edge of several documents.
    Repeated,
}

impl FurnitureForm {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            FurnitureForm::Navigation => "navigation",
            FurnitureForm::Links => "links",
            FurnitureForm::Credit => "credit",
            FurnitureForm::Advertisement => "advertisement",
            FurnitureForm::Copyright => "copyright",
            FurnitureForm::Forum => "forum",
            FurnitureForm::Spam => "spam",
            FurnitureForm::Repeated => "repeated",
        }
    }
}

/// One text that is furniture, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FurniturePiece {
    /// The text, without white space at its ends.
    pub text: String,
    /// How it was recognised.
    pub form: FurnitureForm,
    /// In how many documents it was left out.
    pub documents: u64,
    /// In how many places it was left out.
    pub places: u64,
    /// The first document it was left out of, as an index into the documents.
    pub first: usize,
}

/// The furniture of a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Furniture {
    /// For each document the stretches of its original text to leave out, in order, apart from each
    /// other and without line ends.
    pub spans: Vec<Vec<Span>>,
    /// What was left out: most places first, then by text.
    pub pieces: Vec<FurniturePiece>,
}

impl Furniture {
    /// Nothing to leave out of so many documents.
    pub fn none(documents: usize) -> Furniture {
        Furniture { spans: vec![Vec::new(); documents], pieces: Vec::new() }
    }

    /// Finds the furniture of documents, given by their original texts.
    pub fn of(texts: &[&str]) -> Furniture {
        let pages: Vec<Page> = texts.par_iter().map(|text| Page::of(text)).collect();
        let repeated = RepeatedLines::among(pages.iter().map(|page| page.short.as_slice()));
        Furniture::of_pages(texts, pages, &repeated)
    }

    /// Finds the furniture of some documents of a corpus of which it is known which lines repeat.
    pub fn with(texts: &[&str], repeated: &RepeatedLines) -> Furniture {
        let pages = texts.par_iter().map(|text| Page::of(text)).collect();
        Furniture::of_pages(texts, pages, repeated)
    }

    fn of_pages(texts: &[&str], pages: Vec<Page>, repeated: &RepeatedLines) -> Furniture {
        let found: Vec<Vec<(Span, FurnitureForm)>> =
            pages.into_par_iter().map(|page| page.furniture(repeated)).collect();
        let pieces = pieces(texts, &found);
        let spans =
            found.into_iter().map(|found| found.into_iter().map(|(span, _)| span).collect());
        Furniture { spans: spans.collect(), pieces }
    }
}

/// The short lines of a document, each once, by their hashes: what is added up over all documents to
/// know which lines are furniture by repetition. White space in them is not looked at.
pub fn short_line_places(text: &str) -> Vec<(u64, Places)> {
    of_document(&short_lines(&lines(text))).collect()
}

/// What one document says of its furniture.
struct Page {
    /// What is known by its form, in order.
    known: Vec<(Span, FurnitureForm)>,
    short: Vec<ShortLine>,
}

impl Page {
    fn of(text: &str) -> Page {
        let lines = lines(text);
        let short = short_lines(&lines);
        // The names of gambling sites begin with Latin letters, which most documents do without.
        let latin = text.bytes().fold(false, |latin, byte| latin | byte.is_ascii_alphabetic());
        let mut known = Vec::new();
        for (line, form) in lines.iter().zip(known_forms(&lines)) {
            match form {
                Some(form) => known.push((line.span(), form)),
                None if latin => {
                    let spam = spam::spam(line).into_iter();
                    known.extend(spam.map(|span| (span, FurnitureForm::Spam)));
                }
                None => {}
            }
        }
        Page { known, short }
    }

    /// All furniture of the document, in order.
    fn furniture(self, repeated: &RepeatedLines) -> Vec<(Span, FurnitureForm)> {
        let mut found = self.known;
        // A line that is furniture by its form stays what it is ...
        let known = |line: &Span| {
            let place = found.binary_search_by_key(line, |&(span, _)| span);
            place.is_ok_and(|place| found[place].1 != FurnitureForm::Spam)
        };
        let mut lines: Vec<Span> =
            repeated.at_the_edges(&self.short).filter(|line| !known(line)).collect();
        lines.sort_unstable();
        // ... and of one with spam in it all is left out.
        found.retain(|&(span, _)| {
            let after = lines.partition_point(|line| line.start <= span.start);
            !after.checked_sub(1).is_some_and(|line| lines[line].contains(span))
        });
        found.extend(lines.into_iter().map(|line| (line, FurnitureForm::Repeated)));
        found.sort_unstable_by_key(|&(span, _)| span);
        found
    }
}

fn pieces(texts: &[&str], found: &[Vec<(Span, FurnitureForm)>]) -> Vec<FurniturePiece> {
    let mut by_text: FxHashMap<(&str, FurnitureForm), usize> = FxHashMap::default();
    let mut pieces: Vec<FurniturePiece> = Vec::new();
    let mut last: Vec<usize> = Vec::new();
    for (document, (text, found)) in texts.iter().zip(found).enumerate() {
        let mut slices = Slices::of(text);
        for &(span, form) in found {
            let slice = slices.slice(span);
            let index = *by_text.entry((slice, form)).or_insert_with(|| {
                let text = slice.to_owned();
                pieces.push(FurniturePiece {
                    text,
                    form,
                    documents: 0,
                    places: 0,
                    first: document,
                });
                last.push(usize::MAX);
                pieces.len() - 1
            });
            pieces[index].places += 1;
            if last[index] != document {
                last[index] = document;
                pieces[index].documents += 1;
            }
        }
    }
    pieces.sort_by(|a, b| {
        let key = |piece: &FurniturePiece| (Reverse(piece.places), piece.form);
        key(a).cmp(&key(b)).then_with(|| a.text.cmp(&b.text))
    });
    pieces
}

/// Ascending spans of characters as slices of a string.
struct Slices<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Slices<'a> {
    fn of(text: &'a str) -> Slices<'a> {
        Slices { rest: text, at: 0 }
    }

    fn slice(&mut self, span: Span) -> &'a str {
        self.advance(span.start as usize);
        self.advance(span.end as usize)
    }

    /// The stretch up to the character `to`.
    fn advance(&mut self, to: usize) -> &'a str {
        let characters = to.saturating_sub(self.at);
        let bytes = self.rest.char_indices().nth(characters).map_or(self.rest.len(), |(at, _)| at);
        let (before, rest) = self.rest.split_at(bytes);
        (self.rest, self.at) = (rest, to);
        before
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

    use super::*;

    fn left_out(text: &str) -> Vec<(String, &'static str)> {
        let furniture = Furniture::of(&[text]);
        let mut slices = Slices::of(text);
        let spans = furniture.spans[0].iter();
        spans
            .map(|&span| slices.slice(span).to_owned())
            .map(|text| {
                let piece = furniture.pieces.iter().find(|piece| piece.text == text);
                (text, piece.unwrap().form.name())
            })
            .collect()
    }

    #[test]
    fn a_scraped_page_keeps_its_article() {
        let page = "当前位置：首页 > 要闻\n\n县里落实“四个不摘”\n发布时间：2020-07-16 来源：县报\n\n\
            县里开会，要求落实“四个不摘”。\n会议还谈到春耕。\n责任编辑：某某\n　扫描二维码下载客户端 \n\
            相关阅读\n\n“五个一”工程怎样办\n一张图看懂“六稳”\n\n版权所有 某某网";
        let expected = [
            ("当前位置：首页 > 要闻", "navigation"),
            ("发布时间：2020-07-16 来源：县报", "credit"),
            ("责任编辑：某某", "credit"),
            ("扫描二维码下载客户端", "advertisement"),
            ("相关阅读", "links"),
            ("“五个一”工程怎样办", "links"),
            ("一张图看懂“六稳”", "links"),
            ("版权所有 某某网", "copyright"),
        ];
        assert_eq!(left_out(page), expected.map(|(text, form)| (text.to_owned(), form)));
    }

    #[test]
    fn spam_in_a_sentence_goes_and_the_sentence_stays() {
        let page =
            "xyzbet某某体育官网的群众说好。全县的体育事业、体育彩票都好，xyzbet某某体育官网也好。";
        let spam = "xyzbet某某体育官网".to_owned();
        assert_eq!(left_out(page), [(spam.clone(), "spam"), (spam, "spam")]);
    }

    #[test]
    fn lines_at_the_edge_of_many_documents_are_furniture_and_sentences_are_not() {
        let page = |n: u32| {
            format!(
                "乡镇动态一览\n第{n}号通知\n第{n}个村修好了路。\n春耕备耕\n第{n}个村办了学校。\n\
                 春耕备耕\n参加会见。\n本页由某某中心制作"
            )
        };
        let pages: Vec<String> = (0..6).map(page).collect();
        let texts: Vec<&str> = pages.iter().map(String::as_str).collect();
        let furniture = Furniture::of(&texts);
        let found: Vec<(&str, u64)> =
            furniture.pieces.iter().map(|piece| (piece.text.as_str(), piece.documents)).collect();
        // 春耕备耕 stands in the midst too.
        assert_eq!(found, [("乡镇动态一览", 6), ("本页由某某中心制作", 6)]);
        assert!(Furniture::of(&texts[..4]).pieces.is_empty(), "four pages are no pattern");
    }

    #[test]
    fn a_heading_of_links_in_the_midst_takes_only_its_list() {
        let page = "第一段说修路。\n相关链接\n甲县修路\n乙县修路\n\n正文又开始\n第二段说建桥。";
        let links = ["相关链接", "甲县修路", "乙县修路"];
        assert_eq!(left_out(page), links.map(|text| (text.to_owned(), "links")));
    }

    proptest! {
        #[test]
        fn spans_are_in_order_apart_and_hold_no_line_end(
            pages in proptest::collection::vec(
                "([一二修路。\n]|\n|相关阅读|责任编辑：|ag亚体育app|体育官网|当前位置| |　|\r){0,20}", 0..8)
        ) {
            let texts: Vec<&str> = pages.iter().map(String::as_str).collect();
            let furniture = Furniture::of(&texts);
            prop_assert_eq!(furniture.spans.len(), texts.len());
            for (text, spans) in texts.iter().zip(&furniture.spans) {
                let chars: Vec<char> = text.chars().collect();
                for pair in spans.windows(2) {
                    prop_assert!(pair[0].end <= pair[1].start);
                }
                for span in spans {
                    prop_assert!(!span.is_empty());
                    prop_assert!(!chars[span.range()].contains(&'\n'));
                }
            }
            // Counted one by one, parts of the corpus have the same furniture as the whole.
            let mut counts: BTreeMap<u64, Places> = BTreeMap::new();
            for (hash, places) in texts.iter().rev().flat_map(|text| short_line_places(text)) {
                counts.entry(hash).or_default().add(places);
            }
            let repeated = counts.into_iter().filter(|(_, places)| places.is_furniture());
            let repeated = RepeatedLines::with(repeated.map(|(hash, _)| hash));
            let (a, b) = texts.split_at(texts.len() / 3);
            let parts = [a, b].map(|texts| Furniture::with(texts, &repeated).spans).concat();
            prop_assert_eq!(&parts, &furniture.spans);
            let places: u64 = furniture.pieces.iter().map(|piece| piece.places).sum();
            prop_assert_eq!(places, furniture.spans.iter().map(|spans| spans.len() as u64).sum::<u64>());
        }
    }
}
