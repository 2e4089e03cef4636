//! Rows about formulas as such: the formulas, their surface forms, what they stand for, and how
//! their numbers change over time.

use std::cmp::Ordering;

use super::{Column, Row, Table};
use crate::corpus::Date;

/// A row of `formulas.csv`: a formula over the whole corpus.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FormulaRow {
    /// The canonical form.
    pub formula: String,
    /// The kind of formula.
    pub kind: &'static str,
    /// How many items its numerals announce, if they say so.
    pub expected_items: Option<u64>,
    /// Mentions in the corpus.
    pub mentions: u64,
    /// Documents that mention it.
    pub documents: u64,
    /// Mentions in a million characters of the corpus.
    pub per_million: Option<f64>,
    /// Gries' normalised deviation of proportions over documents.
    pub dispersion: Option<f64>,
    /// Part of the mentions that stand between quotation marks.
    pub quoted_share: Option<f64>,
    /// Date of the earliest dated document that mentions it.
    pub first_date: Option<Date>,
    /// Date of the latest dated document that mentions it.
    pub last_date: Option<Date>,
    /// Distinct surface forms.
    pub variants: u64,
    /// The items of the expansion that most documents give.
    pub expansion: Vec<String>,
    /// Documents that give this expansion; none if there is no expansion.
    pub expansion_support: Option<u64>,
    /// How sure it is that this is a formula, from 0 to 1.
    pub confidence: Option<f64>,
    /// What speaks for and against it, strongest first, each with its weight.
    pub evidence: Vec<String>,
    /// Gries' deviation of proportions over documents, not normalised.
    pub dp: Option<f64>,
    /// Juilland's D over documents.
    pub juilland_d: Option<f64>,
    /// The period in which the largest share of documents mentions it (`TimeLine::peak`).
    pub peak: Option<String>,
    /// Number of bursts.
    pub bursts: Option<u64>,
    /// The highest heat tier that it reaches in a period.
    pub heat: Option<&'static str>,
    /// The skeleton that it shares with the formulas of its family (四个~).
    pub family: Option<String>,
}

impl Row for FormulaRow {
    const TABLE: Table<Self> = Table {
        name: "formulas",
        description: "A formula over the whole corpus, ordered by mentions, then by confidence \
                      (both highest first), then by its characters; \
                      below them the numbered labels that are no formulas.",
        key: &["formula"],
        columns: &[
            Column::text(
                "formula",
                "Canonical form: without quotation marks, separators and white space, simplified.",
                |row| (&row.formula).into(),
            ),
            Column::text(
                "kind",
                "Kind of formula: classified, bare, chained, inner or sum; with --include also \
                 announcement, period or word.",
                |row| row.kind.into(),
            ),
            Column::<Self>::integer(
                "expected_items",
                "How many items the numerals announce; empty if they do not say (多规合一).",
                |row| row.expected_items.into(),
            )
            .unit("items"),
            Column::<Self>::integer("mentions", "Mentions in the corpus.", |row| {
                row.mentions.into()
            })
            .unit("mentions"),
            Column::<Self>::integer("documents", "Documents that mention it.", |row| {
                row.documents.into()
            })
            .unit("documents"),
            Column::<Self>::real(
                "per_million",
                "Mentions in a million characters of the corpus.",
                |row| row.per_million.into(),
            )
            .at_least(0.0)
            .unit("mentions per million characters"),
            Column::share(
                "dispersion",
                "Gries' DPnorm over documents: 0 if every document has its share of the mentions, \
                 1 if all stand in the smallest document; empty with a single document.",
                |row| row.dispersion.into(),
            ),
            Column::share(
                "quoted_share",
                "Part of the mentions that stand between quotation marks.",
                |row| row.quoted_share.into(),
            ),
            Column::date(
                "first_date",
                "Earliest date of a document that mentions it; empty if none has a date.",
                |row| row.first_date.into(),
            ),
            Column::date(
                "last_date",
                "Latest date of a document that mentions it; empty if none has a date.",
                |row| row.last_date.into(),
            ),
            Column::<Self>::integer(
                "variants",
                "Distinct surface forms; variants.csv lists them. 0 for labels that are no formulas.",
                |row| row.variants.into(),
            )
            .unit("surface forms"),
            Column::list(
                "expansion",
                "Items that most documents give for it, joined by |; empty if none was found.",
                |row| (&row.expansion).into(),
            ),
            Column::<Self>::integer(
                "expansion_support",
                "Documents that give this expansion; empty without an expansion.",
                |row| row.expansion_support.into(),
            )
            .unit("documents"),
            Column::share("confidence", "How sure it is that this is a formula.", |row| {
                row.confidence.into()
            }),
            Column::list(
                "evidence",
                "What speaks for its being a formula (+) or against it (-), strongest first, each with \
                 what it adds to the log-odds, joined by |.",
                |row| (&row.evidence).into(),
            ),
            Column::share(
                "dp",
                "Gries' DP over documents, which dispersion normalises; empty without mentions in \
                 documents that have characters.",
                |row| row.dp.into(),
            ),
            Column::share(
                "juilland_d",
                "Juilland's D over documents: 1 if the relative frequency is the same in all, 0 \
                 if all mentions stand in one; empty with a single document.",
                |row| row.juilland_d.into(),
            ),
            Column::text(
                "peak",
                "Period in which the largest share of documents mentions it, among periods with at \
                 least a tenth of the average number of documents (of several the one with most \
                 mentions, then the earliest); empty if there is none.",
                |row| (&row.peak).into(),
            ),
            Column::<Self>::integer("bursts", "Number of bursts; empty without dates.", |row| {
                row.bursts.into()
            }),
            Column::text(
                "heat",
                "Highest heat tier of a period, after the China Media Project; empty without dates.",
                |row| row.heat.into(),
            ),
            Column::text(
                "family",
                "Skeleton that it shares with other formulas: numerals and measure words, ~ for the \
                 rest (四个~, 两~三~).",
                |row| (&row.family).into(),
            ),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        let confidence = |row: &FormulaRow| row.confidence.unwrap_or(0.0);
        let passed_over = |row: &FormulaRow| {
            matches!(row.kind, "announcement" | "period" | "word") && row.variants == 0
        };
        passed_over(self)
            .cmp(&passed_over(other))
            .then_with(|| other.mentions.cmp(&self.mentions))
            .then_with(|| confidence(other).total_cmp(&confidence(self)))
            .then_with(|| self.formula.cmp(&other.formula))
    }
}

/// A row of `variants.csv`: a surface form of a formula.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VariantRow {
    /// The canonical form.
    pub formula: String,
    /// The form as it stands in the text.
    pub surface: String,
    /// Mentions in this form.
    pub mentions: u64,
    /// Documents that use this form.
    pub documents: u64,
}

