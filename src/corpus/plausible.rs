//! Whether text decoded on trial reads as Chinese: by how common its characters are.

/// The share of common characters among the Han and other foreign characters of `text`, in
/// thousandths; nothing if more than one in fifty is no character at all, or if a longer text has
/// next to no common one.
///
/// Text decoded from the wrong one of two encodings comes out as rare Han characters: in running
/// text a third of all characters are among the few hundred common ones, by accident one in fifty.
pub(super) fn chinese_score(text: &str) -> Option<u32> {
    let (mut foreign, mut common, mut broken) = (0u64, 0u64, 0u64);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        foreign += 1;
        if c == '\u{FFFD}' || is_private_use(c) {
            broken += u64::from(c == '\u{FFFD}');
        } else if is_common(c) {
            common += 1;
        }
    }
    if broken > 1 + foreign / 50 || broken == foreign {
        return None;
    }
    let score = (common * 1000 / foreign) as u32;
    // Korean and Japanese bytes are valid GB18030 too, but not a sentence of Chinese.
    (foreign < 100 || score >= 50).then_some(score)
}

/// Whether `bytes` read as UTF-16 are nearly all Han, Chinese punctuation or printable ASCII.
pub(super) fn is_plausible_utf16(bytes: &[u8], big_endian: bool) -> bool {
    let (mut units, mut plausible, mut texty) = (0usize, 0usize, 0usize);
    for pair in bytes.chunks_exact(2) {
        let unit = if big_endian {
            u16::from_be_bytes([pair[0], pair[1]])
        } else {
            u16::from_le_bytes([pair[0], pair[1]])
        };
        units += 1;
        plausible += usize::from(matches!(unit,
            0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0x17F | 0x2010..=0x206F | 0x2460..=0x24FF
            | 0x2500..=0x25FF | 0x3000..=0x312F | 0x4E00..=0x9FFF | 0xE000..=0xF8FF
            | 0xFF01..=0xFFEF));
        texty += usize::from(
            matches!(unit, 0x0A | 0x20..=0x7E | 0x3001 | 0x3002 | 0xFF0C)
                || char::from_u32(unit.into()).is_some_and(is_common),
        );
    }
    // Han read with its bytes swapped is Han by chance in one of three cases; never so often, and
    // then not the common ones.
    units >= 2 && plausible * 100 >= units * 97 && texty * 5 >= units
}

fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// Chinese punctuation, full-width forms and the most frequent Han characters of modern written
/// Chinese, simplified and traditional (by general frequency lists; grammatical words, numbers and
/// the vocabulary of public life).
fn is_common(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{3002}' | '，' | '：' | '；' | '？' | '！' | '（' | '）' | '“' | '”'
        | '「' | '」' | '《' | '》' | '０'..='９')
        || COMMON.binary_search(&c).is_ok()
}

