//! Web pages: the article out of a page, and the text out of markup in a field.

mod tree;

mod blocks;
mod content;
mod facts;

use std::borrow::Cow;

use encoding_rs::Encoding;

use self::blocks::blocks;
use self::content::article;
use self::facts::{facts, is_byline};
use self::tree::Tree;
use super::Date;

/// The largest page, in bytes. No article needs a tenth of it.
const LARGEST: usize = 32 << 20;

/// An article with what its page says about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) title: Option<String>,
    pub(super) date: Option<Date>,
    pub(super) source: Option<String>,
    /// Paragraphs, separated by empty lines.
    pub(super) text: String,
}

/// Why a page has no article.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum NoArticle {
    #[error("the page is nested too deeply, or of too many parts, to be one that people read")]
    TooComplex,
    #[error("the page is larger than any article; split it")]
    TooLarge,
    #[error("the page holds no text but menus and links; save the page of the article itself")]
    NoText,
}

/// The encoding that a page says it is in, by its `<meta>` element or XML declaration.
pub(super) fn declared_encoding(page: &[u8]) -> Option<&'static Encoding> {
    let start = &page[..page.len().min(4096)];
    ["charset=", "encoding="].iter().find_map(|label| {
        let at = memchr::memmem::find(start, label.as_bytes())? + label.len();
        let value = start[at..].strip_prefix(b"\"").unwrap_or(&start[at..]);
        let end = value.iter().position(|byte| b"\"' />;?".contains(byte))?;
        Encoding::for_label(&value[..end])
    })
}

/// Takes the article out of a page.
pub(super) fn read_page(page: &str) -> Result<Page, NoArticle> {
    if page.len() > LARGEST {
        return Err(NoArticle::TooLarge);
    }
    let page = without_server_code(page);
    let tree = Tree::parse(&page).ok_or(NoArticle::TooComplex)?;
    let facts = facts(&tree, &blocks(&tree, |_, _| false));
    let is_title = |text: &str| facts.title.as_deref() == Some(text);
    let mut article = article(&tree);
    // The headline and what stands under it are told in other fields.
    let told = article.iter().take_while(|block| is_byline(block) || is_title(&block.text()));
    let told = told.count();
    article.drain(..told);
    let text = article.iter().map(|block| block.text()).collect::<Vec<_>>().join("\n\n");
    if text.is_empty() {
        return Err(NoArticle::NoText);
    }
    Ok(Page { title: facts.title, date: facts.date, source: facts.source, text })
}

