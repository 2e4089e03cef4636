//! Title, date and source of a page, from its metadata or from what it shows.

use super::blocks::Block;
use super::tree::{NodeId, Tree};
use crate::corpus::Date;
use crate::corpus::byline::{Byline, LINE, is_labelled};

/// What a page says about itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) source: Option<String>,
}

/// Names of `<meta>` elements, the surest first.
const TITLE_NAMES: [&str; 3] = ["articletitle", "og:title", "twitter:title"];
const DATE_NAMES: [&str; 11] = [
    "pubdate",
    "publishdate",
    "publishtime",
    "publish-date",
    "article:published_time",
    "og:published_time",
    "og:release_date",
    "dc.date.issued",
    "datepublished",
    "date",
    "firstpublishedtime",
];
const SOURCE_NAMES: [&str; 5] = ["contentsource", "source", "mediaid", "og:site_name", "author"];

/// Collects the facts. `blocks` is everything that the page shows.
pub(super) fn facts(tree: &Tree, blocks: &[Block]) -> Facts {
    let mut metas: Vec<(String, &str)> = Vec::new();
    let mut times: Vec<&str> = Vec::new();
    let mut headings: Vec<NodeId> = Vec::new();
    let mut titles: Vec<NodeId> = Vec::new();
    for (node, element) in tree.elements() {
        match element.tag() {
            "meta" => {
                let name = ["name", "property", "itemprop"]
                    .into_iter()
                    .find_map(|name| element.attribute(name));
                if let (Some(name), Some(value)) = (name, element.attribute("content"))
                    && !value.trim().is_empty()
                {
                    metas.push((name.to_ascii_lowercase(), value));
                }
            }
            "time" => times.extend(element.attribute("datetime")),
            "h1" => headings.push(node),
            "title" => titles.push(node),
            _ => {}
        }
    }
    let meta = |names: &'static [&'static str]| {
        names.iter().filter_map(|wanted| {
            metas.iter().find(|(name, _)| name == wanted).map(|&(_, value)| value)
        })
    };
    let text = |node: &NodeId| one_line(&tree.text_of(*node));
    let heading = headings.iter().map(text).find(|heading| !heading.is_empty());
    let window = titles.first().map(text).filter(|title| !title.is_empty());
    let title = match (heading, window) {
        // A heading that the window's title repeats is the article's, not the site's.
        (Some(heading), Some(window)) if window.contains(&heading) => Some(heading),
        (Some(heading), None) => Some(heading),
        (_, window) => meta(&TITLE_NAMES).next().map(one_line).or(window.map(without_site)),
    };
    let mut dates = meta(&DATE_NAMES).chain(times);
    let date = dates.find_map(|date| Date::parse(date).or_else(|| Date::find_day(date)));
    let lines = blocks.iter().map(|block| block.text().into());
    let labelled = Byline::among(lines);
    let source = labelled.source.or_else(|| meta(&SOURCE_NAMES).next().map(one_line));
    Facts { title, date: date.or(labelled.date), source: source.filter(|name| !name.is_empty()) }
}

/// Whether a short block tells about the article instead of being part of it:
/// `发布时间：2011-06-23 来源：本报`.
pub(super) fn is_byline(block: &Block) -> bool {
    let text = block.text();
    is_labelled(&text) || text.chars().count() < LINE && Date::parse(&text).is_some()
}

/// A window's title without the name of the site behind it: `标题_频道_网站`, `标题 - 网站`.
fn without_site(title: String) -> String {
    let cuts = ["_", "|", "｜", " - ", "--", "-中国", " – "];
    let end = cuts.iter().filter_map(|cut| title.find(cut)).min();
    match end.map(|end| title[..end].trim()) {
        Some(head) if head.chars().count() >= 5 => head.to_owned(),
        _ => title,
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
