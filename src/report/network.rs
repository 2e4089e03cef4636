//! Formulas that stand together, as a network in the formats of network programs: GEXF 1.2 for Gephi,
//! GraphML for everything else.

use std::collections::HashMap;

use super::xml::Xml;
use crate::table::{CooccurrenceRow, FormulaRow};

/// The formulas of a corpus and which of them stand together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// The formulas, in the order of `formulas.csv`. Those without an edge are here too.
    pub nodes: Vec<NetworkNode>,
    /// The pairs, in the order of `cooccurrence.csv`.
    pub edges: Vec<NetworkEdge>,
}

/// A formula in a network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkNode {
    /// The canonical form.
    pub formula: String,
    /// The name of its kind.
    pub kind: &'static str,
    /// Mentions in the corpus.
    pub mentions: u64,
    /// Documents that mention it.
    pub documents: u64,
}

/// Two formulas that stand together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NetworkEdge {
    /// One of them, as an index into the nodes.
    pub a: usize,
    /// The other.
    pub b: usize,
    /// The units that hold both.
    pub together: u64,
    /// Normalised pointwise mutual information.
    pub npmi: Option<f64>,
    /// Log-likelihood ratio.
    pub log_likelihood: Option<f64>,
    /// Log Dice.
    pub log_dice: Option<f64>,
}

impl Network {
    /// The network of the narrowest window that was counted, where standing together says most.
    pub fn of(formulas: &[FormulaRow], cooccurrence: &[CooccurrenceRow]) -> Network {
        let place: HashMap<&str, usize> =
            formulas.iter().enumerate().map(|(place, row)| (row.formula.as_str(), place)).collect();
        // The table is ordered by window, the narrowest first.
        let window = cooccurrence.first().map(|row| row.window);
        let edges = cooccurrence
            .iter()
            .take_while(|row| Some(row.window) == window)
            .filter_map(|row| {
                Some(NetworkEdge {
                    a: *place.get(row.a.name.as_str())?,
                    b: *place.get(row.b.name.as_str())?,
                    together: row.counts.together(),
                    npmi: row.counts.npmi(),
                    log_likelihood: row.counts.log_likelihood(),
                    log_dice: row.counts.log_dice(),
                })
            })
            .collect();
        let nodes = formulas.iter().map(|row| NetworkNode {
            formula: row.formula.clone(),
            kind: row.kind,
            mentions: row.mentions,
            documents: row.documents,
        });
        Network { nodes: nodes.collect(), edges }
    }

    /// The network as GEXF 1.2. The weight of an edge is the number of units that hold both.
    pub fn gexf(&self) -> String {
        let mut xml = Xml::new();
        let root = [("xmlns", "http://www.gexf.net/1.2draft"), ("version", "1.2")];
        xml.element("gexf", &root, |xml| {
            let graph = [("mode", "static"), ("defaultedgetype", "undirected")];
            xml.element("graph", &graph, |xml| {
                xml.element("attributes", &[("class", "node")], |xml| {
                    attributes(xml, &NODE);
                });
                xml.element("attributes", &[("class", "edge")], |xml| {
                    attributes(xml, &EDGE);
                });
                xml.element("nodes", &[], |xml| {
                    for (place, node) in self.nodes.iter().enumerate() {
                        let (id, label) = (place.to_string(), ("label", node.formula.as_str()));
                        xml.element("node", &[("id", &id), label], |xml| {
                            xml.element("attvalues", &[], |xml| values(xml, &node.values()));
                        });
                    }
                });
                xml.element("edges", &[], |xml| {
                    for (place, edge) in self.edges.iter().enumerate() {
                        let (id, weight) = (place.to_string(), edge.together.to_string());
                        let (a, b) = (edge.a.to_string(), edge.b.to_string());
                        let edge_attributes =
                            [("id", &*id), ("source", &a), ("target", &b), ("weight", &weight)];
                        xml.element("edge", &edge_attributes, |xml| {
                            xml.element("attvalues", &[], |xml| values(xml, &edge.values()));
                        });
                    }
                });
            });
        });
        xml.finish()
    }

