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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Date;
    use crate::formula::{Kind, Pattern};
    use crate::table::{DocumentRow, FormulaRow, MentionRow, OmissionEntry, Run, TimelineRow};

    /// The page of these rows, everything else empty.
    fn page_of(
        documents: &[DocumentRow],
        mentions: &[MentionRow],
        formulas: &[FormulaRow],
        timeline: &[TimelineRow],
        run: &Run,
    ) -> String {
        page(&PageInput {
            lang: Lang::En,
            run,
            documents,
            mentions,
            formulas,
            variants: &[],
            expansions: &[],
            lineages: &[],
            quotes: &[],
            phrases: &[],
            cooccurrence: &[],
            collocates: &[],
            timeline,
            bursts: &[],
        })
    }

    #[test]
    fn an_empty_report_has_a_page() {
        let page = page_of(&[], &[], &[], &[], &Run::default());
        assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
        assert!(!page.contains("{{"), "the template is not filled");
    }

    #[test]
    fn nothing_read_stands_in_the_page_as_markup() {
        let hostile = "</script><img src=x onerror=alert(1)>\u{2028}".to_string();
        let document = DocumentRow {
            document: hostile.clone(),
            title: Some(hostile.clone()),
            source: Some(hostile.clone()),
            ..DocumentRow::default()
        };
        let formula = FormulaRow { formula: hostile.clone(), mentions: 1, ..Default::default() };
        let mention = MentionRow {
            document: hostile.clone(),
            formula: hostile.clone(),
            left: hostile.clone(),
            ..MentionRow::default()
        };
        let omission = OmissionEntry { path: hostile.clone(), place: None, reason: hostile };
        let run = Run { omissions: vec![omission], ..Run::default() };
        let page = page_of(&[document], &[mention], &[formula], &[], &run);
        assert!(!page.contains("<img") && !page.contains('\u{2028}'));
        // The words, the data and the script itself.
        assert_eq!(page.matches("</script>").count(), 3);
    }

    #[test]
    fn a_large_corpus_makes_a_page_below_15_megabytes() {
        let name = |number: usize| format!("{number}个提法的名称");
        let context = || "上下文二十字上下文二十字上下文二十字字字".to_string();
        let documents: Vec<_> = (0..40_000)
            .map(|number| DocumentRow {
                document: format!("archive/2020/07/16/{number:06}"),
                path: format!("archive/2020/07/16/{number:06}.txt"),
                title: Some("一篇标题写得很长的报道：关于某地某年某项工作的进展".to_string()),
                date: Date::new(2020, Some(7), Some(16)),
                source: Some("某某日报".to_string()),
                mentions: Some(5),
                ..DocumentRow::default()
            })
            .collect();
        let formulas: Vec<_> = (0..50_000)
            .map(|number| FormulaRow {
                formula: name(number),
                kind: "classified",
                mentions: 100,
                expansion: vec!["第一项内容".to_string(); 4],
                evidence: vec!["quoted in the text +3.0".to_string(); 4],
                ..FormulaRow::default()
            })
            .collect();
        let mentions: Vec<_> = (0..200_000)
            .map(|number| MentionRow {
                document: documents[number / 5].document.clone(),
                formula: name(number % 2_000),
                surface: name(number % 2_000),
                left: context(),
                right: context(),
                ..MentionRow::default()
            })
            .collect();
        let page = page_of(&documents, &mentions, &formulas, &[], &Run::default());
        assert!(page.len() < 15_000_000, "{} bytes", page.len());
        assert!(page.contains(r#""total":50000"#), "what is left out is not said");
    }

    #[test]
    fn every_word_of_the_page_is_there_in_both_languages() {
        let words: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(WORDS).unwrap();
        for (key, word) in &words {
            for lang in ["en", "zh"] {
                assert!(word[lang].as_str().is_some_and(|word| !word.is_empty()), "{key} {lang}");
            }
        }
        let kinds = Kind::ALL.iter().map(|kind| kind.name());
        for value in kinds.chain(Pattern::ALL.iter().map(|pattern| pattern.name())) {
            assert!(words.contains_key(value), "no word for {value}");
        }
        for script in SCRIPTS {
            assert!(!script.contains("</script"), "the script would end itself");
            for (_, rest) in script.match_indices("say(\"").map(|(at, _)| script.split_at(at + 5)) {
                let (key, after) = rest.split_once('"').unwrap();
                // What is put together (`"col." + key`) is checked in the browser.
                assert!(words.contains_key(key) || after.starts_with(" +"), "no word {key}");
            }
        }
    }
}
