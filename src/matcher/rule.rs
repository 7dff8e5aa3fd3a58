//! The named rules that let a mention count or that drop it.

use serde::{Deserialize, Serialize};

/// The rule that let a mention count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Rule {
    /// Written exactly as the alias, which asks for that.
    Exact,
    /// With a capital wherever the alias has one.
    Capitalised,
    /// All in capitals, as in a headline.
    Capitals,
    /// In any case, as the alias allows.
    AnyCase,
    /// A form that the alias takes in its language: a case of Russian or Ukrainian ("Мосула"), a name before a Turkish
    /// suffix ("Rakka'da").
    Inflected,
    /// After particles that Arabic writes together with a name ("والموصل").
    Clitic,
    /// Inside an address or a hashtag, where the alias asks for that.
    Anywhere,
    /// A weak alias in a document where a strong alias of the same entity stands.
    Weak,
    /// A person decided it, in `corrections.toml`.
    Corrected,
}

impl Rule {
    /// All rules, in the order of every listing.
    pub const ALL: [Rule; 9] = [
        Rule::Exact,
        Rule::Capitalised,
        Rule::Capitals,
        Rule::AnyCase,
        Rule::Inflected,
        Rule::Clitic,
        Rule::Anywhere,
        Rule::Weak,
        Rule::Corrected,
    ];

    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            Rule::Exact => "exact",
            Rule::Capitalised => "capitalised",
            Rule::Capitals => "capitals",
            Rule::AnyCase => "any",
            Rule::Inflected => "inflected",
            Rule::Clitic => "clitic",
            Rule::Anywhere => "anywhere",
            Rule::Weak => "weak",
            Rule::Corrected => "corrected",
        }
    }

    /// What it says, for people.
    pub fn about(self) -> &'static str {
        match self {
            Rule::Exact => "written exactly as the alias",
            Rule::Capitalised => "capitals where the alias has them",
            Rule::Capitals => "all in capitals",
            Rule::AnyCase => "in any letter case, as the alias allows",
            Rule::Inflected => "a form of the alias in its language",
            Rule::Clitic => "after particles that are written together with it",
            Rule::Anywhere => "inside an address or a hashtag, as the alias asks",
            Rule::Weak => "weak, and the entity is named by a strong alias in the document",
            Rule::Corrected => "a person decided it, in corrections.toml",
        }
    }
}

/// The rule that dropped an occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DropRule {
    /// Inside a web or e-mail address, an account name or a file name.
    Address,
    /// Reaches over a sentence's end.
    Sentence,
    /// Not in the letter case that its alias asks for, though it begins with a capital.
    Case,
    /// The alias was not in use when the document was published (`from`, `to`).
    Validity,
    /// A word follows that makes it something else (`not_before`).
    NotBefore,
    /// A word stands before it that makes it something else (`not_after`).
    NotAfter,
    /// The name of a month beside a day or a year, or after a word such as "in".
    Month,
    /// A common word in capitals for emphasis, or in a headline whose capitals say nothing.
    Emphasis,
    /// A place's name that is part of the name of somebody or something that is not in the list ("Jack London",
    /// "Victoria Derbyshire", "University of Baghdad").
    InsideName,
    /// Inside of, or overlapping, a longer name.
    Longer,
    /// A weak alias in a document without a strong one of the same entity.
    Weak,
    /// Another entity that shares the alias was taken, or none of several was likely enough.
    Ambiguous,
    /// A name of an imported place that the words around it make something else.
    Unlikely,
    /// The place lies in another state or country than the one that stands directly behind its name ("Moscow, Idaho"),
    /// or the name is no person's for that ("Clinton, Iowa"), or a state has the name, and what follows is a state's
    /// ("Washington Gov. Jay Inslee").
    Elsewhere,
}

impl DropRule {
    /// All rules, in the order of every listing.
    pub const ALL: [DropRule; 14] = [
        DropRule::Address,
        DropRule::Sentence,
        DropRule::Case,
        DropRule::Validity,
        DropRule::NotBefore,
        DropRule::NotAfter,
        DropRule::Month,
        DropRule::Emphasis,
        DropRule::InsideName,
        DropRule::Longer,
        DropRule::Weak,
        DropRule::Ambiguous,
        DropRule::Unlikely,
        DropRule::Elsewhere,
    ];

    /// The word that stands for it in every output.
    pub fn name(self) -> &'static str {
        match self {
            DropRule::Address => "address",
            DropRule::Sentence => "sentence",
            DropRule::Case => "case",
            DropRule::Validity => "validity",
            DropRule::NotBefore => "not_before",
            DropRule::NotAfter => "not_after",
            DropRule::Month => "month",
            DropRule::Emphasis => "emphasis",
            DropRule::InsideName => "inside_name",
            DropRule::Longer => "longer",
            DropRule::Weak => "weak",
            DropRule::Ambiguous => "ambiguous",
            DropRule::Unlikely => "unlikely",
            DropRule::Elsewhere => "elsewhere",
        }
    }

    /// What it says, for people.
    pub fn about(self) -> &'static str {
        match self {
            DropRule::Address => "inside a web or e-mail address, an account name or a file name",
            DropRule::Sentence => "it reaches over the end of a sentence",
            DropRule::Case => "not in the letter case that the alias asks for",
            DropRule::Validity => "the alias was not in use on the day of publication",
            DropRule::NotBefore => "a word of its not_before follows",
            DropRule::NotAfter => "a word of its not_after stands before it",
            DropRule::Month => "the name of a month: a day or a year stands beside it, or a word such as \"in\"",
            DropRule::Emphasis => "a common word that is in capitals for emphasis or in a headline",
            DropRule::InsideName => "its neighbours make it part of the name of somebody or something else",
            DropRule::Longer => "it lies in or across a longer name",
            DropRule::Weak => "a weak alias, and no strong one of the entity stands in the document",
            DropRule::Ambiguous => {
                "several entities have the name, and this one is not the likeliest or not clearly so"
            }
            DropRule::Unlikely => "what stands around it makes it no place's name (only names of a dump are asked)",
            DropRule::Elsewhere => {
                "a state or a country stands directly behind it: the place does not lie there, or it is no person's name \
                 there; or a state bears the name, and what follows is a state's"
            }
        }
    }
}

/// How many occurrences each rule dropped. A name that two entities share is two occurrences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    dropped: [u64; DropRule::ALL.len()],
}

impl Tally {
    /// Counts occurrences under a rule.
    pub(super) fn drop(&mut self, rule: DropRule, occurrences: usize) {
        self.dropped[rule as usize] += occurrences as u64;
    }

    /// Adds the counts of another tally.
    pub fn add(&mut self, other: &Tally) {
        for (mine, theirs) in self.dropped.iter_mut().zip(other.dropped) {
            *mine += theirs;
        }
    }

    /// Every rule and how many occurrences it dropped.
    pub fn dropped(&self) -> impl Iterator<Item = (DropRule, u64)> + '_ {
        DropRule::ALL.into_iter().map(|rule| (rule, self.dropped[rule as usize]))
    }
}
