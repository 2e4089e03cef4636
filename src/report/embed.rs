//! JSON inside HTML, so that nothing in a document can end the script element or run.

use serde::Serialize;

/// A value as JSON that is safe between `<script type="application/json">` and `</script>`.
///
/// `<`, `>`, `&` and the line separators U+2028 and U+2029 only ever stand inside JSON strings, where
/// an escape means the same.
pub(super) fn json(value: &impl Serialize) -> String {
    let plain = serde_json::to_string(value).expect("plain structs serialise");
    let mut safe = String::with_capacity(plain.len() + plain.len() / 50);
    for character in plain.chars() {
        match character {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            other => safe.push(other),
        }
    }
    safe
}

/// A template with every `{{name}}` replaced. What is filled in is not looked at again.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(values.iter().map(|(_, value)| value.len()).sum());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, after)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        let value = values.iter().find(|(known, _)| *known == name);
        debug_assert!(value.is_some(), "the template asks for {name}");
        out.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_filled_in_is_not_a_template() {
        let values = [("a", "{{b}}"), ("b", "2")];
        assert_eq!(fill("<{{a}}> {{b}} {{", &values), "<{{b}}> 2 {{");
    }

    proptest! {
        #[test]
        fn embedded_json_reads_back_and_holds_no_markup(text in ".*") {
            let hostile = format!("</script><!--{text}\u{2028}&amp;");
            let embedded = json(&hostile);
            let markup = ['<', '>', '&', '\u{2028}', '\u{2029}'];
            prop_assert!(!embedded.contains(markup));
            prop_assert_eq!(serde_json::from_str::<String>(&embedded).unwrap(), hostile);
        }
    }
}
