//! All stages in one process, on parts of made-up documents, against the miner.

use std::collections::BTreeMap;

use super::*;
use crate::corpus::{Corpus, Date, Document, duplicates};
use crate::mine::{Decision, Mined, Options, Plan};
use crate::progress::Silent;
use crate::text::{Places, Words, short_line_places};

/// Rows in parts, as a cluster holds them.
type Parts = Vec<Rows>;

/// Runs a stage on each part alone.
fn map(name: &str, known: &[u8], parts: &Parts) -> Parts {
    parts
        .iter()
        .map(|part| {
            let mut stage = stage(name, known).unwrap();
            let mut out = Rows::default();
            for row in part.iter() {
                stage.take(row, &mut out).unwrap();
            }
            stage.finish(&mut out).unwrap();
            out
        })
        .collect()
}

/// Brings the rows of each key together, in order, and spreads keys over so many parts.
fn shuffle(parts: &Parts, count: usize) -> Parts {
    let mut spread: Vec<Vec<Row<'_>>> = vec![Vec::new(); count];
    for row in parts.iter().flat_map(Rows::iter) {
        let hash = row.key.iter().fold(7usize, |hash, &byte| hash * 31 % 65_537 + byte as usize);
        spread[hash % count].push(row);
    }
    let sorted = spread.into_iter().map(|mut rows| {
        rows.sort_unstable();
        let mut part = Rows::default();
        rows.iter().for_each(|row| part.push(row.key, row.order, row.value));
        part
    });
    sorted.collect()
}

/// Brings requests to documents; with `every`, documents without a request come too.
fn join(documents: &Parts, requests: &Parts, every: bool) -> Parts {
    let joined = documents.iter().map(|part| {
        let mut out = Rows::default();
        for document in part.iter() {
            let of_it = requests.iter().flat_map(Rows::iter).filter(|row| row.key == document.key);
            let mut any = false;
            for request in of_it {
                out.push(document.key, request.value, document.value);
                any = true;
            }
            if every && !any {
                out.push(document.key, b"", document.value);
            }
        }
        out
    });
    joined.collect()
}

fn union(a: Parts, b: Parts) -> Parts {
    a.into_iter().chain(b).collect()
}

/// What each document repeats, by id.
fn marks(documents: &Parts, parts: usize) -> Parts {
    let reduce = |name: &str, rows: &Parts| map(name, b"", &shuffle(rows, parts));
    let plain = |name: &str, rows: &Parts| map(name, b"", rows);
    let requests = reduce("same fingerprint", &plain("fingerprints", documents));
    let texts = plain("text by fingerprint", &join(documents, &requests, false));
    let exact = reduce("same text", &texts);

    let meeting = reduce("meeting", &plain("bands", &join(documents, &exact, true)));
    let pairs = reduce("pairs", &meeting);
    let alike = reduce("alike", &plain("text by pair", &join(documents, &pairs, false)));
    let near = reduce("near-duplicates", &alike);
    reduce("original", &plain("following", &union(exact, near)))
}

/// The hashes of the lines that repeat.
fn repeated_lines(documents: &Parts, parts: usize) -> Vec<u64> {
    let counts = map("lines", b"", documents);
    let lines = map("repeated lines", b"", &shuffle(&counts, parts));
    let hash = |row: Row<'_>| u64::from_be_bytes(row.key.try_into().unwrap());
    lines.iter().flat_map(Rows::iter).map(hash).collect()
}

