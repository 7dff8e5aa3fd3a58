//! Accounts of other times, as encyclopaedias write them: `{surface = value}` marks what is to be found. The texts are
//! our own; each is published long after what it tells.

use super::*;

const TEXTS: [&str; 7] = [
    "The Siege of Karsk ({August 1941 = 1941-08} – {January 1942 = 1942-01}) was a siege of the eastern war.\n\n\
     The garrison, about 2,000 men with 45 guns, had been formed in {the spring of 1940 = 1940-SP}. On \
     {22 June 1941 = 1941-06-22} the border was crossed, and {two days later = 1941-06-24} the first refugees arrived. \
     By {the end of July = 1941-07} the railway was cut. The town was encircled on {9 August = 1941-08-09}; \
     {the next day = 1941-08-10} the shelling began. Attacks on {August 14 = 1941-08-14}, {15 = 1941-08-15} and \
     {17 = 1941-08-17} failed. In {October = 1941-10} the river froze, and {the following month = 1941-11} bread was \
     cut to 200 grams. On {26 December = 1941-12-26} the relief began. It reached the town on \
     {3 January = 1942-01-03}, and by {the middle of February = 1942-02} the front had moved west. The town was not \
     rebuilt until {1953 = 1953}. In {March = 1942-03} the survivors were evacuated.",
    "The second Marrow War was fought from {1866 = 1866} to {1871 = 1871} between the republics. It followed the \
     treaty of {1848 = 1848}, which neither side had kept.\n\nIn {early 1866 = 1866} the northern parliament armed \
     itself. War was declared on {April 9 = 1866-04-09}. {Three weeks later = 1866-W18} the fleet sailed. It was \
     destroyed on the night of {May 3 = 1866-05-03}–{4 = 1866-05-04}, and {that summer = 1866-SU} both sides rested. \
     {The following year = 1867} began with rain. On {the 27th of January = 1867-01-27} the capital fell, and \
     {the same day = 1867-01-27} the president fled. {Four months later = 1867-05} he came back. {Later that year = 1867} \
     he was shot. {Two years later = 1869}, in {the autumn of 1869 = 1869-FA}, talks began; a truce held between \
     {12 = 1869-11-12} and {19 November = 1869-11-19}. The last battle was on {June 5, 1871 = 1871-06-05}, at \
     {dawn = 1871-06-05}. {Today = } the field is a park.",
    "Operation Lantern was the crossing of the Sarn in {1944 = 1944}. Planning had begun in {late 1943 = 1943}. At \
     {05:30 on 6 June 1944 = 1944-06-06} the guns opened; at {7:45 = 1944-06-06} the boats started. By \
     {that evening = 1944-06-06} 1,900 soldiers were across. {The next morning = 1944-06-07} the bridge stood. On \
     {Friday = 1944-06-09} the armour crossed. The 12th Division lost 2015 soldiers and 14 tanks. \
     {A week later = 1944-W24} the ridge was taken. The F-35 road and Hill 1066 were held until \
     {21 August = 1944-08-21}. The general (born {3 May 1890 = 1890-05-03}, died {1961 = 1961}) was relieved on \
     {1 September = 1944-09-01}. {In the winter of 1944–45 = } the front stood still.",
    "Emperor Aldo II reigned from {AD 70 = 0070} to {81 AD = 0081}. His father died in {44 BC = BC0044}. In \
     {the 19th century = 18} the tomb was opened, in {the 1860s = 186} robbed, and in {the late 1970s = 197} restored. \
     A road of {the mid-18th century = 17} crosses it. The excavations of {1923 = 1923}–{25 = 1925} and \
     {1938/39 = } found 1,500 coins.",
    "Date: {5 = 1967-06-05}–{10 June 1967 = 1967-06-10}\n\n\
     On {May 22 = 1967-05-22} the straits were closed. {Eight days later = 1967-05-30} a pact was signed. The war began \
     on {June 5 = 1967-06-05} at {07:45 = 1967-06-05}. By {noon = 1967-06-05} the airfields were gone. On \
     {the following day = 1967-06-06} the gap was forced, and by {8 June = 1967-06-08} the desert was lost. The fighting \
     ended on {June 10 = 1967-06-10}. In {November = 1967-11} a resolution, no. 242, was passed. The president died in \
     {September 1970 = 1970-09}; {a month later = 1970-10} his deputy took over.",
    "The uprising lasted from {November 29, 1830 = 1830-11-29} until {October 1831 = 1831-10}. In \
     {December = 1830-12} a dictator was named. He resigned on {January 17 = 1831-01-17}. {Eight days later = 1831-01-25} \
     the parliament deposed the king, and on {February 5 = 1831-02-05} the army came. {In the spring = } the cholera \
     broke out. On {May 26 = 1831-05-26} a battle was lost. By {July = 1831-07} only fortresses held. A treaty of \
     {1815 = 1815} was cited. On {September 8 = 1831-09-08} the capital surrendered. {The previous year = 1830} it had \
     been free. In {May = } the poet would have turned 40.",
    "The airlift of {1948 = 1948}–{49 = 1949} fed the city. The roads were closed on {24 June 1948 = 1948-06-24}. In \
     {July = 1948-07} 1,500 tons a day arrived, in {August = 1948-08} 4,500. During {the winter of 1948–49 = 1948-WI} fog \
     came. The record was set on {16 April 1949 = 1949-04-16}. {Less than a month later = 1949-05}, on {12 May = 1949-05-12}, \
     the roads were opened. Flights went on until {the end of September = 1949-09}. {That same year = 1949} two states \
     were founded.",
];

