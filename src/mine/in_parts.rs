//! The stages over documents in parts: however documents are parted and in whatever order what the
//! parts say is merged, the rows are those of the whole.

use std::num::NonZeroU32;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{
    CollocateOptions, Counted, Counter, Decision, Facts, Findings, Found, LeftOut, Looked,
    Observed, Options, OtherLabels, Plan, RowLists, Rows, Search, Seen, document_row,
};
use crate::corpus::{Corpus, Date, Document, Duplicates};
use crate::formula::{Candidate, Kind, observe};
use crate::progress::Silent;
use crate::tally::{PeriodLength, Reach, Window};
use crate::text::{Furniture, Text, Words};

static DICTIONARY: LazyLock<Words> = LazyLock::new(Words::new);

/// Date, source, text.
const TEXTS: [(&str, &str, &str); 10] = [
    (
        "2016-03-01",
        "县报",
        "县里规划路网。要落实“四个不摘”：不摘责任、不摘政策、不摘帮扶、不摘监管。\n责任编辑：某某",
    ),
    ("2017-05", "市报", "从“四纵四横”到“八纵八横”，路网越修越密。村民说“路通了”，“路通了”就好。"),
    ("2018-07-16", "县报", "各乡做到“六稳”，六稳工作抓得实。十三五规划写进了五大举措。"),
    ("2019", "", "推进三证合一：工商、税务、质监合一。“四个不摘”不放松，路网要管好。"),
    ("", "", "两不愁、三保障要落实，“两不愁\n三保障”是底线。“一带一路”驿站开门了。"),
    (
        "2020-01-01",
        "转载",
        "县里规划路网。要落实“四个不摘”：\n不摘责任、不摘政策、不摘帮扶、不摘监管。\n责任编辑：某某",
    ),
    ("2020-02-02", "", ""),
    (
        "2020-03-03",
        "市报",
        "落實「四個不摘」，做好「六穩」，四個不摘：不摘責任、不摘政策、不摘幫扶、不摘監管。",
    ),
    (
        "2020-03-04",
        "市报",
        "五大举措已经出台，一把手负责。“十三五”收官，“路通了”。\n责任编辑：某某",
    ),
    ("2021-12-31", " ", "“三证合一”就是工商、税务、质监合一；3证合一以后办事快了。"),
];

/// The documents in the order of their ids. Two networks of railways are written about alike, which
/// makes a lineage of them.
fn documents() -> Vec<Document> {
    let railway = |number: usize, name: &str| {
        let text = format!("公告说，“{name}”铁路网加快建设。沿线{name}高铁今天通车{number}条。");
        (format!("201{number}-06-07"), "铁路".to_string(), text)
    };
    let texts = TEXTS.map(|(date, source, text)| (date.into(), source.into(), text.into()));
    let old = (3..6).map(|number| railway(number, "四纵四横"));
    let new = (6..9).map(|number| railway(number, "八纵八横"));
    let document = |(number, (date, source, text)): (usize, (String, String, String))| Document {
        path: format!("{number}.txt"),
        date: Date::parse(&date),
        source: Some(source),
        ..Document::of_text(format!("{number:02}"), text)
    };
    texts.into_iter().chain(old).chain(new).enumerate().map(document).collect()
}

fn options(number: usize) -> Options {
    let count = |count| NonZeroU32::new(count).unwrap();
    let others = |quotes, watched: &str| OtherLabels {
        quotes,
        watched: vec![watched.to_string()],
        ..OtherLabels::default()
    };
    let base = Options { phrases: false, by_columns: vec!["source".into()], ..Options::default() };
    match number {
        0 => Options { others: others(Some(1), "路网"), ..base },
        1 => Options {
            collocates: Some(CollocateOptions { reach: Reach::Sentence, min_together: 1 }),
            windows: vec![Window::Sentences(count(2)), Window::Document],
            by: Some(PeriodLength::Month),
            include: vec![Kind::Period],
            ..base
        },
        _ => Options {
            collocates: None,
            duplicates: Duplicates::Report,
            others: others(None, "工商"),
            ..base
        },
    }
}