    /// The network as GraphML. A node is named by its formula.
    pub fn graphml(&self) -> String {
        let mut xml = Xml::new();
        let root = [("xmlns", "http://graphml.graphdrawing.org/xmlns")];
        xml.element("graphml", &root, |xml| {
            for (class, columns) in [("node", &NODE[..]), ("edge", &EDGE[..])] {
                for (name, numbers) in columns {
                    let kind = numbers.unwrap_or("string");
                    let key =
                        [("id", *name), ("for", class), ("attr.name", name), ("attr.type", kind)];
                    xml.empty("key", &key);
                }
            }
            xml.element("graph", &[("edgedefault", "undirected")], |xml| {
                for node in &self.nodes {
                    xml.element("node", &[("id", &node.formula)], |xml| data(xml, &node.values()));
                }
                for edge in &self.edges {
                    let (a, b) = (&self.nodes[edge.a].formula, &self.nodes[edge.b].formula);
                    xml.element("edge", &[("source", a), ("target", b)], |xml| {
                        data(xml, &edge.values());
                    });
                }
            });
        });
        xml.finish()
    }
}

/// The attributes by name with the type of those that are numbers.
const NODE: [(&str, Option<&str>); 3] =
    [("kind", None), ("mentions", Some("long")), ("documents", Some("long"))];
const EDGE: [(&str, Option<&str>); 4] = [
    ("together", Some("long")),
    ("npmi", Some("double")),
    ("log_likelihood", Some("double")),
    ("log_dice", Some("double")),
];

type Values = Vec<(&'static str, String)>;

impl NetworkNode {
    fn values(&self) -> Values {
        vec![
            ("kind", self.kind.to_string()),
            ("mentions", self.mentions.to_string()),
            ("documents", self.documents.to_string()),
        ]
    }
}

impl NetworkEdge {
    /// What is undefined is left out.
    fn values(&self) -> Values {
        let mut values = vec![("together", self.together.to_string())];
        let measures = [
            ("npmi", self.npmi),
            ("log_likelihood", self.log_likelihood),
            ("log_dice", self.log_dice),
        ];
        let defined = measures.into_iter().filter_map(|(name, measure)| {
            let measure = measure.filter(|measure| measure.is_finite())?;
            Some((name, measure.to_string()))
        });
        values.extend(defined);
        values
    }
}

fn attributes(xml: &mut Xml, columns: &[(&str, Option<&str>)]) {
    for (name, numbers) in columns {
        let kind = numbers.unwrap_or("string");
        xml.empty("attribute", &[("id", *name), ("title", name), ("type", kind)]);
    }
}

fn values(xml: &mut Xml, values: &Values) {
    for (name, value) in values {
        xml.empty("attvalue", &[("for", *name), ("value", value)]);
    }
}

fn data(xml: &mut Xml, values: &Values) {
    for (name, value) in values {
        xml.text("data", &[("key", *name)], value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::Contingency;
    use crate::tally::Window;

    fn network() -> Network {
        let formula = |formula: &str, kind| FormulaRow {
            formula: formula.into(),
            kind,
            mentions: 3,
            documents: 2,
            ..FormulaRow::default()
        };
        let pair = |window| {
            let counts = Contingency::new(2, 3, 3, 10).unwrap();
            CooccurrenceRow::new(window, "1+<N>".into(), "六稳".into(), counts)
        };
        let formulas =
            [formula("六稳", "bare"), formula("1+<N>", "sum"), formula("五个一", "bare")];
        Network::of(&formulas, &[pair(Window::Sentence), pair(Window::Document)])
    }

    #[test]
    fn only_the_narrowest_window_makes_edges() {
        let network = network();
        assert_eq!((network.nodes.len(), network.edges.len()), (3, 1));
        assert_eq!((network.edges[0].a, network.edges[0].b), (1, 0));
    }

    #[test]
    fn names_are_escaped_and_measures_are_named() {
        let gexf = network().gexf();
        assert!(gexf.contains(r#"<node id="1" label="1+&lt;N&gt;">"#), "{gexf}");
        assert!(gexf.contains(r#"<edge id="0" source="1" target="0" weight="2">"#), "{gexf}");
        assert!(gexf.contains(r#"<attvalue for="mentions" value="3"/>"#), "{gexf}");
        let graphml = network().graphml();
        assert!(graphml.contains(r#"<edge source="1+&lt;N&gt;" target="六稳">"#), "{graphml}");
        assert!(graphml.contains(r#"<data key="together">2</data>"#), "{graphml}");
        assert!(graphml.contains(r#"<data key="npmi">0."#), "{graphml}");
    }
}