/// Takes the marks out of a text; gives it with the references that it should have.
pub(super) fn unmarked(marked: &str) -> (String, Vec<(usize, usize, String)>) {
    let (mut text, mut wanted) = (String::new(), Vec::new());
    for (at, piece) in marked.split('{').enumerate() {
        let Some((mark, rest)) = piece.split_once('}').filter(|_| at > 0) else {
            text.push_str(piece);
            continue;
        };
        let (surface, value) = mark.rsplit_once(" =").unwrap();
        let start = text.len();
        text.push_str(surface);
        wanted.push((start, text.len(), value.trim().to_owned()));
        text.push_str(rest);
    }
    (text, wanted)
}

#[derive(serde::Deserialize)]
struct Table {
    text: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    name: String,
    text: String,
}

/// The texts of the table: unmarked, each as paragraphs, as one paragraph a line, and as one line.
fn table() -> Vec<(String, String)> {
    let table: Table = toml::from_str(include_str!("narratives.toml")).unwrap();
    let layouts = [("paragraphs", "\n\n"), ("lines", "\n"), ("one line", " ")];
    let laid_out = |row: &Row| {
        let paragraphs: Vec<String> = row.text.trim().split("\n\n").map(|it| it.replace('\n', " ")).collect();
        layouts.map(|(layout, gap)| (format!("{} ({layout})", row.name), paragraphs.join(gap)))
    };
    table.text.iter().flat_map(laid_out).collect()
}

#[test]
fn accounts_of_other_times_keep_their_own_clock() {
    let tagger = Tagger::english();
    for published in [None, Some("2009-10-20")] {
        let mut wrong = Vec::new();
        let own = TEXTS.iter().map(|text| (text.chars().take(30).collect(), (*text).to_owned()));
        for (name, marked) in own.chain(table()) {
            let (text, wanted) = unmarked(&marked);
            let found = tagger.references(&text, published.map(|day| day.parse().unwrap()));
            assert_eq!(found.genre, Genre::Narrative, "{text}\n{:?}", found.evidence);
            // Marks without a value say that anything may be found there.
            let free = |start: usize| wanted.iter().any(|(s, e, value)| value.is_empty() && (*s..*e).contains(&start));
            let show = |start: usize, end: usize, value: &str| format!("{:?} = {value}", &text[start..end]);
            let mut got: Vec<String> = Vec::new();
            for one in found.references.iter().filter(|one| !free(one.start)) {
                got.push(show(one.start, one.end, one.value.as_deref().unwrap_or("unresolved")));
            }
            let wanted: Vec<String> =
                wanted.iter().filter(|(.., value)| !value.is_empty()).map(|(s, e, v)| show(*s, *e, v)).collect();
            wrong.extend(wanted.iter().filter(|one| !got.contains(one)).map(|one| format!("{name}: missing {one}")));
            wrong.extend(got.iter().filter(|one| !wanted.contains(one)).map(|one| format!("{name}:   found {one}")));
        }
        assert!(wrong.is_empty(), "published {published:?}\n{}", wrong.join("\n"));
    }
}

/// A blank line is the only sign that the account goes on with its own year, so the layouts of the table do not fit.
#[test]
fn an_account_returns_to_its_year_after_a_life_told_to_its_end() {
    let text = "The locks of Harm were taken between 12 and 26 September 1944. The order was given on 14 September 1944. Boats \
                crossed on 18 September and on the 21st.\n\nTheir colonel farmed until his death on 17 March 1984.\n\nA summary \
                of 11 September had put the garrison at 400; in October it was printed.";
    let found = Tagger::english().references(text, None);
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(values[values.len() - 3..], ["1984-03-17", "1944-09-11", "1944-10"]);
}

/// What follows a blank line is a new thread of the story.
#[test]
fn an_account_goes_on_where_it_was_after_one_look_ahead() {
    let text = "The bayou was cleared between 10 March and 20 June 1863. The first boat came on 23 March, the second on 28 March. On \
                8 April the fort was shelled, and on 3 May its colonel was taken. He was exchanged the following January.\n\n\
                The general had meanwhile crossed the river (April 30). On May 6 he turned east.\n\nThe colonel, who was made a \
                senator in June 1865, always blamed the order of 8 April.";
    let found = Tagger::english().references(text, None);
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(values[values.len() - 5..], ["1864-01", "1863-04-30", "1863-05-06", "1865-06", "1863-04-08"]);
}

