//! From seeds to inputs: a few random changes, blind ones and ones that know what text is made of.

/// No input is longer, so that a hundred thousand of them take minutes.
const LONGEST: usize = 2048;

/// What the readers and the grammar treat specially, to be put anywhere.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "‘",
    "’",
    "「",
    "」",
    "《",
    "》",
    "（",
    "）",
    "、",
    "，",
    "。",
    "；",
    "：",
    "！",
    "\n",
    "\r\n",
    "\t",
    "　",
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{feff}",
    "\u{fffd}",
    "\0",
    "一",
    "两",
    "三",
    "四个",
    "五大",
    "十",
    "百",
    "千",
    "万",
    "N",
    "1+N",
    "3个",
    "第",
    "多",
    "新",
    "不愁",
    "保障",
    "即",
    "包括",
    "分别是",
    "一是",
    "二是",
    "等",
    "和",
    "以及",
    "的",
    "要求",
    "工程",
    "2020-07-16",
    "2020年7月",
    "<p>",
    "</p>",
    "<table>",
    "<!--",
    "-->",
    "<script>",
    "&#x4e00;",
    "&nbsp;",
    "charset=gbk",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\\u4e00",
    "\\ud800",
    "null",
    "1e999",
    "text",
    "id",
    "date",
    ",",
    ";",
    "兩",
    "責任編輯：",
    "相关阅读",
    "𠀀",
    "👍",
];

/// Pseudo-random numbers (SplitMix64; Steele, Lea and Flood 2014) that depend on target and number.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(name: &str, number: u64) -> Random {
        let mix =
            |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        let seed = name.bytes().fold(0xCBF2_9CE4_8422_2325, mix);
        Random(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 if there is none.
    fn below(&mut self, end: usize) -> usize {
        if end == 0 { 0 } else { (self.next() % end as u64) as usize }
    }

    fn of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }
}

/// A seed with one to eight changes.
pub(crate) fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut input = random.of(seeds).clone();
    for _ in 0..=random.below(8) {
        change(&mut input, seeds, random);
        input.truncate(LONGEST);
    }
    input
}

fn change(input: &mut Vec<u8>, seeds: &[Vec<u8>], random: &mut Random) {
    let at = place(input, random);
    let end = (at + random.below(40)).min(input.len());
    match random.below(9) {
        0 => input.truncate(at),
        1 => drop(input.drain(at..end)),
        2 => {
            let again: Vec<u8> = input[at..end].repeat(1 + random.below(6));
            input.splice(at..at, again);
        }
        3 if at < input.len() => input[at] ^= 1 << random.below(8),
        4 if at < input.len() => input[at] = random.next() as u8,
        5 => {
            let other = random.of(seeds);
            let from = random.below(other.len());
            let to = (from + random.below(80)).min(other.len());
            input.splice(at..end, other[from..to].iter().copied());
        }
        6 => {
            let piece = random.of(PIECES).repeat(1 + random.below(3) * random.below(20));
            input.splice(at..at, piece.bytes());
        }
        _ => {
            let piece = random.of(PIECES);
            input.splice(at..at, piece.bytes());
        }
    }
}

/// A place, nearly always one where a character begins.
fn place(input: &[u8], random: &mut Random) -> usize {
    let mut at = random.below(input.len() + 1);
    if random.below(8) > 0 {
        while input.get(at).is_some_and(|byte| byte & 0xC0 == 0x80) {
            at += 1;
        }
    }
    at
}
