//! The page: one file that opens from disk, offline.

use super::data::Data;
use super::embed::{fill, json};
use super::{Lang, PageInput};

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
const WORDS: &str = include_str!("page/words.json");
/// In the order in which they build on each other.
const SCRIPTS: [&str; 9] = [
    include_str!("page/dom.js"),
    include_str!("page/table.js"),
    include_str!("page/chart.js"),
    include_str!("page/network.js"),
    include_str!("page/concordance.js"),
    include_str!("page/overview.js"),
    include_str!("page/formula.js"),
    include_str!("page/views.js"),
    include_str!("page/page.js"),
];

/// The page as one HTML file without any reference to another one.
///
/// All data stands in it as JSON, and its script shows it as text only, so that nothing from a
/// document can run. Of a large corpus it shows the leading rows and says so; the tables have the rest.
pub fn page(input: &PageInput<'_>) -> String {
    let data = json(&Data::of(input));
    let words: serde_json::Value = serde_json::from_str(WORDS).expect("words.json is part of tifa");
    let title = match input.lang {
        Lang::En => "Formulas and phrases · tifa",
        Lang::Zh => "提法报告 · tifa",
    };
    fill(
        TEMPLATE,
        &[
            ("lang", if input.lang == Lang::Zh { "zh-Hans" } else { "en" }),
            ("title", title),
            ("style", STYLE),
            ("words", &json(&words)),
            ("data", &data),
            ("script", &SCRIPTS.join("\n")),
        ],
    )
}
