//! Words that tell by standing beside a name what it is part of: titles, heads of institutions, ends of firms' names.
//!
//! `beside.txt` has one word a line, in alphabetical order, with its roles behind it.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::text::in_lower_case;

const LIST: &str = include_str!("beside.txt");

/// What words beside a name may be, each by its word in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A title that stands before a surname.
    Title,
    /// The head of an institution's name: "University of Baghdad".
    Head,
    /// What a firm's or a newspaper's name ends with, or goes on with.
    Firm,
    /// A body of troops that is named after a place.
    Troops,
    /// What may stand between a place's name and the body of troops, or the university.
    Between,
    /// A capitalised word that follows a place's name and leaves it one.
    Thing,
    /// A word after which a place's name is the place, whatever follows. In small letters.
    Locative,
    /// What an inn is called with a place's name: "Palestine Hotel", "Tehran Hilton".
    Hotel,
    /// What a street is called with a place's name: "Haifa Street".
    Street,
    /// What stands before a ship's name.
    Ship,
    /// What stands before a code name.
    Operation,
    /// What countries and towns have, and people seldom: "Jordan's army", "the Jordan river". In small letters.
    OfPlaces,
    /// What an institution is called behind a place's name: "Tehran University".
    Institution,
    /// What a treaty is called behind the name of the town where it was signed: "Oslo Accords".
    Treaty,
    /// What a team is called behind its town's name: "Detroit Lions".
    Team,
    /// Whose cars bear the names of places: "Chevrolet Colorado".
    Maker,
    /// An office or a house of a state, with a capital behind the state's name: "Georgia Gov. Brian Kemp". In small
    /// letters.
    Office,
    /// Of what bears a country's and a state's name only the state has it: "Georgia man". In small letters.
    OfStates,
    /// Of what bears a city's and a state's name only the state has it: "New York's governor". In small letters.
    OfGovernors,
    /// What somebody of a people or a nation is called, and is not to be seen from the word's ending, or may be a given
    /// name.
    Nation,
    /// A feature of the land that bears the name of a place at it: "Cane Creek".
    Feature,
    /// What a division is called behind its name: "Khurda district". In small letters.
    Division,
}

impl Role {
    const ALL: [(Role, &'static str); 22] = [
        (Role::Title, "title"),
        (Role::Head, "head"),
        (Role::Firm, "firm"),
        (Role::Troops, "troops"),
        (Role::Between, "between"),
        (Role::Thing, "thing"),
        (Role::Locative, "locative"),
        (Role::Hotel, "hotel"),
        (Role::Street, "street"),
        (Role::Ship, "ship"),
        (Role::Operation, "operation"),
        (Role::OfPlaces, "of-places"),
        (Role::Institution, "institution"),
        (Role::Treaty, "treaty"),
        (Role::Team, "team"),
        (Role::Maker, "maker"),
        (Role::Office, "office"),
        (Role::OfStates, "of-states"),
        (Role::OfGovernors, "of-governors"),
        (Role::Nation, "nation"),
        (Role::Feature, "feature"),
        (Role::Division, "division"),
    ];

    fn bit(self) -> u32 {
        1 << self as u16
    }

    /// Whether a word has it, as it is written.
    pub(super) fn is_of(self, word: &str) -> bool {
        ROLES.get(word).is_some_and(|roles| roles & self.bit() != 0)
    }

    /// Whether a word has it, as it is written or all in capitals.
    pub(super) fn is_of_capitals(self, word: &str) -> bool {
        self.is_of(word)
            || word.bytes().all(|byte| byte.is_ascii_uppercase())
                && in_lower_case(word, |word| SHOUTED.get(word).is_some_and(|roles| roles & self.bit() != 0))
    }

    /// Whether a word has it, as it is written or, of plain letters where the list has small ones, in any letter case.
    pub(super) fn is_of_any_case(self, word: &str) -> bool {
        self.is_of(word) || in_lower_case(word, |word| self.is_of(word))
    }
}

/// Each word of the list and its roles, a bit each.
static ROLES: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let roles = |names: &str| {
        Role::ALL.iter().filter(|(_, name)| names.split(' ').any(|one| one == *name)).map(|(role, _)| role.bit()).sum()
    };
    LIST.lines().filter_map(|line| line.split_once(' ')).map(|(word, names)| (word, roles(names))).collect()
});

/// The same by the words in small letters, for texts in capitals.
static SHOUTED: LazyLock<HashMap<String, u32>> = LazyLock::new(|| {
    let mut shouted: HashMap<String, u32> = HashMap::default();
    for (word, roles) in ROLES.iter() {
        *shouted.entry(word.to_lowercase()).or_default() |= roles;
    }
    shouted
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sorted_and_its_roles_are_known() {
        let lines: Vec<&str> = LIST.lines().collect();
        assert!(lines.windows(2).all(|pair| pair[0].split(' ').next() < pair[1].split(' ').next()));
        for line in lines {
            let (_, roles) = line.split_once(' ').unwrap();
            assert!(roles.split(' ').all(|role| Role::ALL.iter().any(|(_, name)| *name == role)), "{line}");
        }
    }

    #[test]
    fn a_word_has_its_roles_as_it_is_written() {
        assert!(Role::Firm.is_of("Times") && !Role::Firm.is_of("times") && !Role::Title.is_of("Times"));
        assert!(Role::Troops.is_of_capitals("MILITIA") && !Role::Troops.is_of("MILITIA"));
        assert!(Role::Hotel.is_of("Hotel") && Role::Thing.is_of("Hotel"));
        assert!(Role::Locative.is_of_any_case("In"));
    }
}
