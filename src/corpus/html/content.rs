//! Which blocks of a page are its article: not its menus, recommendations and notices.
//!
//! Every block of prose speaks for the elements around it, the nearer the more; the element with
//! the most such weight holds the article. (The idea, and its name "readability", goes back to
//! Arc90's bookmarklet of 2009; here blocks are weighed by the prose outside links, which serves
//! Chinese, where words cannot be counted.)

use super::blocks::{Block, blocks, is_block};
use super::tree::{Element, NodeId, ROOT, Tree};

/// What part of a block's weight reaches the next element outwards.
const REACH: f64 = 0.75;

/// How many elements outwards a block speaks for.
const FARTHEST: usize = 40;

/// Parts of a page that name themselves as something else than its article may be dropped only if
/// they hold less than this share of its prose.
const SMALL: f64 = 0.3;

/// The blocks of the article, in order.
pub(super) fn article(tree: &Tree) -> Vec<Block> {
    let seen = blocks(tree, |_, element| is_furniture(element) || is_hidden(element));
    let aside = within(tree, &named_aside(tree, &seen));
    let seen: Vec<Block> = seen.into_iter().filter(|block| !aside[block.container]).collect();
    if let Some(container) = best_container(tree, &seen) {
        let inside = within(tree, &[container]);
        let in_article = |block: &Block| {
            inside[block.container] && (!block.is_linked() || ends_as_sentence(block))
        };
        return seen.into_iter().filter(in_article).collect();
    }
    // A page without prose may be a list of headlines, which are links; a menu's words are short.
    let foreign = |line: &str| line.chars().filter(|c| !c.is_ascii()).count();
    let longest = |block: &Block| block.lines.iter().map(|line| foreign(line)).max().unwrap_or(0);
    seen.into_iter()
        .filter(|block| longest(block) >= if block.linked > 0 { 8 } else { 1 })
        .collect()
}

/// The prose of a block, in characters outside links.
fn weight(block: &Block) -> f64 {
    let plain = block.plain as f64;
    match (block.linked > block.plain, block.is_prose()) {
        (true, _) => 0.0,
        (false, true) => plain,
        (false, false) => plain / 4.0,
    }
}

/// A linked block that is a sentence all the same.
fn ends_as_sentence(block: &Block) -> bool {
    block.lines.last().is_some_and(|line| line.ends_with(['。', '！', '？', '；']))
}

/// The element that holds the article: nothing if the page has no prose.
fn best_container(tree: &Tree, blocks: &[Block]) -> Option<NodeId> {
    let mut scores = vec![0.0f64; tree.0.len()];
    for block in blocks.iter().filter(|block| block.is_prose()) {
        let mut part = weight(block);
        // An element around a single paragraph says nothing about where the article ends.
        let mut next = match block.lines.len() {
            0..3 => tree.0[block.container].parent,
            _ => Some(block.container),
        };
        for _ in 0..FARTHEST {
            let Some(node) = next else { break };
            if tree.element(node).is_some_and(|element| is_block(element.tag())) {
                scores[node] += part;
                part *= REACH;
            }
            next = tree.0[node].parent;
        }
    }
    let (best, &score) = scores.iter().enumerate().rev().max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (score > 0.0).then_some(best)
}

/// Elements that by their names are menus, comments, recommendations or advertisements, if they
/// are small.
fn named_aside(tree: &Tree, blocks: &[Block]) -> Vec<NodeId> {
    let mut inside = vec![0.0; tree.0.len()];
    for block in blocks {
        inside[block.container] += weight(block);
    }
    let order: Vec<NodeId> = tree.elements().map(|(node, _)| node).collect();
    for &node in order.iter().rev() {
        if let Some(parent) = tree.0[node].parent {
            inside[parent] += inside[node];
        }
    }
    let small = |node: NodeId| inside[node] < SMALL * inside[ROOT];
    let named = tree.elements().filter(|(_, element)| is_named_aside(element));
    named.map(|(node, _)| node).filter(|&node| small(node)).collect()
}

/// For each node whether it lies within one of `elements`.
fn within(tree: &Tree, elements: &[NodeId]) -> Vec<bool> {
    let mut inside = vec![false; tree.0.len()];
    for &element in elements {
        inside[element] = true;
    }
    // Elements come after those around them.
    for (node, _) in tree.elements() {
        if let Some(parent) = tree.0[node].parent {
            inside[node] |= inside[parent];
        }
    }
    inside
}

/// Elements that are by definition no article.
fn is_furniture(element: &Element) -> bool {
    matches!(element.tag(), "nav" | "aside" | "footer" | "menu" | "dialog")
}

/// Elements that the page itself hides.
fn is_hidden(element: &Element) -> bool {
    let style = element.attribute("style").unwrap_or_default();
    let squeezed: String = style.split_whitespace().collect();
    let hidden = squeezed.to_ascii_lowercase().contains("display:none");
    hidden || element.attribute("hidden").is_some()
}

/// Words in a class or an id that name something else than an article.
fn is_named_aside(element: &Element) -> bool {
    const ASIDE: [&str; 30] = [
        "ad",
        "ads",
        "advert",
        "breadcrumb",
        "breadcrumbs",
        "comment",
        "comments",
        "copyright",
        "crumb",
        "crumbs",
        "editor",
        "fenxiang",
        "foot",
        "footer",
        "hot",
        "login",
        "menu",
        "nav",
        "navbar",
        "pager",
        "pagination",
        "pinglun",
        "rank",
        "recommend",
        "related",
        "search",
        "share",
        "sidebar",
        "tuijian",
        "zebian",
    ];
    let names = ["class", "id"].into_iter().filter_map(|name| element.attribute(name));
    names
        .flat_map(|names| names.split(|c: char| !c.is_ascii_alphabetic()))
        .any(|word| ASIDE.contains(&word.to_ascii_lowercase().as_str()))
}
