//! Lines that are furniture by their form, wherever they stand.

use std::sync::LazyLock;

use super::FurnitureForm;
use super::line::{LONGEST, Line, body};
use super::word_set::WordSet;

/// A list of links in the midst of a document has at most so many lines.
const LINKS: usize = 15;

/// The path to the page and the links round it: what such lines begin with.
static NAVIGATION: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "当前位置",
        "您的位置",
        "您当前的位置",
        "您现在的位置",
        "你的位置",
        "所在位置",
        "首页>",
        "首页 >",
        "首页»",
        "返回首页",
        "返回顶部",
        "返回列表",
        "上一篇:",
        "上一篇：",
        "下一篇:",
        "下一篇：",
        "上一条:",
        "上一条：",
        "下一条:",
        "下一条：",
        "加入收藏",
        "设为首页",
        "网站地图",
        "打印本页",
        "关闭窗口",
        "【打印",
        "[打印",
        "【字体",
        "[字体",
        "【字号",
        "字号:",
        "字号：",
        "字体:",
        "字体：",
        "分享到",
        "分享至",
        "热门搜索",
        "站内搜索",
        "浏览次数",
        "阅读次数",
        "点击数",
        "查看评论",
        "我要评论",
        "网友评论",
        "免费服务热线",
    ])
});

/// Who edited the page, when it was put up and from where it was taken.
static CREDITS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "责任编辑",
        "(责任编辑",
        "（责任编辑",
        "[责任编辑",
        "【责任编辑",
        "责编",
        "(责编",
        "（责编",
        "[责编",
        "【责编",
        "编辑:",
        "编辑：",
        "(编辑",
        "（编辑",
        "文章来源",
        "稿件来源",
        "来源:",
        "来源：",
        "稿源:",
        "稿源：",
        "发布时间",
        "发布日期",
        "原标题:",
        "原标题：",
    ])
});

/// The headings of link lists, without the marks round them.
static LINK_HEADINGS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "相关主题",
        "相关新闻",
        "相关阅读",
        "相关链接",
        "相关文章",
        "相关推荐",
        "相关报道",
        "相关内容",
        "推荐阅读",
        "延伸阅读",
        "热门推荐",
        "热点推荐",
        "热门文章",
        "热门新闻",
        "猜你喜欢",
        "最新文章",
        "最新新闻",
        "最新资讯",
        "为你推荐",
        "为您推荐",
        "更多推荐",
        "精彩推荐",
        "编辑推荐",
        "大家都在看",
        "热点排行",
        "新闻排行",
        "点击排行",
    ])
});

/// What is advertised ...
static ADVERTISED: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&["客户端", "APP", "App", "app", "二维码", "公众号", "微信号", "小程序", "微博"])
});
/// ... and what the reader is to do with it.
static INVITATIONS: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "下载",
        "扫描",
        "扫一扫",
        "扫码",
        "长按",
        "关注我们",
        "请关注",
        "识别",
        "点击",
        "安装",
    ])
});

static COPYRIGHT: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::new(&[
        "版权所有",
        "Copyright",
        "COPYRIGHT",
        "©",
        "ICP备",
        "ICP证",
        "公网安备",
        "All Rights Reserved",
        "许可证编号",
        "未经授权禁止转载",
        "未经书面授权禁止",
        "未经许可不得转载",
        "未经授权不得转载",
        "谢绝转载",
        "禁止转载",
    ])
});

/// What makes a line one of copyright even if it is long.
static LICENCE: LazyLock<WordSet> = LazyLock::new(|| WordSet::new(&["ICP备", "©", "公网安备"]));

/// The form of each line that has one.
pub(super) fn known_forms(lines: &[Line]) -> Vec<Option<FurnitureForm>> {
    let mut forms: Vec<Option<FurnitureForm>> = lines.iter().map(form).collect();
    let end = body(lines).end;
    for index in 0..lines.len() {
        if !is_link_heading(&lines[index]) {
            continue;
        }
        forms[index] = Some(FurnitureForm::Links);
        let after_the_text = index >= end && end > 0;
        let list = lines.iter().zip(&mut forms).skip(index + 1);
        for (place, (line, form)) in list.enumerate() {
            // After the text there is nothing more that is of it; in its midst a list ends soon.
            let ends = place == LINKS || place > 0 && line.after_blank;
            if line.is_prose || !after_the_text && (ends || form.is_some()) {
                break;
            }
            form.get_or_insert(FurnitureForm::Links);
        }
    }
    forms
}

fn form(line: &Line) -> Option<FurnitureForm> {
    let text: &str = &line.text;
    if line.length > LONGEST {
        return None;
    }
    if LICENCE.stands_in(text) {
        return Some(FurnitureForm::Copyright);
    }
    if line.is_prose {
        return None;
    }
    if NAVIGATION.begins(text) {
        Some(FurnitureForm::Navigation)
    } else if CREDITS.begins(text) {
        Some(FurnitureForm::Credit)
    } else if COPYRIGHT.stands_in(text) {
        Some(FurnitureForm::Copyright)
    } else if ADVERTISED.stands_in(text) && INVITATIONS.stands_in(text) || text.ends_with("破解版")
    {
        Some(FurnitureForm::Advertisement)
    } else if is_of_a_forum(text, line.length) {
        Some(FurnitureForm::Forum)
    } else {
        None
    }
}

fn is_link_heading(line: &Line) -> bool {
    let letters = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if !LINK_HEADINGS.begins(letters) {
        return false;
    }
    let letters = letters.trim_end_matches(|c: char| !c.is_alphanumeric());
    let letters = letters.trim_end_matches("更多").trim_end_matches(|c: char| !c.is_alphanumeric());
    LINK_HEADINGS.contains(letters)
}

/// What forum software prints: page numbers, masked names, numbers of posts, topics.
fn is_of_a_forum(text: &str, length: usize) -> bool {
    let page_number = || length <= 12 && text.contains("(共") && text.ends_with("页)");
    let masked_name = || {
        let stars = text.bytes().filter(|&b| b == b'*').count();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'*';
        (3..=16).contains(&length) && stars >= 2 && stars < length && text.bytes().all(plain)
    };
    text.starts_with("发帖数:")
        || text.starts_with("进入") && text.ends_with("参与讨论")
        || text.starts_with("话题:") && text.matches("话题:").count() > 1
        || text == "相关话题的讨论汇总"
        || text.starts_with("本页内容为") && text.contains("帖子")
        || page_number()
        || masked_name()
}