#[rustfmt::skip]
const COMMON: [char; 463] = [
    '一', '万', '三', '上', '下', '不', '与', '且', '世', '业', '东', '两', '並', '个',
    '中', '为', '主', '么', '义', '之', '也', '习', '书', '了', '争', '事', '二', '于',
    '五', '些', '交', '产', '人', '什', '今', '从', '他', '代', '以', '们', '件', '任',
    '众', '会', '传', '但', '位', '体', '何', '作', '你', '使', '來', '便', '保', '信',
    '個', '們', '做', '傳', '像', '先', '光', '克', '党', '入', '全', '兩', '公', '共',
    '关', '其', '内', '再', '军', '农', '决', '几', '出', '分', '切', '则', '创', '利',
    '别', '到', '制', '前', '力', '加', '务', '动', '動', '務', '化', '北', '区', '區',
    '十', '即', '原', '去', '县', '又', '及', '反', '发', '取', '受', '变', '口', '只',
    '可', '司', '各', '合', '同', '名', '后', '向', '听', '告', '员', '命', '和', '品',
    '員', '問', '單', '四', '回', '因', '团', '国', '國', '在', '地', '坚', '基', '報',
    '境', '声', '处', '外', '多', '大', '天', '太', '央', '头', '好', '如', '委', '子',
    '学', '學', '它', '安', '定', '实', '家', '實', '寫', '对', '导', '将', '將', '對',
    '導', '小', '少', '就', '展', '山', '工', '己', '已', '市', '带', '常', '平', '年',
    '并', '应', '度', '建', '开', '式', '张', '强', '当', '形', '很', '後', '得', '從',
    '心', '必', '志', '思', '性', '总', '情', '想', '意', '感', '應', '成', '我', '或',
    '战', '戰', '所', '手', '才', '打', '把', '报', '持', '指', '据', '接', '推', '提',
    '據', '改', '放', '政', '教', '数', '數', '文', '斯', '新', '方', '於', '族', '无',
    '日', '时', '明', '是', '時', '更', '書', '最', '會', '月', '有', '服', '期', '本',
    '机', '权', '村', '条', '来', '東', '果', '样', '條', '業', '極', '標', '樣', '機',
    '權', '次', '正', '此', '比', '民', '气', '氣', '水', '求', '決', '沒', '没', '治',
    '法', '活', '济', '海', '準', '濟', '灣', '点', '為', '無', '然', '爭', '物', '特',
    '现', '現', '理', '環', '生', '產', '用', '由', '电', '界', '當', '發', '白', '的',
    '目', '直', '相', '省', '看', '真', '着', '知', '确', '確', '社', '神', '种', '科',
    '程', '種', '空', '立', '第', '等', '管', '类', '精', '系', '組', '結', '給', '統',
    '經', '縣', '總', '織', '组', '织', '经', '结', '给', '统', '美', '群', '義', '老',
    '者', '而', '聽', '能', '自', '至', '臺', '與', '舉', '色', '華', '萬', '落', '處',
    '行', '表', '被', '裡', '西', '要', '見', '規', '觀', '见', '观', '规', '解', '計',
    '記', '設', '詢', '該', '認', '說', '誰', '請', '論', '議', '讀', '變', '讓', '计',
    '认', '议', '记', '讲', '许', '论', '设', '识', '话', '该', '说', '象', '質', '资',
    '走', '起', '路', '身', '軍', '農', '边', '达', '过', '运', '近', '还', '这', '进',
    '這', '通', '進', '運', '過', '道', '選', '還', '那', '部', '都', '里', '重', '量',
    '長', '长', '開', '間', '關', '门', '问', '间', '队', '院', '隊', '难', '難', '電',
    '非', '面', '革', '頭', '題', '願', '類', '顯', '领', '题', '體', '高', '麼', '點',
    '黨',
];

#[cfg(test)]
mod tests {
    use super::{COMMON, chinese_score, is_plausible_utf16};

    #[test]
    fn common_characters_are_sorted_and_unique() {
        assert!(COMMON.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn running_text_scores_far_above_accidental_han() {
        let running = chinese_score("我们要坚持走自己的路，把这件事办好。").unwrap();
        let accidental = chinese_score("扂蠅猁潭厥軗赻撩腔繚ㄛ參涴璃岈域疑﹝").unwrap();
        assert!(running > 500 && accidental < 200, "{running} {accidental}");
    }

    #[test]
    fn text_that_is_mostly_broken_has_no_score() {
        assert_eq!(chinese_score("\u{FFFD}\u{FFFD}\u{FFFD}的"), None);
    }

    #[test]
    fn knows_the_byte_order_of_utf16() {
        let text = "第一条 我们要坚持。\n第二条 work";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(is_plausible_utf16(&little, false) && !is_plausible_utf16(&little, true));
        assert!(is_plausible_utf16(&big, true) && !is_plausible_utf16(&big, false));
        assert!(!is_plausible_utf16(text.as_bytes(), false));
    }
}
