//! What pages of the web say of days: reports, notices, fixtures, releases, courts; each sentence is a text of its own.

use super::*;

/// Text, and `surface = value` of what is found in it, separated by semicolons; published on Wednesday, 14 June 2017.
const NOTICES: &[(&str, &str)] = &[
    ("Six weeks ago yesterday the roof came down.", "Six weeks ago yesterday = 2017-05-02"),
    (
        "The first house opens on Friday week, the second on Monday week.",
        "Friday week = 2017-06-23; Monday week = 2017-06-26",
    ),
    ("This year's Karsk marathon is on 8 October.", "This year = 2017; 8 October = 2017-10-08"),
    ("Last year's champion will return on 14 October.", "Last year = 2016; 14 October = 2017-10-14"),
    ("This year's budget was adopted on 20 December.", "This year = 2017; 20 December = 2016-12-20"),
    ("The bridge is damaged Monday, a caption says.", "Monday = 2017-06-12"),
    ("Last year's final was played on 3 July.", "Last year = 2016; 3 July = 2016-07-03"),
    ("A strike in the fourth quarter had cut output.", "the fourth quarter = 2016-Q4"),
    ("On Friday, for the first time since 3 March, I will see my desk.", "Friday = 2017-06-16; 3 March = 2017-03-03"),
    ("The sale will start a day later than planned.", ""),
    ("Goal of the month: a header from the halfway line.", ""),
    ("She left school in 1957 and married the following spring.", "1957 = 1957; the following spring = 1958-SP"),
    (
        "The pier, which shut at noon on Saturday, hopes to open tomorrow.",
        "noon on Saturday = 2017-06-10; tomorrow = 2017-06-15",
    ),
    ("Call us on Friday for a new date.", "Friday = 2017-06-16"),
    ("\"Call us on Friday,\" said a clerk.", "Friday = 2017-06-16"),
    ("Tickets went on sale on Friday at 9am.", "Friday = 2017-06-09"),
    ("The shop reopens Monday after repairs.", "Monday = 2017-06-19"),
    ("Schools are closed on Friday.", "Friday = 2017-06-16"),
    ("The film is out on Friday.", "Friday = 2017-06-16"),
    ("In cinemas from Friday.", "Friday = 2017-06-16"),
    ("Book by Sunday to get a third off.", "Sunday = 2017-06-18"),
    ("Rovers host Whitley on Saturday.", "Saturday = 2017-06-17"),
    ("Rovers lost at home on Saturday.", "Saturday = 2017-06-10"),
    ("Rovers travel to Whitley on Saturday, having won on Tuesday.", "Saturday = 2017-06-17; Tuesday = 2017-06-13"),
    ("United have not won since Boxing Day.", "Boxing Day = 2016-12-26"),
    ("She plays Moreno in the semi-final on Thursday.", "Thursday = 2017-06-15"),
    ("He takes over from Jane Holt on 1 July.", "1 July = 2017-07-01"),
    ("He took over from Jane Holt on 1 May.", "1 May = 2017-05-01"),
    ("The album, due in September, was recorded in May.", "September = 2017-09; May = 2017-05"),
    ("The new rules take effect on January 1.", "January 1 = 2018-01-01"),
    ("The new rules took effect on January 1.", "January 1 = 2017-01-01"),
    ("The rules, effective July 1, cap fees.", "July 1 = 2017-07-01"),
    ("The tour runs until 9 September.", "9 September = 2017-09-09"),
    ("The tour ran until 9 May.", "9 May = 2017-05-09"),
    ("The exhibition continues to 30 July.", "30 July = 2017-07-30"),
    ("The hall opens to the public on Saturday 24 June.", "Saturday 24 June = 2017-06-24"),
    ("The trial continues on Monday.", "Monday = 2017-06-19"),
    ("The trial continues.", ""),
    ("He is due back in court on 3 August.", "3 August = 2017-08-03"),
    ("He appeared in court on Tuesday and was remanded until Friday.", "Tuesday = 2017-06-13; Friday = 2017-06-16"),
    ("He denies the charges, alleged to have taken place in March last year.", "March last year = 2016-03"),
    (
        "Police want to hear from anyone who was in Mill Lane between 9pm on Sunday and 6am on Monday.",
        "9pm on Sunday = 2017-06-11; 6am on Monday = 2017-06-12",
    ),
    ("Version 4.2 ships next month; 4.1 came out in March.", "next month = 2017-07; March = 2017-03"),
    ("Update, Thursday: the firm has replied.", "Thursday = 2017-06-08"),
    ("Last updated 14 June 2017.", "14 June 2017 = 2017-06-14"),
    ("Posted on Tue 13 Jun 2017 at 10:02", "Tue 13 Jun 2017 = 2017-06-13"),
    ("The company expects to report full-year results on 20 July.", "20 July = 2017-07-20"),
    ("Profit for the six months to 31 March fell.", "31 March = 2017-03-31"),
    (
        "The dividend will be paid on 1 September to holders of record on 4 August.",
        "1 September = 2017-09-01; 4 August = 2017-08-04",
    ),
    ("The bank cut its forecast for this year and next.", "this year = 2017"),
    ("It was the wettest June since 1860.", "June = 2017-06; 1860 = 1860"),
    ("The fair returns this weekend after two years.", "this weekend = 2017-W24-WE"),
    ("A vigil will be held tonight.", "tonight = 2017-06-14"),
    ("She will be buried on Saturday in Oban.", "Saturday = 2017-06-17"),
    ("She died at home on 28 May.", "28 May = 2017-05-28"),
    ("He is survived by a son born in 1988.", "1988 = 1988"),
    ("Voters go to the polls on Sunday.", "Sunday = 2017-06-18"),
    ("Voters went to the polls on Sunday.", "Sunday = 2017-06-11"),
    ("The council voted on the plan on Tuesday.", "Tuesday = 2017-06-13"),
    ("The verdict is expected on Friday.", "Friday = 2017-06-16"),
    ("Its inventor turns 90 on Friday.", "Friday = 2017-06-16"),
    ("On Monday the museum begins a new season.", "Monday = 2017-06-19"),
    ("On Monday the museum began a new season.", "Monday = 2017-06-12"),
    ("Come along on Saturday morning and bring a friend.", "Saturday morning = 2017-06-17"),
    ("The deadline for entries is 5pm on Friday.", "5pm on Friday = 2017-06-16"),
    ("Since the storm on Saturday, 400 homes have been dark.", "Saturday = 2017-06-10"),
    ("Saturday's match against Whitley was abandoned.", "Saturday = 2017-06-10"),
    ("Saturday's game will be streamed.", "Saturday = 2017-06-17"),
    ("The next meeting is on 11 July.", "11 July = 2017-07-11"),
    ("The last meeting was on 11 April.", "11 April = 2017-04-11"),
    ("Carts are 5 marks and 142 yen Tuesday.", "Tuesday = 2017-06-13"),
    // What the present announces.
    ("No ferries on Sunday.", "Sunday = 2017-06-18"),
    ("Waste: no rounds Monday. Paper is fetched as usual.", "Monday = 2017-06-19"),
    ("No arrests were made on Sunday.", "Sunday = 2017-06-11"),
    ("No one hurt in Sunday fire.", "Sunday = 2017-06-11"),
    ("There's a lecture on Thursday in the old mill.", "Thursday = 2017-06-15"),
    ("There is a lecture on Thursday in the old mill.", "Thursday = 2017-06-15"),
    ("It's closed on Friday.", "Friday = 2017-06-16"),
    ("Sunday brings the last heat of the regatta.", "Sunday = 2017-06-18"),
    ("Rehearsals begin Tuesday in the barn.", "Tuesday = 2017-06-20"),
    ("Easter orders close on Sunday at noon.", "Sunday = 2017-06-18"),
    ("The kiosk did not open on Sunday.", "Sunday = 2017-06-11"),
    ("The kiosk stayed open on Sunday.", "Sunday = 2017-06-11"),
    ("Prices were up at the close on Friday.", "Friday = 2017-06-09"),
    ("The skippers have a free day on Tuesday.", "Tuesday = 2017-06-20"),
    ("We've got our first show on Sunday, in Oban.", "Sunday = 2017-06-18"),
    ("She got the letter on Sunday.", "Sunday = 2017-06-11"),
    (
        "Rovers drew a tie that had been put off twice, and on Saturday they entertain the bottom club.",
        "Saturday = 2017-06-17",
    ),
    ("Rovers drew on Tuesday, and on Saturday they lost.", "Tuesday = 2017-06-13; Saturday = 2017-06-10"),
    (
        "When are the strikes? Thursday, Friday and Sunday.",
        "Thursday = 2017-06-15; Friday = 2017-06-16; Sunday = 2017-06-18",
    ),
    ("When did the strike begin? Sunday, at noon.", "Sunday = 2017-06-11"),
    ("Thursday and Friday are but the overture.", "Thursday = 2017-06-15; Friday = 2017-06-16"),
    ("Ferry: extra sailings from Monday to June 30.", "Monday = 2017-06-19; June 30 = 2017-06-30"),
    ("If nobody objects by Friday, we print it.", "Friday = 2017-06-16"),
    ("If Tuesday's vote was a test, he failed it.", "Tuesday = 2017-06-13"),
    ("If nobody loses a file over the weekend, we freeze the code.", "the weekend = 2017-W24-WE"),
    // What a weekday, a season or a number is told by.
    ("On a Sunday you can hear the bells; it shut on a Sunday afternoon.", ""),
    ("A Friday deadline was missed.", "Friday = 2017-06-09"),
    ("He likes today's youth, and today's match is his.", "today = 2017-06-14"),
    ("The people of tomorrow live here.", ""),
    ("They met two Fridays ago and three Mondays ago.", "two Fridays ago = 2017-06-02; three Mondays ago = 2017-05-29"),
    ("Sales fell 2 percent on the week prior.", "the week prior = 2017-W23"),
    (
        "We freeze it on October 7 and ship it the week after that.",
        "October 7 = 2017-10-07; the week after that = 2017-W41",
    ),
    ("In 1936 they were stranded in Omaha that winter.", "1936 = 1936; that winter = 1936-WI"),
    (
        "He drove a van from 1958 until 1982. Found again two years after that, he sang.",
        "1958 = 1958; 1982 = 1982; two years after that = 1984",
    ),
    (
        "A chef rang on Easter Monday 2015, and asked for it by the Wednesday.",
        "Easter Monday 2015 = 2015-04-06; the Wednesday = 2015-04-08",
    ),
    (
        "The law was struck down last month. She gave evidence on the 18th.",
        "last month = 2017-05; the 18th = 2017-05-18",
    ),
    ("Police ask who was there on Saturday, November 21.", "Saturday, November 21 = 2015-11-21"),
    ("Last year it was May 22nd, but then it rained.", "Last year = 2016; May 22nd = 2016-05-22"),
    ("Frost is likely by the last week of the month.", "the last week of the month = 2017-W26"),
    ("A man who was given a month is still alive a year later.", "a year later = 2017"),
    ("If she does not appeal within 14 days, he would be free seven days later.", "seven days later = ?"),
    ("Founded in 1991, the firm has 300 staff. It sold shares in May.", "1991 = 1991; May = 2017-05"),
    (
        "She left a house on 14 July 2004.\n\nHer bag was found in a ditch on 16 July.",
        "14 July 2004 = 2004-07-14; 16 July = 2004-07-16",
    ),
    ("In the 70s she sang; highs today are in the 70s.", "today = 2017-06-14"),
    ("In the early 90s it was a ruin.", "the early 90s = 199"),
    ("He retired in his 70s.", ""),
    ("The screen has 2560 by 1600 dots.", ""),
    ("FY21 guidance was cut, and profit for FY2016 rose.", "FY21 = 2021; FY2016 = 2016"),
    ("The trade of 1894-5 was slack; they won 3-5.", "1894 = 1894; 5 = 1895"),
    ("A pothole in March Lane was filled.", ""),
    ("The school was to have shut on Thursday and will now stay open.", "Thursday = 2017-06-15"),
    ("The school was to have shut on Tuesday.", "Tuesday = 2017-06-13"),
    ("They drew 400 guests on August Bank Holiday.", "August Bank Holiday = 2016-08-29"),
    (
        "He tweets.\n\nGolf again today.\n\n— Jane Holt (@jholt) December 30, 2016\n\nShe golfs today.",
        "today = 2016-12-30; December 30, 2016 = 2016-12-30; today = 2017-06-14",
    ),
    ("Survey of Karsk bridge to end, Friday", "Friday = 2017-06-16"),
    ("They hope to sail in an August-May window.", "August = 2017-08; May = 2018-05"),
    ("It rained mid-March to late April.", "mid-March = 2017-03; late April = 2017-04"),
    ("It rained mid-September to late November.", "mid-September = 2016-09; late November = 2016-11"),
    ("They met on the fifth Monday of February 2017.", "the fifth Monday of February 2017 = ?"),
    ("Shares fell March-April.", "March = 2017-03; April = 2017-04"),
    ("Jam for sale. Library annex, Monday, 6:30.", "Monday = 2017-06-19"),
    ("\"Friday and Sunday are the worst,\" she said.", "Friday = 2017-06-16; Sunday = 2017-06-18"),
    ("Each has sold out of cake for the 23rd.", "the 23rd = 2017-06-23"),
    (
        "In the week of 8 August we sold more than in the whole of July.",
        "the week of 8 August = 2016-W32; July = 2016-07",
    ),
    (
        "Ann Holt, who died on May 9, aged 88, was born in 1928, wed in 1950 and moved to Oban in 1960.",
        "May 9 = 2017-05-09; 1928 = 1928; 1950 = 1950; 1960 = 1960",
    ),
    (
        "Karsk held out until 1918, and that year's parade was in November.",
        "1918 = 1918; that year = 1918; November = 1918-11",
    ),
    (
        "5 June 2017 | By Jane Doe\nThe quay shut on Monday.\n\nBy Ann Smith | 19 July 2016 at 10:30\nIt reopened on Monday, \
         and a vote is due in October.\n\nPublished by John Roe on May 3, 2018\nIt rained yesterday.",
        "5 June 2017 = 2017-06-05; Monday = 2017-06-05; 19 July 2016 = 2016-07-19; Monday = 2016-07-18; October = 2016-10; \
         May 3, 2018 = 2018-05-03; yesterday = 2018-05-02",
    ),
    (
        "5 June 2017 | By Jane Doe\nThe quay shut on Monday. Built by Ann Smith on 19 July 2016, it is new. It rained yesterday.",
        "5 June 2017 = 2017-06-05; Monday = 2017-06-12; 19 July 2016 = 2016-07-19; yesterday = 2017-06-13",
    ),
    (
        "Abstracts by 5 June 2016\nPayment by 12 July 2016\n\nThe mayor died yesterday.",
        "5 June 2016 = 2016-06-05; 12 July 2016 = 2016-07-12; yesterday = 2017-06-13",
    ),
    (
        "5 July 2016 | Royal Hall\n12 August 2016 | City Hall\n\nThe mayor died yesterday.",
        "5 July 2016 = 2016-07-05; 12 August 2016 = 2016-08-12; yesterday = 2017-06-13",
    ),
    ("Tickets go on sale Friday at noon.", "Friday = 2017-06-16"),
    ("The staff did not go on strike Friday.", "Friday = 2017-06-09"),
    ("A service takes place on Friday at St Mary's.", "Friday = 2017-06-16"),
    ("A service did not take place on Friday.", "Friday = 2017-06-09"),
    ("The games take place on Friday.", "Friday = 2017-06-16"),
    ("See you on Monday!", "Monday = 2017-06-19"),
    ("It was played on a Sunday.", ""),
    ("They met on Sunday, June 11, a Sunday.", "Sunday, June 11 = 2017-06-11; a Sunday = 2017-06-11"),
    ("In the year to March profits rose.", "March = 2017-03"),
    ("It expects sales for the year to be flat.", "the year = 2017"),
    ("The branch was one of four earmarked to shut on 31 March.", "31 March = 2018-03-31"),
];

