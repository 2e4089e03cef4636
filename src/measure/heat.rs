//! Heat: in six tiers, how much the documents of a year use a label.
//!
//! The six tiers 沸 烫 热 暖 温 冷 are those by which the China Media Project (founded in Hong Kong) has
//! graded the terms of the People's Daily since 2016, by articles a year that use a term or, for
//! shorter periods, by their share of all articles. Its two upper thresholds are published: 2,000
//! articles or 0.0518 of all for 沸, 500 or 0.0129 for 烫 (Qian Gang, 錢鋼專欄, 12 July 2017). For the
//! lower ones tifa goes on in the same steps of four; give others if you have them.

/// A tier of heat, the coldest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heat {
    /// 冷.
    Cold,
    /// 温.
    Tepid,
    /// 暖.
    Warm,
    /// 热.
    Hot,
    /// 烫.
    Scalding,
    /// 沸.
    Boiling,
}

impl Heat {
    /// The name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Heat::Cold => "cold",
            Heat::Tepid => "tepid",
            Heat::Warm => "warm",
            Heat::Hot => "hot",
            Heat::Scalding => "scalding",
            Heat::Boiling => "boiling",
        }
    }
}

/// Where the tiers begin: tepid, warm, hot, scalding, boiling, in ascending order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum HeatScale {
    /// By the share of documents that use the label, for corpora of any size.
    Share([f64; 5]),
    /// By the number of documents a year that use it.
    DocumentsAYear([f64; 5]),
}

impl HeatScale {
    /// The published shares, and below them steps of four.
    pub const SHARES: HeatScale =
        HeatScale::Share([0.0129 / 64.0, 0.0129 / 16.0, 0.0129 / 4.0, 0.0129, 0.0518]);

    /// The published numbers of articles, and below them steps of four.
    pub const ARTICLES: HeatScale =
        HeatScale::DocumentsAYear([500.0 / 64.0, 500.0 / 16.0, 125.0, 500.0, 2000.0]);

    /// The tier of a label that `relevant` of `documents` use in a period of which a year has
    /// `in_a_year`. None if the period has no documents.
    pub fn tier(&self, relevant: u64, documents: u64, in_a_year: f64) -> Option<Heat> {
        const TIERS: [Heat; 5] =
            [Heat::Tepid, Heat::Warm, Heat::Hot, Heat::Scalding, Heat::Boiling];
        if documents == 0 {
            return None;
        }
        let (value, thresholds) = match self {
            HeatScale::Share(thresholds) => (relevant as f64 / documents as f64, thresholds),
            HeatScale::DocumentsAYear(thresholds) => (relevant as f64 * in_a_year, thresholds),
        };
        let reached = thresholds.iter().zip(TIERS).filter(|(threshold, _)| value >= **threshold);
        Some(reached.map(|(_, tier)| tier).max().unwrap_or(Heat::Cold))
    }
}

impl Default for HeatScale {
    fn default() -> HeatScale {
        HeatScale::SHARES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tier_begins_at_its_threshold() {
        let tier = |relevant| HeatScale::ARTICLES.tier(relevant, 40_000, 1.0).unwrap();
        assert_eq!(tier(2000), Heat::Boiling);
        assert_eq!(tier(1999), Heat::Scalding);
        assert_eq!(tier(499), Heat::Hot);
        assert_eq!(tier(0), Heat::Cold);
        assert!(Heat::Cold < Heat::Boiling);
    }

    #[test]
    fn shares_serve_corpora_of_any_size() {
        assert_eq!(HeatScale::SHARES.tier(518, 10_000, 12.0), Some(Heat::Boiling));
        assert_eq!(HeatScale::SHARES.tier(129, 10_000, 12.0), Some(Heat::Scalding));
        assert_eq!(HeatScale::SHARES.tier(0, 0, 1.0), None);
    }

    #[test]
    fn a_month_counts_as_a_twelfth_of_a_year() {
        assert_eq!(HeatScale::ARTICLES.tier(42, 3000, 12.0), Some(Heat::Scalding));
    }
}
