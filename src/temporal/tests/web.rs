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