impl Row for VariantRow {
    const TABLE: Table<Self> = Table {
        name: "variants",
        description: "A surface form of a formula, ordered by formula, then by mentions (most \
                      first), then by its characters.",
        key: &["formula", "surface"],
        columns: &[
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::text("surface", "The form as it stands in the text.", |row| {
                (&row.surface).into()
            }),
            Column::<Self>::integer("mentions", "Mentions in this form.", |row| {
                row.mentions.into()
            })
            .unit("mentions"),
            Column::<Self>::integer("documents", "Documents that use this form.", |row| {
                row.documents.into()
            })
            .unit("documents"),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (self.formula.cmp(&other.formula))
            .then_with(|| other.mentions.cmp(&self.mentions))
            .then_with(|| self.surface.cmp(&other.surface))
    }
}

/// A row of `expansions.csv`: what one document says that a formula stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExpansionRow {
    /// The document.
    pub document: String,
    /// The canonical form.
    pub formula: String,
    /// The items, in the order of the text.
    pub items: Vec<String>,
    /// How many items the numerals announce, if they say so.
    pub expected: Option<u64>,
    /// How many items were found.
    pub found: u64,
    /// Whether as many were found as announced.
    pub complete: bool,
    /// How the text gives the items.
    pub pattern: &'static str,
    /// First character of the expansion in the original text.
    pub start: u64,
    /// One past its last character.
    pub end: u64,
    /// How sure it is that the items belong to the formula, 0 to 1; it ranks, it is no probability.
    pub certainty: f64,
    /// For readers, and no column: what stands before it in the original text, the expansion itself or
    /// its beginning, and what stands after that.
    pub passage: [String; 3],
}