#[test]
fn an_account_of_the_last_years_is_no_news() {
    let text = "The Battle of Amet was fought from 22 February to 11 March 2013.\n\nThe rising had begun on 17 January 2012; in March a \
                council was named. The mission was agreed on 20 December, but was not to start before September 2013. On 10 January \
                the town fell. The next day the planes came.";
    let found = Tagger::english().references(text, Some("2013-11-25".parse().unwrap()));
    assert_eq!(found.genre, Genre::Narrative, "{:?}", found.evidence);
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(values[3..], ["2012-03", "2012-12-20", "2013-09", "2013-01-10", "2013-01-11"]);
}

#[test]
fn an_obituary_begins_and_ends_with_its_own_days() {
    let text = "The keeper of the last lamp on the lake died on Good Friday. Born in 1919, she came to the island in 1938. From 1941 until \
                1979 she lit the lamp each night, and from June 1949 she wrote a column. In 1952 it was printed in Boston, in 1961 in \
                London. A service will be held on Saturday. In July, when the lake is calm, her ashes will be scattered.";
    let found = Tagger::english().references(text, Some("2011-04-26".parse().unwrap()));
    assert_eq!(found.genre, Genre::Narrative, "{:?}", found.evidence);
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!((values[0], values[values.len() - 1]), ("2011-04-22", "2011-07"));
}

#[test]
fn an_account_comes_to_its_own_days() {
    let text = "The party was founded in 1991, banned in 1995 and allowed in 2003. The revolt began on 6 April 2010. The next day the president fled. A court sat on 3 May 2011, and again in October \
                2011.\n\nThe neighbours refused again last month to give him up. His son was held on 12 January, and a verdict is due at \
                the end of the year.";
    let found = Tagger::english().references(text, Some("2012-03-15".parse().unwrap()));
    assert_eq!(found.genre, Genre::Narrative, "{:?}", found.evidence);
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(values[values.len() - 3..], ["2012-02", "2012-01-12", "2012"]);
}

#[test]
fn what_went_before_is_told_in_a_paragraph_of_its_own() {
    let text = "The Battle of Tarn was fought on 14 and 15 January 1900, after the town had been shut in since 2 November 1899.\n\n\
                The war had begun on 11 October 1899. After a first battle at the mine (20 October) the force fell back. Its general, \
                who came on 31 October, was beaten on 15 December. Three days later he was recalled.";
    let found = Tagger::english().references(text, None);
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(values[3..], ["1899-10-11", "1899-10-20", "1899-10-31", "1899-12-15", "1899-12-18"]);
}

/// Found in an account of a rising of March: its background is of the year before, and leads on to it over the turn of
/// the year.
#[test]
fn what_went_before_leads_to_the_time_that_the_text_set_out_to_tell() {
    let text = "The rising on the island lasted from 1 to 18 March 1921.\n\n\
                The last ships had left in November 1920. The town was down to half of its people by August 1920. Farmers had been in \
                revolt since September, those of the east since 31 January. On 22 January bread was cut by a third.\n\n\
                A general, whom the government had put in charge of the guns in December, advised an attack. On 4 March they met.";
    let found = Tagger::english().references(text, Some("2011-03-03".parse().unwrap()));
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(values[4..], ["1920-09", "1921-01-31", "1921-01-22", "1920-12", "1921-03-04"], "{values:?}");
}

#[test]
fn what_is_awaited_by_the_weekend_is_to_come() {
    for (text, value) in [
        ("The pumps should work again by the weekend.", "2017-W24-WE"),
        ("A longer speech is promised for the weekend.", "2017-W24-WE"),
        ("Shops were looted over the weekend.", "2017-W23-WE"),
    ] {
        let found = Tagger::english().references(text, Some("2017-06-14".parse().unwrap()));
        assert_eq!(found.references[0].value.as_deref(), Some(value), "{text}");
    }
}

/// Where a line is longer than any that is wrapped, its end is a paragraph's.
#[test]
fn paragraphs_may_be_lines() {
    let text = "The locks of Harm were taken between 12 and 26 September 1944. The order was given on 14 September 1944. Boats \
                crossed on 18 September and on the 21st, and the men who came back over the river the night after were few indeed. \n\
                Their colonel farmed until his death on 17 March 1984.\nA summary of 11 September had put the garrison at 400.";
    let last = |text: &str| Tagger::english().references(text, None).references.pop().and_then(|one| one.value);
    assert_eq!(last(text).as_deref(), Some("1944-09-11"));
    assert_eq!(last(&text.replace("\n", " ")).as_deref(), Some("1984-09-11"));
}
