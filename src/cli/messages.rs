//! What is said on standard error.

use std::fmt::Display;
use std::io::{self, Write};

use tifa::corpus::Omission;

/// How many pieces of input that were left out are named.
const NAMED: usize = 10;

/// Says one line. That nobody listens any more is no reason to stop.
pub(super) fn say(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Says why nothing was done.
pub(super) fn error(error: &anyhow::Error) {
    say(format_args!("tifa: {error:#}"));
}

/// Names what was left out, the first few one by one. `all` is where they all stand, if anywhere.
pub(super) fn omissions(omissions: &[Omission], all: Option<&str>) {
    if omissions.is_empty() {
        return;
    }
    say(format_args!("Left out or damaged ({}):", grouped(omissions.len() as u64)));
    for omission in omissions.iter().take(NAMED) {
        say(format_args!("  {}", named(omission)));
    }
    if let more @ 1.. = omissions.len().saturating_sub(NAMED) {
        let see = all.map(|all| format!(", see {all}")).unwrap_or_default();
        say(format_args!("  and {} more{see}", grouped(more as u64)));
    }
}

fn named(omission: &Omission) -> String {
    let Omission { path, place, reason } = omission;
    match place {
        Some(place) => format!("{path}, {place}: {reason}"),
        None => format!("{path}: {reason}"),
    }
}

/// A number with its noun: `1 file`, `1,204 files`.
pub(super) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}

/// A number with its thousands apart: 23,612,004.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        for (number, shown) in [(0, "0"), (999, "999"), (1000, "1,000"), (23612004, "23,612,004")] {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn an_omission_is_named_with_its_place() {
        let omission = Omission {
            path: "news.jsonl".into(),
            place: Some("line 7".into()),
            reason: "it is no JSON".into(),
        };
        assert_eq!(named(&omission), "news.jsonl, line 7: it is no JSON");
    }
}