impl Row for ExpansionRow {
    const TABLE: Table<Self> = Table {
        name: "expansions",
        description: "What a document says that a formula stands for, ordered by document and \
                      place.",
        key: &["document", "start", "end", "formula", "pattern"],
        columns: &[
            Column::text("document", "Id of the document.", |row| (&row.document).into()),
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::list("items", "The items in the order of the text, joined by |.", |row| {
                (&row.items).into()
            }),
            Column::<Self>::integer(
                "expected",
                "How many items the numerals announce; empty if they do not say.",
                |row| row.expected.into(),
            )
            .unit("items"),
            Column::<Self>::integer("found", "How many items were found.", |row| row.found.into())
                .unit("items"),
            Column::boolean("complete", "Whether as many were found as announced.", |row| {
                row.complete.into()
            }),
            Column::text("pattern", "How the text gives the items.", |row| row.pattern.into()),
            Column::<Self>::integer(
                "start",
                "First character of the expansion, counted from 0 in the original decoded text.",
                |row| row.start.into(),
            )
            .unit("characters"),
            Column::<Self>::integer(
                "end",
                "One past the last character of the expansion.",
                |row| row.end.into(),
            )
            .unit("characters"),
            Column::share(
                "certainty",
                "How sure it is that the items belong to the formula; it ranks, it is no probability. \
                 Complete expansions have 0.5 or more.",
                |row| Some(row.certainty).into(),
            ),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        (&self.document, self.start, self.end, &self.formula, self.pattern).cmp(&(
            &other.document,
            other.start,
            other.end,
            &other.formula,
            other.pattern,
        ))
    }
}

/// A row of `lineages.csv`: one formula in a family that shares a head and changes its number.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineageRow {
    /// The head that the family shares (自信).
    pub head: String,
    /// The canonical form (四个自信).
    pub formula: String,
    /// Its number, if it is one (多证合一 has none).
    pub number: Option<u64>,
    /// Mentions in the corpus.
    pub mentions: u64,
    /// Date of the earliest dated document that mentions it.
    pub first_date: Option<Date>,
    /// Date of the latest dated document that mentions it.
    pub last_date: Option<Date>,
    /// Documents that mention it.
    pub documents: u64,
    /// All formulas of the lineage, by first date.
    pub lineage: Vec<String>,
    /// The latest formula before it that the evidence ties to it.
    pub previous: Option<String>,
    /// How alike the words near it and near the previous one are: the cosine of their collocates.
    /// None without a previous one, and if one of them stands in too few documents.
    pub company: Option<f64>,
    /// Items of an expansion of the one that an expansion of the other holds too.
    pub shared_items: Vec<String>,
    /// Sentences that lead from the one to the other (从三证合一到五证合一).
    pub said: Option<u64>,
}

impl Row for LineageRow {
    const TABLE: Table<Self> = Table {
        name: "lineages",
        description: "A formula in a family that shares a head while the number changes \
                      (三个自信, 四个自信), ordered by head, then by lineage and first date (undated \
                      last). METHOD.md says what evidence makes a lineage.",
        key: &["head", "formula"],
        columns: &[
            Column::text("head", "What the formulas of the family share (自信).", |row| {
                (&row.head).into()
            }),
            Column::text("formula", "Canonical form.", |row| (&row.formula).into()),
            Column::<Self>::integer(
                "number",
                "The number in the formula; empty if it is not a definite one (多).",
                |row| row.number.into(),
            ),
            Column::<Self>::integer("mentions", "Mentions in the corpus.", |row| {
                row.mentions.into()
            })
            .unit("mentions"),
            Column::date("first_date", "Earliest date of a document that mentions it.", |row| {
                row.first_date.into()
            }),
            Column::date("last_date", "Latest date of a document that mentions it.", |row| {
                row.last_date.into()
            }),
            Column::<Self>::integer("documents", "Documents that mention it.", |row| {
                row.documents.into()
            })
            .unit("documents"),
            Column::list(
                "lineage",
                "All formulas of the lineage by first date, joined by |.",
                |row| (&row.lineage).into(),
            ),
            Column::text(
                "previous",
                "The latest formula before it that the evidence ties to it; empty for the first.",
                |row| (&row.previous).into(),
            ),
            Column::share(
                "company",
                "Cosine of the weighed words near it and near the previous one; empty without a \
                 previous one, or if one of them stands in fewer than 3 documents.",
                |row| row.company.into(),
            ),
            Column::list(
                "shared_items",
                "The items of one of the two, if an expansion of the other holds them all, joined by |.",
                |row| (&row.shared_items).into(),
            ),
            Column::<Self>::integer(
                "said",
                "Sentences that lead from one of the two to the other (从三证合一到五证合一).",
                |row| row.said.into(),
            )
            .unit("sentences"),
        ],
    };

    fn order(&self, other: &Self) -> Ordering {
        let undated = |row: &LineageRow| row.first_date.is_none();
        let lineage = |row: &LineageRow| row.lineage.clone();
        (&self.head, lineage(self), undated(self), self.first_date, self.number, &self.formula).cmp(
            &(
                &other.head,
                lineage(other),
                undated(other),
                other.first_date,
                other.number,
                &other.formula,
            ),
        )
    }
}
