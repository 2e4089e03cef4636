//! The shape of a phrase that has one: couplets and the frames of parallel rhetoric.

/// The shape of a phrase, if it has one.
///
/// A shape is written as its fixed characters with `…` where others stand (`以…为…`, `既要…又要…`), with
/// `X` and `Y` for the two things that `就是` (is) and `必` (must) connect, or, where all parts between
/// pauses are equally long, as their lengths (`4+4`: 真抓实干、务求实效, work hard and seek results).
///
/// ```
/// use tifa::phrase::pattern;
///
/// assert_eq!(pattern("守正出新、行稳致远").as_deref(), Some("4+4"));
/// assert_eq!(pattern("以读者为中心").as_deref(), Some("以…为…"));
/// assert_eq!(pattern("图书馆建设"), None);
/// ```
pub fn pattern(phrase: &str) -> Option<String> {
    if !may_have_one(phrase) {
        return None;
    }
    let parts: Vec<Vec<char>> = phrase.split(PAUSES).map(|part| part.chars().collect()).collect();
    frame(&parts).map(str::to_owned).or_else(|| parallel(&parts))
}

const PAUSES: [char; 3] = ['、', '，', ','];

/// Whether a phrase has a pause or a word that some shape needs: most have neither, and are not looked
/// at any further.
fn may_have_one(phrase: &str) -> bool {
    let begins = |(_, pieces): &(&str, &[&str])| phrase.starts_with(pieces[0]);
    phrase.contains(PAUSES) || phrase.contains("就是") || FRAMES.iter().any(begins)
}

/// Frames that run from the beginning of the phrase, the more particular first. Each piece has to
/// stand somewhere after the one before, with at least one character in between.
const FRAMES: &[(&str, &[&str])] = &[
    ("没有…就没有…", &["没有", "就没有"]),
    ("不是…而是…", &["不是", "而是"]),
    ("既要…又要…", &["既要", "又要"]),
    ("既要…也要…", &["既要", "也要"]),
    ("既…又…", &["既", "又"]),
    ("只有…才能…", &["只有", "才能"]),
    ("越是…越要…", &["越是", "越要"]),
    ("不忘…牢记…", &["不忘", "牢记"]),
    ("让…更…", &["让", "更"]),
    ("以…为…", &["以", "为"]),
    ("把…作为…", &["把", "作为"]),
    ("从…到…", &["从", "到"]),
];

fn frame(parts: &[Vec<char>]) -> Option<&'static str> {
    let whole: Vec<char> = parts.iter().flatten().copied().collect();
    for (name, pieces) in FRAMES {
        if fits(&whole, pieces) {
            return Some(name);
        }
    }
    let begin_with =
        |piece: char| parts.len() > 1 && parts.iter().all(|p| p.len() > 1 && p[0] == piece);
    if begin_with('有') {
        return Some("有…、有…");
    }
    let has_must = |part: &Vec<char>| part.len() > 2 && part[1..part.len() - 1].contains(&'必');
    if parts.len() > 1 && parts.iter().all(has_must) {
        return Some("X必Y");
    }
    let [only] = parts else { return None };
    let is = only.windows(2).position(|pair| pair == ['就', '是'])?;
    (is >= 2 && only.len() - is >= 4).then_some("X就是Y")
}

fn fits(whole: &[char], pieces: &[&str]) -> bool {
    let mut rest = whole;
    for (index, piece) in pieces.iter().enumerate() {
        let piece: Vec<char> = piece.chars().collect();
        // The first piece begins the phrase; the others leave room for something before them.
        let found = match index {
            0 => rest.starts_with(&piece).then_some(0),
            _ => (1..rest.len()).find(|&at| rest[at..].starts_with(&piece)),
        };
        let Some(at) = found else { return false };
        rest = &rest[at + piece.len()..];
    }
    !rest.is_empty()
}

/// Two to six parts of the same length, which is three characters or more: parts of two
/// are lists of words, and often of names.
fn parallel(parts: &[Vec<char>]) -> Option<String> {
    let length = parts[0].len();
    let is_parallel = (2..=6).contains(&parts.len())
        && (3..=16).contains(&length)
        && parts.iter().all(|part| part.len() == length)
        && parts.iter().flatten().all(|c| c.is_alphabetic());
    is_parallel.then(|| vec![length.to_string(); parts.len()].join("+"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_the_shapes_of_slogans() {
        for (phrase, shape) in [
            ("修渠引水、植树固沙", "4+4"),
            ("修好渠，引来水，种上树", "3+3+3"),
            ("好桥就是好路", "X就是Y"),
            ("既要修桥又要修路", "既要…又要…"),
            ("既要修桥、又要修路", "既要…又要…"),
            ("以河长为责任人", "以…为…"),
            ("不是等水来，而是引水来", "不是…而是…"),
            ("没有水渠就没有收成", "没有…就没有…"),
            ("有渠、有树、有人管", "有…、有…"),
            ("水清则鱼必多、林密则鸟必来", "X必Y"),
            ("让河水更清", "让…更…"),
        ] {
            assert_eq!(pattern(phrase).as_deref(), Some(shape), "{phrase}");
        }
    }

    #[test]
    fn most_phrases_have_no_shape() {
        for phrase in
            ["水渠", "就是", "这就是路", "以为", "为人民", "张三、李四", "渠水、树", "", "、"]
        {
            assert_eq!(pattern(phrase), None, "{phrase}");
        }
    }

    proptest! {
        #[test]
        fn never_fails(phrase in "[以为既要又就是有必、，甲乙]{0,12}|\\PC{0,30}") {
            pattern(&phrase);
        }
    }
}