/// Whether a text is a page, whatever the name of its file says.
pub(super) fn is_page(text: &str) -> bool {
    let start = head(text.trim_start(), 20).to_ascii_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// A field's text without its markup, if it clearly has some; all of it, for a field holds no
/// menus.
pub(super) fn without_markup(field: &str) -> Option<String> {
    // Most fields hold neither, and are looked at once.
    memchr::memchr2(b'<', b'&', field.as_bytes())?;
    let (tags, entities) = (has_tags(field), has_entities(field));
    if !(tags || entities) || field.len() > LARGEST {
        return None;
    }
    let source = if tags {
        Cow::Borrowed(field)
    } else {
        // Without tags the line ends are those of the text.
        Cow::Owned(field.replace('<', "&lt;").replace('\n', "<br>"))
    };
    let tree = Tree::parse(&source)?;
    let separator = if tags { "\n\n" } else { "\n" };
    let text: Vec<String> = blocks(&tree, |_, _| false).iter().map(|block| block.text()).collect();
    Some(text.join(separator))
}

/// Whether a tag that shapes text stands in `field`.
fn has_tags(field: &str) -> bool {
    const TAGS: [&str; 20] = [
        "p", "br", "div", "span", "strong", "b", "em", "i", "u", "a", "img", "table", "tr", "td",
        "li", "ul", "ol", "h1", "h2", "font",
    ];
    field.match_indices('<').any(|(at, _)| {
        let tag = field[at + 1..].trim_start_matches('/');
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let name = tag[..end].to_ascii_lowercase();
        let after = head(&tag[end..], 1000);
        after.starts_with(['>', ' ', '/', '\n', '\t'])
            && after.contains('>')
            && TAGS.contains(&name.as_str())
    })
}

/// Whether a character stands in `field` by its HTML name or number.
fn has_entities(field: &str) -> bool {
    const NAMES: [&str; 13] = [
        "nbsp", "ldquo", "rdquo", "lsquo", "rsquo", "quot", "amp", "lt", "gt", "mdash", "hellip",
        "middot", "emsp",
    ];
    field.match_indices('&').any(|(at, _)| {
        let near = head(&field[at + 1..], 12);
        near.split_once(';').is_some_and(|(name, _)| {
            let number = name.strip_prefix('#').is_some_and(|number| {
                (2..=7).contains(&number.len()) && number.chars().all(|c| c.is_ascii_alphanumeric())
            });
            number || NAMES.contains(&name)
        })
    })
}

/// The first `bytes` of a text, or a little less, so that no character is cut.
fn head(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

/// A page without the code that a server should have run (`<%@ page … %>`), which a browser would
/// show as text.
fn without_server_code(page: &str) -> Cow<'_, str> {
    let Some(first) = page.find("<%") else { return Cow::Borrowed(page) };
    let mut clean = String::with_capacity(page.len());
    clean.push_str(&page[..first]);
    let mut rest = &page[first..];
    while let Some(start) = rest.find("<%") {
        clean.push_str(&rest[..start]);
        match rest[start..].find("%>") {
            Some(length) => rest = &rest[start + length + 2..],
            None => {
                clean.push_str(&rest[start..]);
                return Cow::Owned(clean);
            }
        }
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};

    use super::{NoArticle, declared_encoding, read_page, without_markup};

    const FIRST: &str = "县里昨天开会，定下今年要办的三件事：修路、建桥、办学校。";
    const SECOND: &str = "会议要求，每件事都要有人管、有期限，年底逐项检查。";

    fn text(page: &str) -> String {
        read_page(page).unwrap().text
    }

    fn paragraphs() -> String {
        format!("{FIRST}\n\n{SECOND}")
    }

    #[test]
    fn menus_scripts_and_recommendations_stay_out() {
        let page = format!(
            "<html><head><title>三件事_县报_本地新闻网</title><script>var a='会议，讲话。';</script></head>
            <body><div class=nav><a href=/>首页</a> <a href=/n>新闻</a></div>
            <nav><p>欢迎来到本站，今天天气很好，请多多关注。</p></nav>
            <div id=main><h1>三件事</h1><div class=info>来源：县报 发布时间：2020-07-16 09:48</div>
            <div class=text><p>　　{FIRST}</p>
            <p>{SECOND}</p><p><a href=/a>相关：去年办成了哪些事</a></p></div></div>
            <ul class=related><li><a href=/1>邻县也修了一条新路，全长十里，年底通车</a></li></ul>
            <footer>版权所有，未经许可不得转载。</footer></body></html>"
        );
        let page = read_page(&page).unwrap();
        assert_eq!(page.text, paragraphs());
        assert_eq!(page.title.as_deref(), Some("三件事"));
        assert_eq!(page.source.as_deref(), Some("县报"));
        assert_eq!(page.date.unwrap().to_string(), "2020-07-16");
    }

    #[test]
    fn layouts_of_tables_divisions_and_line_breaks_give_the_same() {
        let rows = format!(
            "<table><tr><td width=100><a href=/>首页</a></td><td><table>
             <tr><td><p>{FIRST}</td></tr><tr><td><p>{SECOND}</td></tr></table></td></tr></table>"
        );
        let divisions = format!(
            "<div><div style='text-indent:2em'><span>{FIRST}</span></div><div>&nbsp;</div>
             <div><font size=3>{SECOND}</font></div></div>"
        );
        let word = format!(
            "<div class=Section1><p class=MsoNormal style='mso-x:1'><span lang=ZH>{}<o:p></o:p>\
             </span></p><p class=MsoNormal><b>{SECOND}</b></p></div>",
            FIRST.replace('，', "</span>，<span lang=ZH>")
        );
        for page in [rows, divisions, word] {
            assert_eq!(text(&page), paragraphs(), "{page}");
        }
        let breaks = format!("<td>　　{FIRST}<br><br>　　{SECOND}<br>　　这是规矩。</td>");
        let page = format!("<table><tr>{breaks}</tr></table>");
        assert_eq!(text(&page), format!("{FIRST}\n{SECOND}\n这是规矩。"));
    }

    #[test]
    fn a_line_end_in_the_source_breaks_no_sentence() {
        let page =
            format!("<div><p>县里昨天\n  <b>开会</b>，\r\n定下一件事。</p><p>{SECOND}</p></div>");
        assert_eq!(text(&page), format!("县里昨天开会，定下一件事。\n\n{SECOND}"));
    }

    #[test]
    fn what_the_page_hides_is_not_read_twice() {
        let page = format!(
            "<div style='DISPLAY : none'><p>{FIRST}</p></div><div><p>{FIRST}</p><p>{SECOND}</p></div>"
        );
        assert_eq!(text(&page), paragraphs());
    }

    #[test]
    fn a_part_named_aside_is_kept_if_it_is_all_there_is() {
        let page = format!("<div class=hot><p>{FIRST}</p><p>{SECOND}</p></div>");
        assert_eq!(text(&page), paragraphs());
    }

    #[test]
    fn lists_of_headlines_are_text_and_menus_are_not() {
        let list = "<ul><li><a href=1>全县今年要修三条新路</a><span>00:30</span></li></ul>";
        assert_eq!(text(list), "全县今年要修三条新路00:30");
        let menu = "<body><a href=1>首页</a><a href=2>新闻</a><p><a href=3>联系我们</a></body>";
        assert_eq!(read_page(menu), Err(NoArticle::NoText));
        assert_eq!(text("<ul><li>修路<li>建桥</ul>"), "修路\n\n建桥");
        assert_eq!(read_page(""), Err(NoArticle::NoText));
    }

    #[test]
    fn server_code_and_metadata_are_no_text() {
        let page = format!(
            "<%@ page pageEncoding=\"UTF-8\"%><html><head><meta name=PubDate content=20200716>
            <meta name=ContentSource content=县报><meta property=og:title content=三件事></head>
            <body><%@ include file=\"head.jsp\" %><div><p>{FIRST}</p><p>{SECOND}</p></div></body>"
        );
        let page = read_page(&page).unwrap();
        assert_eq!(page.text, paragraphs());
        assert_eq!(page.title.as_deref(), Some("三件事"));
        assert_eq!(page.source.as_deref(), Some("县报"));
        assert_eq!(page.date.unwrap().to_string(), "2020-07-16");
    }

    #[test]
    fn nesting_without_end_is_refused_quickly() {
        assert_eq!(read_page(&"<div>".repeat(1_000_000)), Err(NoArticle::TooComplex));
        assert_eq!(read_page(&"<li><ul>".repeat(200_000)), Err(NoArticle::TooComplex));
    }

    #[test]
    fn the_declared_encoding_is_found() {
        let name = |page: &str| declared_encoding(page.as_bytes()).map(|found| found.name());
        assert_eq!(name("<meta charset=gb2312>"), Some("GBK"));
        assert_eq!(name("<meta content=\"text/html; charset=Big5\" />"), Some("Big5"));
        assert_eq!(name("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), Some("UTF-8"));
        assert_eq!(name("<p>charset"), None);
    }

    #[test]
    fn markup_in_a_field_is_taken_out() {
        let stripped = |field: &str| without_markup(field).unwrap();
        assert_eq!(stripped("<p>修路。</p>\r\n<p>建桥。</p>"), "修路。\n\n建桥。");
        assert_eq!(stripped("修路<br/>建桥&ldquo;两不误&rdquo;"), "修路\n建桥“两不误”");
        assert_eq!(stripped("一行&nbsp;“三新”\n二行 a<b &amp; c"), "一行 “三新”\n二行 a<b & c");
        for plain in ["修路。\n建桥。", "a < b 且 b > c", "《<三件事>》", "A&B；C", "<修路>"]
        {
            assert_eq!(without_markup(plain), None, "{plain}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn never_panics(
            tags in "(</?(p|div|table|tr|td|b|a href=x|br|template|svg|select|form|h1)>|[文，。 \n&;<%]){0,40}",
            text in any::<String>(),
        ) {
            for page in [&tags, &text] {
                let _ = (read_page(page), without_markup(page), declared_encoding(page.as_bytes()));
            }
        }

        #[test]
        fn plain_characters_survive(text in "[文章，。]{1,30}") {
            let page = format!("<div><p>{text}</p><p>{SECOND}</p></div>");
            let found = read_page(&page).unwrap().text;
            prop_assert!(found.contains(&text), "{found}");
        }
    }
}