/// The same of letters, whose date is that of their head.
const LETTERS: &[(&str, &str)] = &[
    (
        "HEADQUARTERS, June 14, 1864. ( Received 15th. ) We marched this a.m. to the ford.",
        "June 14, 1864 = 1864-06-14; 15th = 1864-06-15; this a.m. = 2017-06-14",
    ),
    (
        "Savannah S. C. June 13, 2017. Yours of even date is at hand. Day before yesterday it rained.",
        "June 13, 2017 = 2017-06-13; even date = 2017-06-13; Day before yesterday = 2017-06-11",
    ),
    ("There is trouble in that quarter, and has been since July last.", "July last = 2016-07"),
];

#[test]
fn each_notice_and_letter_is_read() {
    each_is_read(&Tagger::english(), NOTICES.iter().chain(LETTERS));
}

/// Regression: what counts from the head of a piece was said to count from the publication of the whole page, and what
/// counts from a message's signature from whatever date came next.
#[test]
fn days_of_pieces_and_messages_say_what_they_count_from() {
    let messages = "Golf again today, and tomorrow.\n\n— Jane Holt (@jholt) December 30, 2016\n\nShe golfs today.";
    let pieces = "5 June 2017 | By Jane Doe\nIt shut yesterday.\n\nBy Ann Smith | 19 July 2016\nIt reopened yesterday.";
    for (text, wanted) in [
        (messages, vec![Anchor::Reference(2), Anchor::Reference(2), Anchor::Explicit, Anchor::Published]),
        (pieces, vec![Anchor::Explicit, Anchor::Reference(0), Anchor::Explicit, Anchor::Reference(2)]),
    ] {
        let found = Tagger::english().references(text, Some("2017-06-14".parse().unwrap())).references;
        assert_eq!(found.iter().map(|one| one.anchor).collect::<Vec<_>>(), wanted, "{text}");
    }
}
