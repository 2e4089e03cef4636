//! An HTML page as a tree, built by `html5ever` after the HTML standard, so that unclosed and
//! misnested tags mean what they mean in a browser.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use super::head;
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, parse_document};

/// Deeper than any page is nested by people or programs; the parser takes time that grows with
/// the square of the depth.
const DEEPEST: u32 = 2_000;

/// More nodes than any page has; each takes some two hundred bytes.
const MOST_NODES: usize = 4_000_000;

/// How much text the parser takes between two looks at the tree.
const STEP: usize = 1 << 15;

/// The index of a node.
pub(super) type NodeId = usize;

/// The document itself, the root of the tree.
pub(super) const ROOT: NodeId = 0;

#[derive(Debug)]
pub(super) enum Data {
    /// The document, comments, and whatever else shows nothing.
    Nothing,
    Text(StrTendril),
    Element(Element),
}

#[derive(Debug)]
pub(super) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
}

impl Element {
    /// The tag in lower case.
    pub(super) fn tag(&self) -> &str {
        &self.name.local
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes.find(|attribute| &*attribute.name.local == name).map(|found| &*found.value)
    }
}

#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Option<NodeId>,
    pub(super) children: Vec<NodeId>,
    pub(super) data: Data,
    depth: u32,
}

/// The nodes of a page; [`ROOT`] is the first.
#[derive(Debug)]
pub(super) struct Tree(pub(super) Vec<Node>);

impl Tree {
    /// Parses a page; nothing if it is nested, or broken into pieces, beyond all measure.
    pub(super) fn parse(page: &str) -> Option<Tree> {
        let sink = Sink { nodes: RefCell::default(), deepest: Cell::new(0) };
        sink.create(Data::Nothing);
        let mut parser = parse_document(sink, ParseOpts::default());
        let mut rest = page;
        while !rest.is_empty() {
            let step = head(rest, STEP);
            parser.process(StrTendril::from(step));
            let built = &parser.tokenizer.sink.sink;
            if built.deepest.get() > DEEPEST || built.nodes.borrow().len() > MOST_NODES {
                return None;
            }
            rest = &rest[step.len()..];
        }
        Some(parser.finish())
    }

    pub(super) fn element(&self, node: NodeId) -> Option<&Element> {
        match &self.0[node].data {
            Data::Element(element) => Some(element),
            _ => None,
        }
    }

    /// All elements in the order of the page.
    pub(super) fn elements(&self) -> impl Iterator<Item = (NodeId, &Element)> {
        let mut stack = vec![ROOT];
        let order = std::iter::from_fn(move || {
            let node = stack.pop()?;
            stack.extend(self.0[node].children.iter().rev());
            Some(node)
        });
        order.filter_map(|node| Some((node, self.element(node)?)))
    }

    /// The text within a node, as it stands in the source.
    pub(super) fn text_of(&self, node: NodeId) -> String {
        let mut text = String::new();
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if let Data::Text(piece) = &self.0[node].data {
                text.push_str(piece);
            }
            stack.extend(self.0[node].children.iter().rev());
        }
        text
    }
}

/// Collects what the parser builds.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    deepest: Cell<u32>,
}

impl Sink {
    fn create(&self, data: Data) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: None, children: Vec::new(), data, depth: 0 });
        nodes.len() - 1
    }

    /// Puts `child` among the children of `parent`, at `place` or at the end. Text joins a text
    /// before it.
    fn insert(&self, parent: NodeId, place: Option<usize>, child: NodeOrText<NodeId>) {
        let place = place.unwrap_or_else(|| self.nodes.borrow()[parent].children.len());
        let child = match child {
            NodeOrText::AppendNode(node) => node,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = place.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let Data::Text(joined) = &mut nodes[before].data
                {
                    joined.push_tendril(&text);
                    return;
                }
                drop(nodes);
                self.create(Data::Text(text))
            }
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        let place = place.min(nodes[parent].children.len());
        nodes[parent].children.insert(place, child);
        nodes[child].parent = Some(parent);
        nodes[child].depth = depth;
        self.deepest.set(self.deepest.get().max(depth));
    }

    fn detach(&self, node: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[node].parent.take() {
            nodes[parent].children.retain(|&child| child != node);
        }
    }
}

/// The name of an element, owned, because the nodes stand behind a `RefCell`.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        Tree(self.nodes.into_inner())
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        match &self.nodes.borrow()[*target].data {
            Data::Element(element) => Name(element.name.clone()),
            // Never asked for by the parser.
            _ => Name(QualName::new(None, Namespace::from(""), LocalName::from(""))),
        }
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _flags: ElementFlags,
    ) -> NodeId {
        self.create(Data::Element(Element { name, attributes }))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.create(Data::Nothing)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.create(Data::Nothing)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent = self.nodes.borrow()[*element].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // What stands in a template is not shown, and templates are dropped as a whole.
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        if let NodeOrText::AppendNode(node) = child {
            self.detach(node);
        }
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.map(|parent| {
                let place = nodes[parent].children.iter().rposition(|child| child == sibling);
                (parent, place)
            })
        };
        if let Some((parent, place)) = place {
            self.insert(parent, place, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        if let Data::Element(element) = &mut self.nodes.borrow_mut()[*target].data {
            for attribute in attributes {
                if element.attributes.iter().all(|old| old.name != attribute.name) {
                    element.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for &child in &children {
            nodes[child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}