/// The rows of `phrases`.
fn phrases_of_parts(mined: &Parts, parts: usize, known: &mut Known) -> Rows {
    let sketches = map("census", &known.to_bytes(), mined);
    let (mut censuses, mut others) = (Rows::default(), Rows::default());
    for row in sketches.iter().flat_map(Rows::iter) {
        let to = if row.key == b"census" { &mut censuses } else { &mut others };
        to.push(row.key, row.order, row.value);
    }
    let census = map("merge censuses", b"", &vec![censuses]);
    known.census = census[0].iter().next().unwrap().value.to_vec();
    known.phrase_ranges = phrase_ranges(&known.census, parts + 1).unwrap();
    let pairs = map("reprints", b"", &shuffle(&vec![others], parts));
    let first = map("first prints", b"", &shuffle(&pairs, parts));
    let extracts = map("extracts", &known.to_bytes(), &join(mined, &first, true));
    let found = map("search range", &known.to_bytes(), &shuffle(&extracts, parts));
    map("rank phrases", &known.to_bytes(), &shuffle(&found, 1)).remove(0)
}

/// The rows of all tables, by table, in their order, each as (table, row).
fn tables_of_parts(documents: &Parts, parts: usize, options: &Options) -> Vec<(String, String)> {
    let marked = join(documents, &marks(documents, parts), true);
    let mined = |row: &Row<'_>| row.order.is_empty();
    let unmarked = |part: &Rows| {
        let mut kept = Rows::default();
        part.iter().filter(mined).for_each(|row| kept.push(row.key, row.order, row.value));
        kept
    };
    let mined: Parts = marked.iter().map(unmarked).collect();
    let repeated = repeated_lines(&mined, parts);
    let mut known = Known {
        repeated_lines: Some(repeated),
        min_count: options.min_count.to_string(),
        ..Known::default()
    };
    let phrases = phrases_of_parts(&mined, parts, &mut known);
    let whole = |parts: &Parts, name: &str| {
        let halves = shuffle(&map(name, b"", parts), 2);
        map(name, b"", &shuffle(&halves, 1)).remove(0)
    };
    let looks = whole(&map("first look", &known.to_bytes(), &marked), "merge first looks");
    let value = |key: &[u8]| looks.iter().find(|row| row.key == key).unwrap().value;
    let FirstLook { facts, evidence } = FirstLook::from_bytes(value(b"look")).unwrap();
    let quotes = quotes_from_bytes(value(b"quotes")).unwrap();
    known.decision = Decision::of(&evidence, options, &Words::new());
    known.plan = Some(Plan::new(&known.decision, &facts, &quotes, &[], options));
    let counted = map("count", &known.to_bytes(), &marked);
    let (mut tallies, mut tables) = (Rows::default(), Rows::default());
    for row in counted.iter().flat_map(Rows::iter) {
        let to = if row.key == b"tally" { &mut tallies } else { &mut tables };
        to.push(row.key, row.order, row.value);
    }
    let mut others = Tabulate::default();
    for row in whole(&vec![tallies], "merge tallies").iter().chain(looks.iter()) {
        if row.key != b"look" {
            others.take(row).unwrap();
        }
    }
    in_order(&vec![tables, phrases, others.finish(&known, options).unwrap()])
}

/// Rows of tables in the order of key and order, as (table, row).
fn in_order(parts: &Parts) -> Vec<(String, String)> {
    let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let sorted = shuffle(parts, 1);
    sorted[0].iter().map(|row| (string(row.key), string(row.value))).collect()
}

fn document(id: usize, date: &str, text: String) -> Document {
    Document {
        id: format!("d{id:04}"),
        path: format!("made-up.jsonl:{id}"),
        title: (!id.is_multiple_of(3)).then(|| format!("第{id}号")),
        date: Date::parse(date),
        date_from: Date::parse(date).map(|_| crate::corpus::FoundIn::Record),
        source: (!id.is_multiple_of(2)).then(|| "县报".to_owned()),
        source_from: (!id.is_multiple_of(2)).then_some(crate::corpus::FoundIn::Record),
        metadata: vec![("column".to_owned(), (id % 5).to_string())],
        encoding: "UTF-8",
        text,
    }
}

