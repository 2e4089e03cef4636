//! The data files hold what they promise: known formulas and word lists that are sorted, unique and well formed,
//! and a sample corpus that is all there and can be read.

use std::{fs, path::PathBuf};

fn data(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(path)
}

fn read(path: &str) -> String {
    let path = data(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Fails at the first entry that is not greater, in code-point order, than the one before it.
fn assert_sorted_and_unique<T: AsRef<str>>(name: &str, entries: &[T]) {
    for pair in entries.windows(2) {
        let (before, after) = (pair[0].as_ref(), pair[1].as_ref());
        assert!(before < after, "{name}: {after} must not stand after {before}");
    }
}

fn is_han(c: char) -> bool {
    // The basic block only: it holds no compatibility ideographs, so what passes is NFC.
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

mod formulas {
    use super::{assert_sorted_and_unique, data, is_han};
    use tifa::formula::canonical;

    struct Row {
        formula: String,
        kind: String,
        expansion: Vec<String>,
        first_year: String,
        note: String,
    }

    fn rows() -> Vec<Row> {
        let mut reader =
            csv::Reader::from_path(data("formulas.csv")).expect("data/formulas.csv can be opened");
        let header = reader.headers().expect("data/formulas.csv has a header").clone();
        assert_eq!(header, vec!["formula", "kind", "expansion", "first_year", "note"]);
        reader
            .records()
            .map(|record| {
                let record = record.expect("every row of data/formulas.csv is well formed");
                Row {
                    formula: record[0].to_owned(),
                    kind: record[1].to_owned(),
                    expansion: record[2]
                        .split('|')
                        .filter(|item| !item.is_empty())
                        .map(str::to_owned)
                        .collect(),
                    first_year: record[3].to_owned(),
                    note: record[4].to_owned(),
                }
            })
            .collect()
    }

    /// The numbers that a label names, one for each unbroken run of numerals; 双 and 两 stand alone.
    fn numbers(label: &str) -> Vec<usize> {
        let (mut numbers, mut total, mut digit, mut inside) = (Vec::new(), 0, 0, false);
        for c in label.chars().chain(['\n']) {
            let unit = match c {
                '十' => 10,
                '百' => 100,
                '千' => 1_000,
                '万' => 10_000,
                _ => 0,
            };
            if unit > 0 {
                total += digit.max(1) * unit;
                (digit, inside) = (0, true);
            } else if let Some(value) = "零一二三四五六七八九".chars().position(|d| d == c)
            {
                (digit, inside) = (value, true);
            } else if let Some(value) = c.to_digit(10) {
                (digit, inside) = (digit * 10 + value as usize, true);
            } else {
                if inside {
                    numbers.push(total + digit);
                }
                (total, digit, inside) = (0, 0, false);
                if c == '两' || c == '双' {
                    numbers.push(2);
                }
            }
        }
        numbers
    }

    #[test]
    fn numbers_of_labels_are_read() {
        assert_eq!(numbers("十四个坚持"), [14]);
        assert_eq!(numbers("两不愁三保障"), [2, 3]);
        assert_eq!(numbers("双一流"), [2, 1]);
        assert_eq!(numbers("2+26"), [2, 26]);
        assert_eq!(numbers("老三篇"), [3]);
    }

    #[test]
    fn are_sorted_and_unique() {
        let rows = rows();
        assert!(rows.len() >= 320, "only {} known formulas", rows.len());
        let labels: Vec<_> = rows.iter().map(|row| &row.formula).collect();
        assert_sorted_and_unique("formulas.csv", &labels);
    }

    #[test]
    fn are_canonical_and_simplified() {
        for Row { formula, expansion, .. } in rows() {
            // Separators, white space, marks and full-width forms are none of these.
            let odd = |c: char| !(is_han(c) || c.is_ascii_alphanumeric() || c == '+');
            assert_eq!(formula.chars().find(|&c| odd(c)), None, "{formula} is not canonical");
            assert_eq!(canonical(&formula), formula);
            for item in expansion {
                let han: String = item.chars().filter(|&c| is_han(c)).collect();
                assert_eq!(canonical(&han), han, "{formula}: {item} is not simplified");
            }
        }
    }

    #[test]
    fn have_the_kind_that_their_shape_shows() {
        for Row { formula, kind, .. } in rows() {
            let starts_with_number =
                formula.starts_with(|c: char| "一二两双三四五六七八九十百千万多".contains(c));
            match kind.as_str() {
                "sum" => assert!(formula.contains('+'), "{formula} adds nothing up"),
                "inner" => assert!(!starts_with_number, "{formula} begins with its numeral"),
                "chained" => assert!(
                    starts_with_number && (numbers(&formula).len() > 1 || formula.contains('多')),
                    "{formula} has one numeral only"
                ),
                "classified" | "bare" => {
                    assert!(starts_with_number, "{formula} does not begin with a numeral")
                }
                other => panic!("{formula}: {other} is not a kind of formula"),
            }
        }
    }

    #[test]
    fn have_as_many_items_as_their_numerals_say() {
        for Row { formula, expansion, .. } in
            rows().into_iter().filter(|row| !row.expansion.is_empty())
        {
            let numbers = numbers(&formula);
            let (sum, largest) =
                (numbers.iter().sum::<usize>(), *numbers.iter().max().expect("a numeral"));
            assert!(
                expansion.len() == sum || expansion.len() == largest,
                "{formula} has {} items, not {sum} or {largest}: {expansion:?}",
                expansion.len()
            );
            assert!(expansion.iter().all(|item| item.trim() == item), "{formula}: {expansion:?}");
        }
    }

    #[test]
    fn have_a_plausible_year_and_a_note() {
        for Row { formula, first_year, note, .. } in rows() {
            assert!(!note.is_empty(), "{formula} says not what it is for");
            if !first_year.is_empty() {
                let year: u16 = first_year
                    .parse()
                    .unwrap_or_else(|_| panic!("{formula}: {first_year} is no year"));
                assert!((1900..=2024).contains(&year), "{formula}: {year}");
            }
        }
    }
}

mod sample {
    use super::data;
    use serde_json::Value;
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    /// A document of the sample, as it was written.
    struct Document {
        date: String,
        source: String,
        text: String,
    }

    /// The one file that is not in UTF-8.
    const GB18030: &str = "2014-05-16-three-stricts";

    fn collect_pages(folder: &Path, documents: &mut BTreeMap<String, Document>) {
        for entry in fs::read_dir(folder).expect("the folders of data/sample can be read") {
            let path = entry.expect("an entry").path();
            let kind = path.extension().and_then(|extension| extension.to_str());
            if path.is_dir() {
                collect_pages(&path, documents);
            } else if let Some("txt" | "md") = kind {
                let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
                let bytes = fs::read(&path).expect("a page can be read");
                let encoding =
                    if stem == GB18030 { encoding_rs::GB18030 } else { encoding_rs::UTF_8 };
                let (text, _, malformed) = encoding.decode(&bytes);
                assert!(!malformed, "{stem} is not in {}", encoding.name());
                let year = folder.file_name().expect("a folder").to_string_lossy();
                assert!(stem.starts_with(&*year), "{stem} stands in the folder {year}");
                let document = Document {
                    date: stem[..10].to_owned(),
                    source: "in the text".to_owned(),
                    text: text.into_owned(),
                };
                assert!(documents.insert(stem.clone(), document).is_none(), "{stem} stands twice");
            } else {
                let name = path.file_name().and_then(|name| name.to_str());
                assert!(matches!(name, Some("news.jsonl" | "reports.csv")), "{}", path.display());
            }
        }
    }

    fn documents() -> BTreeMap<String, Document> {
        let mut documents = BTreeMap::new();
        collect_pages(&data("sample"), &mut documents);
        let news = fs::read_to_string(data("sample/news.jsonl")).expect("the news can be read");
        let news = news.lines().map(|line| {
            let record: BTreeMap<String, String> = serde_json::from_str(line).expect("a record");
            record
        });
        let reports = csv::Reader::from_path(data("sample/reports.csv"))
            .expect("the reports can be read")
            .into_deserialize::<BTreeMap<String, String>>()
            .map(|record| record.expect("every report is well formed"))
            .collect::<Vec<_>>();
        for mut record in news.chain(reports) {
            let mut take = |name: &str| {
                record.remove(name).unwrap_or_else(|| panic!("a record without {name}"))
            };
            let (id, title) = (take("id"), take("title"));
            assert!(!title.is_empty(), "{id} has no title");
            let document =
                Document { date: take("date"), source: take("source"), text: take("text") };
            assert!(documents.insert(id.clone(), document).is_none(), "{id} stands twice");
        }
        documents
    }

    #[test]
    fn is_all_there() {
        let documents = documents();
        assert!(documents.len() >= 48, "only {} documents", documents.len());
        let years: BTreeSet<&str> =
            documents.values().map(|document| &document.date[..4]).collect();
        let wanted: Vec<String> = (2012..=2024).map(|year| year.to_string()).collect();
        assert_eq!(years.into_iter().collect::<Vec<_>>(), wanted);
        for (id, Document { date, source, text }) in &documents {
            assert!(date.len() == 4 || date.len() == 10, "{id}: {date}");
            assert!(!source.is_empty(), "{id} has no source");
            let length = text.chars().count();
            assert!((150..=900).contains(&length), "{id} has {length} characters");
        }
    }

    #[test]
    fn holds_the_troubles_that_a_reader_must_survive() {
        let documents = documents();
        let text = |id: &str| documents[id].text.as_str();
        let bytes = |path: &str| fs::read(data("sample").join(path)).expect("a page can be read");
        let gb18030 = bytes("2014/2014-05-16-three-stricts.txt");
        assert!(std::str::from_utf8(&gb18030).is_err() && text(GB18030).contains("\r\n"));
        assert!(bytes("2017/2017-03-09-interview.txt").starts_with(b"\xef\xbb\xbf"));
        let forum = text("2016-06-02-forum-wrapped");
        assert!(forum.contains("“两\n不愁、三保障”") && forum.contains("“三带三联“"));
        assert!(text("2021-11-30-straight-quotes").contains("\"一带一路\""));
        assert!(text("2018-02-06-unclosed-quote").contains("“三大攻坚战，"));
        assert!(text("2014-01-15-sixteen-plus-one").contains("１６＋１"));
        assert!(text("2017-05-15-harbour-column").contains("『五通』"));
        assert!(text("2019-08-06-students-in-guizhou").contains("兩不愁三保障"));
        assert_eq!(text("news-2019-school"), text("news-2019-school-reprint"));
    }

    #[test]
    fn is_annotated_whole() {
        let documents = documents();
        let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/sample-gold.jsonl");
        let gold = fs::read_to_string(gold).expect("the annotation can be read");
        let mut annotated = BTreeSet::new();
        for line in gold.lines() {
            let record: Value = serde_json::from_str(line).expect("an annotation");
            let id = record["doc"].as_str().expect("an annotation names its document").to_owned();
            assert!(documents.contains_key(&id), "no document {id}");
            let formulas = record["formulas"].as_object().expect("formulas");
            for (label, count) in formulas {
                assert!(count.as_u64().is_some_and(|count| count > 0), "{id}: {label}");
            }
            for label in record["expansions"].as_object().expect("expansions").keys() {
                assert!(formulas.contains_key(label), "{id}: {label} is expanded, not named");
            }
            assert!(annotated.insert(id.clone()), "{id} is annotated twice");
        }
        // A reprint may be passed over, so its mentions are not asked for.
        let left_out: Vec<_> = documents.keys().filter(|id| !annotated.contains(*id)).collect();
        assert_eq!(left_out, ["news-2019-school-reprint"]);
    }
}

#[test]
fn noun_lists_are_sorted_unique_and_chinese() {
    for name in ["announcement-heads.txt", "tail-nouns.txt"] {
        let text = read(name);
        let nouns: Vec<_> = text.lines().skip_while(|line| line.starts_with('#')).collect();
        assert!(nouns.len() > 50, "{name} holds only {} nouns", nouns.len());
        assert_sorted_and_unique(name, &nouns);
        for noun in nouns {
            assert!(noun.chars().all(is_han), "{name}: {noun:?} is not a Chinese word");
        }
    }
}
