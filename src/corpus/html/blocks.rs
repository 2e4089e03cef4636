//! A page as the blocks of text that a reader sees, one after another.

use super::tree::{Data, Element, NodeId, ROOT, Tree};

/// Text that no block-level tag interrupts.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The lines, without white space around them; `<br>` breaks a line.
    pub(super) lines: Vec<String>,
    /// The innermost block-level element around it.
    pub(super) container: NodeId,
    /// Characters outside links.
    pub(super) plain: usize,
    /// Characters in links.
    pub(super) linked: usize,
}

impl Block {
    /// Whether it is a link, or nearly nothing else.
    pub(super) fn is_linked(&self) -> bool {
        self.linked > 4 * self.plain
    }

    /// Whether it reads as sentences.
    pub(super) fn is_prose(&self) -> bool {
        self.lines.iter().any(|line| line.contains(['，', '。', '；', '！', '？', '：', '、']))
    }

    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// What a page shows, leaving out the nodes that `hide` names.
pub(super) fn blocks(tree: &Tree, hide: impl Fn(NodeId, &Element) -> bool) -> Vec<Block> {
    let mut writer = Writer {
        blocks: Vec::new(),
        containers: vec![ROOT],
        links: 0,
        raw: String::new(),
        plain: 0,
        linked: 0,
    };
    // Each node is entered, then left: `None` leaves the element on top of `open`.
    let mut stack = vec![Some(ROOT)];
    let mut open: Vec<(bool, bool)> = Vec::new();
    while let Some(step) = stack.pop() {
        let Some(node) = step else {
            let (block, link) = open.pop().unwrap_or_default();
            if block {
                writer.end_block();
                writer.containers.pop();
            }
            writer.links -= usize::from(link);
            continue;
        };
        let children = tree.0[node].children.iter().rev().map(|&child| Some(child));
        match &tree.0[node].data {
            Data::Text(text) => writer.text(text),
            Data::Nothing => stack.extend(children),
            Data::Element(element) => {
                if never_shown(element.tag()) || hide(node, element) {
                    continue;
                }
                if element.tag() == "br" {
                    writer.raw.push(LINE);
                    continue;
                }
                let block = is_block(element.tag());
                let link = element.tag() == "a" && element.attribute("href").is_some();
                if block {
                    writer.end_block();
                    writer.containers.push(node);
                }
                writer.links += usize::from(link);
                open.push((block, link));
                stack.push(None);
                stack.extend(children);
            }
        }
    }
    writer.end_block();
    writer.blocks
}

/// Stands for `<br>` until the lines are cut; no text holds it.
const LINE: char = '\u{0}';

struct Writer {
    blocks: Vec<Block>,
    /// The block-level elements that are open.
    containers: Vec<NodeId>,
    /// How many links are open.
    links: usize,
    raw: String,
    plain: usize,
    linked: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        let visible = text.chars().filter(|c| !c.is_whitespace()).count();
        if self.links > 0 {
            self.linked += visible;
        } else {
            self.plain += visible;
        }
        self.raw.extend(text.chars().filter(|&c| c != LINE));
    }

    fn end_block(&mut self) {
        let lines: Vec<String> = self.raw.split(LINE).flat_map(visible_lines).collect();
        self.raw.clear();
        let (plain, linked) = (std::mem::take(&mut self.plain), std::mem::take(&mut self.linked));
        if !lines.is_empty() {
            let container = self.containers.last().copied().unwrap_or(ROOT);
            self.blocks.push(Block { lines, container, plain, linked });
        }
    }
}

/// Collapses white space as a browser does, but for line ends in the source: after a mark that ends
/// a sentence or an item they are kept, since editors paste whole lists into one paragraph; between
/// Chinese characters they vanish, since Chinese has no spaces that they could stand for.
fn visible_lines(raw: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in raw.split(['\n', '\r']) {
        let piece = piece.trim();
        if piece.is_empty() {
            continue;
        }
        let ends = line.ends_with([
            '。', '；', '：', '！', '？', '…', '”', '」', '）', ':', ';', '.', '!', '?', ')',
        ]);
        if ends {
            lines.push(std::mem::take(&mut line));
        } else if let (Some(before), Some(after)) = (line.chars().last(), piece.chars().next())
            && (before.is_ascii() || after.is_ascii())
        {
            line.push(' ');
        }
        let mut space = false;
        for c in piece.chars() {
            match c {
                // The ideographic space separates names and the halves of a headline: it stays.
                ' ' | '\t' | '\u{A0}' => space = true,
                _ => {
                    if std::mem::take(&mut space) {
                        line.push(' ');
                    }
                    line.push(c);
                }
            }
        }
    }
    lines.push(line);
    lines.retain(|line| !line.is_empty());
    lines
}

/// Elements whose content is no text to read.
fn never_shown(tag: &str) -> bool {
    matches!(
        tag,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "title"
            | "iframe"
            | "object"
            | "embed"
            | "svg"
            | "math"
            | "canvas"
            | "video"
            | "audio"
            | "select"
            | "option"
            | "button"
            | "input"
            | "textarea"
            | "map"
    )
}

/// Elements that begin and end a block.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "html"
            | "body"
            | "address"
            | "article"
            | "aside"
            | "blockquote"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