/// Documents with copies, near-copies, footers that repeat, and one that is far longer than the rest.
fn made_up() -> Vec<Document> {
    let sentence = |n: usize| format!("第{n}个村修好了{}里路，聚焦“两不愁三保障”。", n % 17);
    let body = |seed: usize, length: usize| -> String {
        (0..length).map(|n| sentence(seed * 1009 + n * n)).collect()
    };
    let mut documents = Vec::new();
    for id in 0..140usize {
        let seed = id % 20;
        let text = match id / 20 {
            0 => format!("本报讯　{}\n县报编辑部", body(seed, 20)),
            1 => format!("{}\n\n县报编辑部", body(seed, 20)),
            2 => body(seed, 20).replace('。', "。\n"),
            3 => "要闻回顾\n".to_owned() + &body(seed, 3),
            4 => body(seed, 20),
            5 => format!("要闻回顾\n{}", body(id, 8)),
            _ => format!("短讯{}", id % 4),
        };
        let date = match id % 5 {
            0 => String::new(),
            1 => "2019".to_owned(),
            _ => format!("2019-{:02}-{:02}", 1 + id % 3, 1 + id % 28),
        };
        documents.push(document(id, &date, text));
    }
    documents.push(document(9000, "2019-01-02", body(9, 4000)));
    documents
}

/// The documents in parts: every third part is empty if there are many.
fn parts_of(documents: &[Document], count: usize) -> Parts {
    let mut parts: Parts = (0..count).map(|_| Rows::default()).collect();
    for (index, document) in documents.iter().enumerate() {
        let part = (index * 7) % count;
        let part = if count > 3 && part.is_multiple_of(3) { part + 1 } else { part };
        parts[part].push(document.id.as_bytes(), b"", &pack(document));
    }
    parts
}

#[test]
fn documents_are_read_as_they_were_written() {
    for document in made_up() {
        assert_eq!(unpack(&pack(&document)).unwrap(), document);
    }
    assert!(unpack(b"{").is_err());
}

#[test]
fn any_parts_have_the_duplicates_of_the_whole() {
    let documents = made_up();
    let expected: Vec<(String, String)> = documents
        .iter()
        .zip(duplicates(&documents))
        .filter_map(|(document, of)| Some((document.id.clone(), documents[of?].id.clone())))
        .collect();
    assert!(expected.len() > 30, "{}", expected.len());
    for count in [1, 2, 7] {
        let found = marks(&parts_of(&documents, count), count);
        let string = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let mut found: Vec<(String, String)> = found
            .iter()
            .flat_map(Rows::iter)
            .map(|row| (string(row.key), string(row.value)))
            .collect();
        found.sort();
        assert_eq!(found, expected, "{count} parts");
    }
}

#[test]
fn any_parts_have_the_repeated_lines_of_the_whole() {
    let documents = made_up();
    let mut expected: BTreeMap<u64, Places> = BTreeMap::new();
    for (hash, places) in documents.iter().flat_map(|document| short_line_places(&document.text)) {
        expected.entry(hash).or_default().add(places);
    }
    expected.retain(|_, places| places.is_furniture());
    let expected: Vec<u64> = expected.into_keys().collect();
    for count in [1, 2, 7] {
        let mut hashes = repeated_lines(&parts_of(&documents, count), count);
        hashes.sort_unstable();
        assert_eq!(hashes, expected, "{count} parts");
    }
    assert!(!expected.is_empty());
}

#[test]
fn any_parts_have_the_tables_of_the_whole() {
    let documents = made_up();
    let options = Options { by_columns: vec!["column".into()], ..Options::default() };
    let corpus = Corpus { documents: documents.clone(), ..Corpus::default() };
    let mined = Mined::of(corpus, &options, &Silent).unwrap();
    let expected = in_order(&vec![counting::pushed(&mined.rows)]);
    for table in
        ["formulas", "mentions", "furniture", "by_column", "collocates", "quotes", "phrases"]
    {
        assert!(expected.iter().any(|(name, _)| name == table), "{table} has no row");
    }
    for count in [1, 2, 7] {
        let found = tables_of_parts(&parts_of(&documents, count), count, &options);
        assert_eq!(found.len(), expected.len(), "{count} parts");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{count} parts");
        }
    }
}
