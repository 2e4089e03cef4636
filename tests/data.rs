//! The data files hold what they promise: known formulas and word lists that are sorted, unique and well formed,
//! and a sample corpus that is all there and can be read.

use std::{collections::BTreeSet, fs, path::PathBuf};

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
    use super::{assert_sorted_and_unique, data, is_han, read};

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
    fn are_canonical() {
        // Separators, white space, marks and full-width forms are none of these.
        for Row { formula, .. } in rows() {
            let odd =
                formula.chars().find(|&c| !(is_han(c) || c.is_ascii_alphanumeric() || c == '+'));
            assert_eq!(odd, None, "{formula} is not in canonical form");
        }
    }

    #[test]
    fn are_simplified() {
        let pairs = read("traditional.txt");
        let traditional: Vec<char> = pairs
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.chars().next())
            .collect();
        for Row { formula, expansion, .. } in rows() {
            for text in expansion.iter().chain([&formula]) {
                assert_eq!(
                    text.chars().find(|c| traditional.contains(c)),
                    None,
                    "{text} is not simplified"
                );
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
            assert!(
                expansion.iter().all(|item| item.trim() == item),
                "{formula}: white space around an item"
            );
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