/// What comes back from another machine.
fn sent<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T) -> T {
    let written = serde_json::to_string(&value).unwrap();
    let read: T = serde_json::from_str(&written).unwrap();
    assert_eq!(read, value);
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
    read
}

/// Some mined documents on one machine.
struct Part<'a> {
    documents: Vec<&'a Document>,
    left_out: LeftOut,
    texts: Vec<(Text, Vec<Candidate>)>,
}

impl<'a> Part<'a> {
    fn of(documents: Vec<&'a Document>) -> Part<'a> {
        let originals: Vec<&str> = documents.iter().map(|own| own.text.as_str()).collect();
        let furniture = Furniture::of(&originals);
        let left_out = LeftOut::of(&furniture.pieces, |place| documents[place].id.as_str());
        let look = |(original, spans): (&&str, &Vec<_>)| {
            let text = Text::without(original, spans);
            let candidates = observe(&text, &DICTIONARY);
            (text, candidates)
        };
        let texts = originals.iter().zip(&furniture.spans).map(look).collect();
        Part { left_out: sent(left_out), texts, documents }
    }

    fn observed(&self) -> Observed {
        let shown = self.texts.iter().zip(&self.documents);
        let shown = shown.map(|((text, candidates), own)| (text, candidates.as_slice(), own.date));
        sent(Observed::of(shown))
    }

    fn counted(&self, decision: &Decision, plan: &Plan) -> Counted {
        let search = Search::new(decision);
        let find = |(text, candidates): &(Text, Vec<Candidate>)| {
            search.find(text, candidates, &DICTIONARY)
        };
        let found: Vec<Found> = self.texts.iter().map(find).collect();
        let seen: Vec<Seen<'_>> = (0..found.len())
            .map(|place| Seen {
                document: self.documents[place],
                text: &self.texts[place].0,
                mentions: &found[place].mentions,
                passed_over: &found[place].passed_over,
            })
            .collect();
        let counted = Counter::new(decision, plan, &DICTIONARY).count(&seen);
        Counted { tally: sent(counted.tally), ..counted }
    }
}

fn looked(documents: Vec<Document>, options: &Options) -> Looked {
    let corpus = Corpus { documents, ..Corpus::default() };
    Looked::at(corpus, options, &DICTIONARY, &Silent)
}

/// The rows by way of parts: `part_of` tells the part of each document, `order` the order of merging.
fn in_parts(part_of: &[usize], order: &[usize], options: &Options) -> (Facts, Rows) {
    let documents = documents();
    let duplicate_of = options.duplicates.among(&documents);
    let is_mined = |place: usize| options.duplicates.are_counted() || duplicate_of[place].is_none();
    let of_part = |part: usize| (0..documents.len()).filter(move |&place| part_of[place] == part);

    let facts = order.iter().map(|&part| {
        let mut facts = Facts::default();
        for place in of_part(part) {
            facts.add(&documents[place], duplicate_of[place].is_some(), is_mined(place));
        }
        sent(facts)
    });
    let facts = facts.fold(Facts::default(), Facts::merge);
    let parts: Vec<Part<'_>> = order
        .iter()
        .map(|&part| {
            let mined = of_part(part).filter(|&place| is_mined(place));
            Part::of(mined.map(|place| &documents[place]).collect())
        })
        .collect();
    let Observed { evidence, quotes } =
        parts.iter().map(Part::observed).fold(Observed::default(), Observed::merge);
    let decision = sent(Decision::of(&evidence, options, &DICTIONARY));
    let plan = sent(Plan::new(&decision, &facts, &quotes, &[], options));
    let counted = parts.iter().map(|part| part.counted(&decision, &plan));
    let counted = counted.reduce(|a, b| a.merge(b).unwrap()).unwrap();
    let left_out =
        parts.iter().fold(LeftOut::default(), |sum, part| sum.merge(part.left_out.clone()));

    let looked = looked(documents.clone(), options);
    let rows = |&part: &usize| {
        let rows = of_part(part).map(|place| {
            let mentions = looked.mined.binary_search(&place).ok();
            let mentions = mentions.map(|place| looked.mentions[place].as_slice());
            let first = duplicate_of[place].map(|first| looked.documents[first].id.as_str());
            document_row(&looked.documents[place], first, mentions)
        });
        rows.collect::<Vec<_>>()
    };
    let lists = RowLists {
        documents: order.iter().flat_map(rows).collect(),
        mentions: counted.mentions,
        expansions: counted.expansions,
        phrases: Vec::new(),
    };
    let findings = Findings {
        decision: &decision,
        plan: &plan,
        tally: &counted.tally,
        quotes: &quotes,
        left_out: &left_out,
    };
    (facts, Rows::from_findings(&findings, lists, options))
}

fn whole(options: &Options) -> (Facts, Rows) {
    let looked = looked(documents(), options);
    let rows = Rows::of(&looked, options, &DICTIONARY, &Silent);
    (looked.facts, rows)
}

static WHOLE: [LazyLock<(Facts, Rows)>; 3] = [
    LazyLock::new(|| whole(&options(0))),
    LazyLock::new(|| whole(&options(1))),
    LazyLock::new(|| whole(&options(2))),
];

#[test]
fn the_documents_fill_every_table() {
    let (facts, rows) = &*WHOLE[0];
    assert_eq!((facts.documents, facts.duplicates), (16, 1));
    let lengths = [
        rows.formulas.len(),
        rows.mentions.len(),
        rows.variants.len(),
        rows.expansions.len(),
        rows.quotes.len(),
        rows.cooccurrence.len(),
        rows.timeline.len(),
        rows.furniture.len(),
        rows.by_column.as_ref().map_or(0, Vec::len),
        rows.collocates.as_ref().map_or(0, Vec::len),
    ];
    assert!(lengths.iter().all(|&length| length > 0), "{lengths:?}");
    assert!(rows.formulas.iter().any(|row| row.kind == "period"), "nothing is passed over");
    for row in &rows.formulas {
        // 两不愁\n三保障 is spelt as 两不愁三保障 is: a line end is no spelling.
        let spellings = rows.variants.iter().filter(|variant| variant.formula == row.formula);
        assert_eq!(row.variants, spellings.count() as u64, "{}", row.formula);
    }
    assert!(rows.formulas.iter().any(|row| row.expansion_support.is_some_and(|n| n > 1)));
    let step = rows.lineages.iter().find(|row| row.formula == "八纵八横").unwrap();
    assert!(step.company.is_some() && step.said == Some(1), "{step:?}");
    assert!(WHOLE[2].1.lineages.iter().any(|row| row.company == step.company));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn parts_make_the_whole_in_any_order(
        part_of in proptest::collection::vec(0usize..4, 16),
        order in Just(vec![0, 1, 2, 3]).prop_shuffle(),
        number in 0usize..3,
    ) {
        let (facts, rows) = in_parts(&part_of, &order, &options(number));
        let (all_facts, all_rows) = &*WHOLE[number];
        prop_assert_eq!(&facts, all_facts);
        prop_assert_eq!(&rows, all_rows);
    }
}

#[test]
fn tallies_by_different_plans_do_not_merge() {
    let looked = looked(documents(), &options(0));
    let tally = |options: &Options| {
        let Looked { decision, facts, quotes, .. } = &looked;
        let plan = Plan::new(decision, facts, quotes, &[], options);
        looked.count(&Counter::new(decision, &plan, &DICTIONARY)).tally
    };
    let base = || options(0);
    let own = tally(&base());
    assert!(own.clone().merge(own.clone()).is_some());
    for other in [
        Options { by: Some(PeriodLength::Day), ..base() },
        Options { windows: vec![Window::Sentence], ..base() },
        Options { by_columns: Vec::new(), ..base() },
        Options { collocates: None, ..base() },
    ] {
        assert!(own.clone().merge(tally(&other)).is_none());
    }
}
