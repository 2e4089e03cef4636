//! What labels have in common: the head with another number (三个自信, 四个自信), and the skeleton
//! (四个~, 两~三~).

use super::numeral::run_length;
use super::shape::Shape;

/// The head that labels of one lineage share: all but the numeral. 三个自信 and 四个自信 share ~个自信;
/// of a chain, the numerals and the last character: 一村一策 and 一户一策 share 一~一~策.
pub fn head(label: &[char], shape: &Shape) -> String {
    match shape.segments.as_slice() {
        [only] => {
            let numeral = run_length(&label[only.start..]).max(1);
            let before: String = label[..only.start].iter().collect();
            let after: String = label[only.start + numeral..].iter().collect();
            format!("{before}~{after}")
        }
        _ => {
            let mut head = skeleton(label, shape);
            head.extend(label.last());
            head
        }
    }
}

/// The skeleton of a label: numerals and measure words stay, heads become ~. 四个不摘 is 四个~,
/// 两不愁三保障 is 两~三~. A sum is its own skeleton.
pub fn skeleton(label: &[char], shape: &Shape) -> String {
    let Some(first) = shape.segments.first() else { return label.iter().collect() };
    let mut skeleton: String = label[..first.start].iter().collect();
    for segment in &shape.segments {
        skeleton.extend(&label[segment.start..segment.head]);
        if segment.head < segment.end {
            skeleton.push('~');
        }
    }
    skeleton
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(label: &str) -> (String, String) {
        let label: Vec<char> = label.chars().collect();
        let shape = Shape::of(&label).unwrap();
        (head(&label, &shape), skeleton(&label, &shape))
    }

    #[test]
    fn heads_and_skeletons() {
        assert_eq!(of("四个自信"), ("~个自信".into(), "四个~".into()));
        assert_eq!(of("两不愁三保障"), ("两~三~障".into(), "两~三~".into()));
        assert_eq!(of("一村一策").0, of("一户一策").0);
        assert_eq!(of("新四化"), ("新~化".into(), "新四~".into()));
        assert_eq!(of("1+N").1, "1+N");
    }
}
