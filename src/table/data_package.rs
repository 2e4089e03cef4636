//! `datapackage.json`: every table and column described, as a Frictionless tabular data package
//! (<https://specs.frictionlessdata.io/tabular-data-package/>).

use serde::Serialize;

use super::{Column, ColumnKind, Row};

/// The description of a folder of tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DataPackage {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    resources: Vec<Resource>,
}

impl DataPackage {
    /// The package of these tables, in this order.
    pub fn new(resources: Vec<Resource>) -> DataPackage {
        DataPackage {
            profile: "tabular-data-package",
            name: "tifa-report",
            title: "Formulas and phrases of a text collection, by tifa",
            description: "An empty cell is a missing or undefined value, never 0. Lists are joined \
                          by |, and a | inside an item is written as ／. So that no spreadsheet runs \
                          a cell, text that begins with = + - @ ' or white space has one apostrophe \
                          in front, which was added.",
            resources,
        }
    }
}

/// The description of one table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Resource {
    profile: &'static str,
    name: &'static str,
    path: String,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    dialect: Dialect,
    schema: Schema,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    header: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<Field>,
    missing_values: [&'static str; 1],
    primary_key: &'static [&'static str],
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Field {
    name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
struct Constraints {
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<Bound>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maximum: Option<Bound>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
}

/// A bound in the type of its column: whole for integers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(untagged)]
enum Bound {
    Integer(i64),
    Real(f64),
}

impl Constraints {
    fn is_empty(&self) -> bool {
        *self == Constraints::default()
    }
}

impl Resource {
    /// The description of the table that `R` is a row of.
    pub fn of<R: Row>() -> Resource {
        let table = R::TABLE;
        Resource {
            profile: "tabular-data-resource",
            name: table.name,
            path: format!("{}.csv", table.name),
            description: table.description,
            format: "csv",
            mediatype: "text/csv",
            encoding: "utf-8",
            dialect: Dialect {
                delimiter: ",",
                line_terminator: "\r\n",
                quote_char: "\"",
                double_quote: true,
                header: true,
            },
            schema: Schema {
                fields: table.columns.iter().map(field).collect(),
                missing_values: [""],
                primary_key: table.key,
            },
        }
    }

    /// The name of the table.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

fn field<R>(column: &Column<R>) -> Field {
    let bound = |value: f64| match column.kind {
        ColumnKind::Integer => Bound::Integer(value as i64),
        _ => Bound::Real(value),
    };
    let (kind, pattern) = match column.kind {
        ColumnKind::Text | ColumnKind::List => ("string", None),
        ColumnKind::Integer => ("integer", None),
        ColumnKind::Real => ("number", None),
        ColumnKind::Boolean => ("boolean", None),
        // The type `date` would not take a year or a month.
        ColumnKind::Date => ("string", Some(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")),
    };
    Field {
        name: column.name,
        kind,
        description: column.description,
        unit: column.unit,
        constraints: Constraints {
            minimum: column.minimum.map(bound),
            maximum: column.maximum.map(bound),
            pattern,
        },
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::table::{
        CollocateRow, CooccurrenceRow, DocumentRow, ExpansionRow, FormulaRow, LineageRow,
        MentionRow, PhraseRow, QuoteRow, TimelineRow, VariantRow,
    };

    #[test]
    fn the_first_columns_are_those_of_the_contract() {
        fn check<R: Row>(columns: &str) {
            let names: Vec<_> = R::TABLE.columns.iter().map(|column| column.name).collect();
            let expected: Vec<_> = columns.split_whitespace().collect();
            assert_eq!(names[..expected.len()], expected, "{}", R::TABLE.name);
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
            for key in R::TABLE.key {
                assert!(names.contains(key), "{}: no column {key}", R::TABLE.name);
            }
        }
        check::<DocumentRow>(
            "document path title date source encoding characters mentions formulas duplicate_of",
        );
        check::<MentionRow>("document start end surface formula kind quoted left right");
        check::<FormulaRow>(
            "formula kind expected_items mentions documents per_million dispersion quoted_share \
             first_date last_date variants expansion expansion_support confidence",
        );
        check::<VariantRow>("formula surface mentions documents");
        check::<ExpansionRow>("document formula items expected found complete pattern start end");
        check::<LineageRow>("head formula number mentions first_date last_date");
        check::<QuoteRow>("phrase mentions documents per_million first_date last_date formula");
        check::<PhraseRow>(
            "phrase length mentions documents cohesion left_entropy right_entropy quoted_share \
             score",
        );
        check::<CooccurrenceRow>(
            "window a b together a_total b_total units expected pmi npmi log_likelihood t_score \
             dice log_dice jaccard",
        );
        check::<CollocateRow>("formula word together expected log_likelihood log_dice");
        check::<TimelineRow>("formula period mentions documents per_million document_share burst");
    }

    #[test]
    fn columns_are_described_with_type_unit_and_range() {
        let resource = serde_json::to_value(Resource::of::<FormulaRow>()).unwrap();
        assert_eq!(resource["path"], "formulas.csv");
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let field = |name: &str| fields.iter().find(|field| field["name"] == name).unwrap();
        assert_eq!(field("mentions")["type"], "integer");
        assert_eq!(field("mentions")["constraints"]["minimum"], 0);
        assert_eq!(field("per_million")["unit"], "mentions per million characters");
        assert_eq!(field("confidence")["constraints"]["maximum"], 1.0);
        assert_eq!(field("first_date")["type"], "string");
        assert!(field("kind").get("constraints").is_none());
    }
}
