//! The forms that a date takes in English, in texts published on Wednesday, 14 June 2017.

use super::*;

/// Text, and `surface = value` of what is found in it, separated by semicolons.
const FORMS: &[(&str, &str)] = &[
    // Explicit.
    ("It fell on 5 May 2018.", "5 May 2018 = 2018-05-05"),
    ("It fell on May 5th, 2018.", "May 5th, 2018 = 2018-05-05"),
    ("It was freed on July 10/2017.", "July 10/2017 = 2017-07-10"),
    ("Signed 13.06.2017, stamped 01.02.2017.", "13.06.2017 = 2017-06-13; 01.02.2017 = 2017-02-01"),
    ("Signed 06/13/17, stamped 01/02/2017.", "06/13/17 = 2017-06-13; 01/02/2017 = 2017-01-02"),
    ("Stamped 01/02/2017.", "01/02/2017 = ?"),
    ("Stamped 02/02/2017.", "02/02/2017 = 2017-02-02"),
    ("At 2017-06-13T04:30Z.", "2017-06-13T04:30Z = 2017-06-13"),
    ("It ended in March 2016.", "March 2016 = 2016-03"),
    ("It ended in 2014.", "2014 = 2014"),
    ("In the summer of 2014 it ended.", "the summer of 2014 = 2014-SU"),
    ("Early 2015 was calm, and so was mid-June.", "Early 2015 = 2015; mid-June = 2017-06"),
    ("It ended late last year.", "late last year = 2016"),
    ("The 1960s, the nineties and the '80s.", "The 1960s = 196; the nineties = 199; the '80s = 198"),
    ("A law of the 19th century.", "the 19th century = 18"),
    ("In Q3 2016 and the first half of 2017.", "Q3 2016 = 2016-Q3; the first half of 2017 = 2017-H1"),
    ("They met in week 24.", "week 24 = 2017-W24"),
    ("In week 24, it rained.", "week 24 = 2017-W24"),
    ("It was closed from November to March.", "November = 2016-11; March = 2017-03"),
    ("In October the first great battle was lost.", "October = 2016-10"),
    ("The strike, put off until June 30, goes on.", "June 30 = 2017-06-30"),
    ("He could be home as soon as Friday.", "Friday = 2017-06-16"),
    ("They met on 3 May 2016. The day before, he came.", "3 May 2016 = 2016-05-03; The day before = 2016-05-02"),
    // The present tells what is planned for a day that follows it; of a day before it, it tells nothing.
    ("The ministers meet on Friday.", "Friday = 2017-06-16"),
    ("The fund, which closes on Friday, is small.", "Friday = 2017-06-16"),
    ("The board holds its first session Monday.", "Monday = 2017-06-19"),
    ("The ministers did not meet on Friday.", "Friday = 2017-06-09"),
    ("It follows Friday's offer by the firm, which holds a tenth.", "Friday = 2017-06-09"),
    // What had been foreseen says nothing of when.
    ("Sales fell more than expected after a claim in March.", "March = 2017-03"),
    ("It opened as planned on Friday.", "Friday = 2017-06-09"),
    ("It is expected on Friday.", "Friday = 2017-06-16"),
    ("He invited them to a meeting this weekend.", "this weekend = 2017-W24-WE"),
    ("By Monday they were clean.", "Monday = 2017-06-12"),
    ("The talks were abandoned this weekend.", "this weekend = 2017-W23-WE"),
    ("The talks will go on this weekend.", "this weekend = 2017-W24-WE"),
    ("He lost his freedom in 2008 and will be formally sentenced June 28.", "2008 = 2008; June 28 = 2017-06-28"),
    ("Scandal-ridden mayor to be buried Saturday.", "Saturday = 2017-06-17"),
    ("Lows will be near 50, followed by highs Friday near 70.", "Friday = 2017-06-16"),
    ("On Friday, the moon is full.", "Friday = 2017-06-16"),
    ("On Friday, a man who is accused of theft was seen.", "Friday = 2017-06-09"),
    ("To register, write to her by Friday with a list of subjects taught.", "Friday = 2017-06-16"),
    ("Mill Lane. Closed until July 3. Hill Road. One lane only Friday.", "July 3 = 2017-07-03; Friday = 2017-06-16"),
    ("It was in 1881, on the 27th of February, that it fell.", "1881 = 1881; the 27th of February = 1881-02-27"),
    ("To-day it rained; to-morrow it will snow.", "To-day = 2017-06-14; to-morrow = 2017-06-15"),
    ("KARSK, June 12 (Wire) - The gate was opened today.", "June 12 = 2017-06-12; today = 2017-06-12"),
    ("Gate opened. KARSK, June 12, 2017 - He left yesterday.", "June 12, 2017 = 2017-06-12; yesterday = 2017-06-11"),
    ("On June 12 - in the rain - it fell. He left today.", "June 12 = 2017-06-12; today = 2017-06-14"),
    ("It closed its shop, which dated from 1958, on May 14.", "1958 = 1958; May 14 = 2017-05-14"),
    ("It pays for day-to-day costs.", ""),
    ("No launch before Sunday.", "Sunday = 2017-06-18"),
    ("We plan for growth in Q4.", "Q4 = 2017-Q4"),
    ("It lost in last year's fiscal third-quarter.", "last year's fiscal third-quarter = 2016-Q3"),
    ("Output rose 8 percent from a year earlier to 300 tons in April.", "a year earlier = 2016-04; April = 2017-04"),
    // A number may count what does not follow at once.
    ("The army ordered 1500 more troops to the north.", ""),
    ("They want 2000 additional beds.", ""),
    ("In 2015 more people came.", "2015 = 2015"),
    ("It was signed on 3 May 2016. On that date all six came.", "3 May 2016 = 2016-05-03; that date = 2016-05-03"),
    ("Nobody in May would have believed it.", "May = 2017-05"),
    ("The vote was to have taken place on Saturday.", "Saturday = 2017-06-10"),
    ("It cannot be ready before August.", "August = 2017-08"),
    ("It is low, but November was lower.", "November = 2016-11"),
    ("They expect 5 percent, against 6 percent in the third quarter.", "the third quarter = 2016-Q3"),
    // Quarters and halves of games are none of the year.
    ("In the fourth quarter he threw two touchdowns.", ""),
    ("She had a third-quarter goal, and the coach left.", ""),
    ("The striker scored. In the second quarter it rained.", ""),
    ("Revenue fell in the fourth quarter.", "the fourth quarter = 2016-Q4"),
    (
        "The club's revenue fell in the fourth quarter, said its coach of ten years and million.",
        "the fourth quarter = 2016-Q4",
    ),
    ("It lost 2 in the first quarter and 3 in the second.", "the first quarter = 2017-Q1; the second = 2017-Q2"),
    ("He came first in the race and she in the second.", ""),
    // What belongs to a date, and what does not.
    ("For the third time this week it rained.", "this week = 2017-W24"),
    ("This time last year he was poor.", "This time last year = 2016"),
    (
        "It was shut all of April 2016 and for the rest of the year.",
        "all of April 2016 = 2016-04; the rest of the year = 2017",
    ),
    ("Written in the last year of his life.", ""),
    ("He left before the end of the Winter Games.", ""),
    ("Urban (c. 1195–1264) came.", "c. 1195 = 1195; 1264 = 1264"),
    ("On Easter Tuesday, 31 March 1282, it began.", "Easter Tuesday = 1282-03-31; 31 March 1282 = 1282-03-31"),
    (
        "He came on Sept. 4, a Saturday, and since June 12, the Monday when they left, is ill.",
        "Sept. 4 = 2016-09-04; a Saturday = 2017-06-10; June 12 = 2017-06-12; the Monday = 2017-06-12",
    ),
    ("The March elections were lost, and the March was long.", "March = 2017-03"),
    // Figures that are no years.
    ("Call 555 1998.", ""),
    ("She said it in 300 words. It rose by 120 in 450 towns, and in 200, too.", ""),
    ("It happened during Ramadan 2016.", "Ramadan 2016 = 2016-06-06/2016-07-05"),
    ("On New Year's Eve it burnt.", "New Year's Eve = 2016-12-31"),
    ("Since 9/11 nothing is the same.", "9/11 = 2001-09-11"),
    ("He came on the 21st of May, 1940.", "the 21st of May, 1940 = 1940-05-21"),
    ("Easter 2016 was early.", "Easter 2016 = 2016-03-27"),
    // Ranges and lists.
    ("From 6 June – 17 October 2017.", "6 June = 2017-06-06; 17 October 2017 = 2017-10-17"),
    ("Between 2012 and 2014 it grew.", "2012 = 2012; 2014 = 2014"),
    ("It was shut from January to March.", "January = 2017-01; March = 2017-03"),
    ("He spoke on June 5, 6 and 8.", "June 5 = 2017-06-05; 6 = 2017-06-06; 8 = 2017-06-08"),
    ("The war of 2014–17 is over.", "2014 = 2014; 17 = 2017"),
    ("It has been shut since January.", "January = 2017-01"),
    ("It will be shut until the end of the year.", "the end of the year = 2017"),
    // Relative to the day of publication.
    ("They met on Wednesday.", "Wednesday = 2017-06-14"),
    ("They will meet on Friday.", "Friday = 2017-06-16"),
    ("They met last Friday, before Monday's vote.", "last Friday = 2017-06-09; Monday = 2017-06-12"),
    ("He came yesterday and leaves tomorrow night.", "yesterday = 2017-06-13; tomorrow night = 2017-06-15"),
    ("Last month, two weeks ago, this year.", "Last month = 2017-05; two weeks ago = 2017-W22; this year = 2017"),
    ("Earlier this year it rained.", "Earlier this year = 2017"),
    ("He resigned in October.", "October = 2016-10"),
    ("He will resign in October.", "October = 2017-10"),
    ("She died four days ago, not a fortnight ago.", "four days ago = 2017-06-10; a fortnight ago = 2017-W22"),
    // Weekdays, as verbs and prepositions say.
    ("They expected to be home by Friday.", "Friday = 2017-06-16"),
    ("The town had fallen by Friday.", "Friday = 2017-06-09"),
    ("Her successor starts on Monday.", "Monday = 2017-06-19"),
    ("He asked them to come again on Saturday.", "Saturday = 2017-06-17"),
    ("They are planning a walk on Sunday.", "Sunday = 2017-06-18"),
    ("Rain is likely on Friday.", "Friday = 2017-06-16"),
    ("Friday is a holiday.", "Friday = 2017-06-16"),
    ("Friday's attack is the third.", "Friday = 2017-06-09"),
    ("The attack on Friday is the third.", "Friday = 2017-06-09"),
    ("He is held since Friday.", "Friday = 2017-06-09"),
    ("The race on Sunday may be moved.", "Sunday = 2017-06-18"),
    ("Nobody could be found on Sunday.", "Sunday = 2017-06-11"),
    ("Schools stay closed through Friday.", "Friday = 2017-06-16"),
    ("It was closed from June 6 until late on Sunday.", "June 6 = 2017-06-06; Sunday = 2017-06-11"),
    ("Schools to close Friday", "Friday = 2017-06-16"),
    ("The storm could strike on Friday.", "Friday = 2017-06-16"),
    ("Neither she nor her sons could be found on Sunday.", "Sunday = 2017-06-11"),
    ("The ship had been due to dock on Monday.", "Monday = 2017-06-12"),
    ("Jurors were to be picked on Friday.", "Friday = 2017-06-16"),
    ("The anniversary falls on Friday.", "Friday = 2017-06-16"),
    ("It made landfall on June 3, a Saturday.", "June 3 = 2017-06-03; a Saturday = 2017-06-03"),
    ("Friday was quiet. On the previous Friday ten had died.", "Friday = 2017-06-09; the previous Friday = 2017-06-02"),
    ("An interview in the Weekend section was wrong.", ""),
    // What is told of a day to come, with no verb of the future beside it.
    ("They hope to have it ringed by Friday.", "Friday = 2017-06-16"),
    ("She hoped to seat a jury by Friday.", "Friday = 2017-06-16"),
    ("They will have left by Friday.", "Friday = 2017-06-16"),
    ("She said it would attend Friday's meeting.", "Friday = 2017-06-16"),
    ("He did not attend Friday's meeting.", "Friday = 2017-06-09"),
    (
        "The expected high for Friday is 44. Partly sunny again on Saturday.",
        "Friday = 2017-06-16; Saturday = 2017-06-17",
    ),
    ("They go to Carford on Friday and play the leaders on Saturday.", "Friday = 2017-06-16; Saturday = 2017-06-17"),
    ("They did not go to Carford on Friday.", "Friday = 2017-06-09"),
    ("A vote was to have been held in October.", "October = 2017-10"),
    ("The count, a judge said, might slip to the weekend.", "the weekend = 2017-W24-WE"),
    ("They will hold a quiz, and a sale that will open on Saturday.", "Saturday = 2017-06-17"),
    ("The meeting is Tuesday.", "Tuesday = 2017-06-20"),
    ("He is in hospital after a crash on Sunday night.", "Sunday night = 2017-06-11"),
    ("He is in hospital after a crash Sunday night.", "Sunday night = 2017-06-11"),
    ("The board set a meeting for 11 a.m. Friday.", "11 a.m. Friday = 2017-06-16"),
    ("Rain was predicted for Friday night.", "Friday night = 2017-06-16"),
    ("He was held for Friday's robbery.", "Friday = 2017-06-09"),
    ("Later in July, the two men were invited.", "Later in July = 2016-07"),
    ("In July, the team will be sold.", "July = 2017-07"),
    // A weekday of the week before, and of the next.
    ("He left last Tuesday and is back next Thursday.", "last Tuesday = 2017-06-06; next Thursday = 2017-06-22"),
    ("He left this past Tuesday.", "this past Tuesday = 2017-06-13"),
    // Somebody's own "today".
    ("\"I met him today,\" she said Monday.", "today = 2017-06-12; Monday = 2017-06-12"),
    ("She said on Monday that \"tomorrow it begins\".", "Monday = 2017-06-12; tomorrow = 2017-06-13"),
    ("She left.\"It was an asset. \"I met him today,\" she said Monday.", "today = 2017-06-12; Monday = 2017-06-12"),
    ("\"I met him today,\" she said. He left Monday.", "today = 2017-06-14; Monday = 2017-06-12"),
    // The far side of the year.
    (
        "They looked every way they could last summer and again at Christmas.",
        "last summer = 2016-SU; Christmas = 2016-12-25",
    ),
    ("Of the dead of the December 3 storm one is unknown.", "December 3 = 2016-12-03"),
    ("Only a fifth would follow, down from a third in April.", "April = 2017-04"),
    ("Exports fell 11 percent in April from a year earlier.", "April = 2017-04; a year earlier = 2016-04"),
    (
        "Some 1.9 million were out of work in April. It was 1.6 million a year before.",
        "April = 2017-04; a year before = 2016-04",
    ),
    ("He was hired in April. A year earlier he was poor.", "April = 2017-04; A year earlier = 2016"),
    (
        "It made a fourth-quarter profit. Net for the quarter ended April 30 was $2 million.",
        "fourth-quarter = 2016-Q4; the quarter = 2017-Q2; April 30 = 2017-04-30",
    ),
    ("They planned a march on Friday. They had planned one on Monday.", "Friday = 2017-06-16; Monday = 2017-06-12"),
    (
        "They met on Monday. The war ended on May 20, 1988. It has condemned the raid of June 2 since Tuesday.",
        "Monday = 2017-06-12; May 20, 1988 = 1988-05-20; June 2 = 2017-06-02; Tuesday = 2017-06-13",
    ),
    // The items of a list go on from each other.
    (
        "He ruled long. September 24, 2000: loses the election. October 5: a crowd storms parliament. He goes the next day. \
         January 4: he is charged.",
        "September 24, 2000 = 2000-09-24; October 5 = 2000-10-05; the next day = 2000-10-06; January 4 = 2001-01-04",
    ),
    ("Polls will be out at 2000 local time on Friday.", "Friday = 2017-06-16"),
    // A verb of the past close before a date is believed; "until" without one looks ahead.
    ("It was an upset that ended its season on July 4.", "July 4 = 2016-07-04"),
    ("Files found in a cabinet in July were false.", "July = 2016-07"),
    ("It will redeem its preferred shares on July 31.", "July 31 = 2017-07-31"),
    ("She said the rules would come into force on November 1.", "November 1 = 2017-11-01"),
    ("The team hopes to keep it alive until the autumn.", "the autumn = 2017-FA"),
    // What has been told of another time.
    ("It has been cut off since 2013. In August that year it was hit.", "2013 = 2013; August that year = 2013-08"),
    ("The shop, which dated from 1958, was closed on May 4.", "1958 = 1958; May 4 = 2017-05-04"),
    (
        "It was lost in 2003. The following year, on 9 November, it was found.",
        "2003 = 2003; The following year = 2004; 9 November = 2004-11-09",
    ),
    (
        "The war began in April 2014. The town has been cut off since July 9, they said on Monday.",
        "April 2014 = 2014-04; July 9 = 2016-07-09; Monday = 2017-06-12",
    ),
    (
        "The last storm came in March 1962; a wall was called for by the end of the decade.",
        "March 1962 = 1962-03; the end of the decade = 196",
    ),
    // Quarters and halves: what is compared with is not what is spoken of.
    (
        "Sales rose in the first quarter, against the first quarter of 2016. It opened six stores in the quarter.",
        "the first quarter = 2017-Q1; the first quarter of 2016 = 2016-Q1; the quarter = 2017-Q1",
    ),
    (
        "Sales rose in the first half of 2017. They may slow in the second half.",
        "the first half of 2017 = 2017-H1; the second half = 2017-H2",
    ),
    ("He was hurt in the second half.", ""),
    ("Exports rose in the first quarter of last fiscal year.", "the first quarter of last fiscal year = 2016-Q1"),
    // A verb right beside a date says whether it is past.
    ("He was arrested in July.", "July = 2016-07"),
    (
        "On Boxing Day she left, and on New Year's Day she was back.",
        "Boxing Day = 2016-12-26; New Year's Day = 2017-01-01",
    ),
    ("The vote that was called for July is off.", "July = 2017-07"),
    ("Judge Ann August went through August Linden's papers in February.", "February = 2017-02"),
    // So long ago, by a finer unit.
    (
        "Twenty years ago this month, two years ago today.",
        "Twenty years ago this month = 1997-06; two years ago today = 2015-06-14",
    ),
    ("The year before last it rained.", "The year before last = 2015"),
    ("He spoke later in the day.", "the day = 2017-06-14"),
    ("Talks are unlikely before the fall.", "the fall = 2017-FA"),
    ("The late nineties were dull.", "The late nineties = 199"),
    ("The date of the spring sale and of the Christmas lights is open.", ""),
    (
        "Sales in the March quarter and in the second half of January.",
        "the March quarter = 2017-Q1; the second half of January = 2017-01",
    ),
    // Relative to the story's own clock.
    (
        "It has been shut since March 16, when a levy was announced that fell three days later.",
        "March 16 = 2017-03-16; three days later = 2017-03-19",
    ),
    ("He came two weeks ago and left the same week.", "two weeks ago = 2017-W22; the same week = 2017-W22"),
    ("It began on 3 May 2015; the next day it was over.", "3 May 2015 = 2015-05-03; the next day = 2015-05-04"),
    ("On 3 May 2015 he left; three days later he was back.", "3 May 2015 = 2015-05-03; three days later = 2015-05-06"),
    ("It fell in May 2003, and that summer nobody slept.", "May 2003 = 2003-05; that summer = 2003-SU"),
    (
        "The war began on 20 March 2003. On April 9 the capital fell.",
        "20 March 2003 = 2003-03-20; April 9 = 2003-04-09",
    ),
    ("In May 2003 it began; the same month it ended.", "May 2003 = 2003-05; the same month = 2003-05"),
    // A year long past, set by the sentence before, in news.
    (
        "The war began in 2003. On April 9 the capital fell. On May 1 it was over.",
        "2003 = 2003; April 9 = 2003-04-09; May 1 = 2003-05-01",
    ),
    ("In 2003 the war began, and in October the capital fell.", "2003 = 2003; October = 2003-10"),
    ("In 2003 it opened. On May 30 it closed.", "2003 = 2003; May 30 = 2017-05-30"),
    (
        "It rained yesterday. The storm came on 27 October 1959. The season runs through November 3, they said.",
        "yesterday = 2017-06-13; 27 October 1959 = 1959-10-27; November 3 = 2017-11-03",
    ),
    ("In 2003 it opened. The season will begin on November 2.", "2003 = 2003; November 2 = 2017-11-02"),
    ("In 2003 it opened. It grew. It was sold. On October 9 it closed.", "2003 = 2003; October 9 = 2016-10-09"),
    ("In 2003 it opened. It closed on Sunday, October 9.", "2003 = 2003; Sunday, October 9 = 2016-10-09"),
    // The year behind a range, or a list, is that of all its members.
    (
        "It will be held July 15-24 in 2018, or from July 23 to August 8 of next year.",
        "July 15 = 2018-07-15; 24 in 2018 = 2018-07-24; July 23 = 2018-07-23; August 8 of next year = 2018-08-08",
    ),
    ("It ran from April 20-24, 2015.", "April 20 = 2015-04-20; 24, 2015 = 2015-04-24"),
    ("It will be shut June through August of next year.", "June = 2018-06; August of next year = 2018-08"),
    ("It will be shut in May and June next year.", "May = 2018-05; June next year = 2018-06"),
    // An event that bears its year lends it to its dates, and a year to come goes on to the next event that is planned.
    (
        "The 2019 games are scheduled to be held on July 27-August 7. The cup is due to take place on August 11.",
        "2019 = 2019; July 27 = 2019-07-27; August 7 = 2019-08-07; August 11 = 2019-08-11",
    ),
    ("The 2019 race set for May 5", "2019 = 2019; May 5 = 2019-05-05"),
    ("The 2015 cup was held on July 5.", "2015 = 2015; July 5 = 2015-07-05"),
    ("The 2015 budget was passed on July 5.", "2015 = 2015; July 5 = 2016-07-05"),
    // What is set for a day lies ahead.
    ("The judge accepted it, and set his sentencing for September 2.", "September 2 = 2017-09-02"),
    ("He was first from the gate drawn for Saturday's race.", "Saturday = 2017-06-17"),
    ("Its goal was raised to 300, to fill the bags by Friday.", "Friday = 2017-06-16"),
    ("They managed to fill the bags by Friday.", "Friday = 2017-06-09"),
    ("It is unlikely to get approved Friday.", "Friday = 2017-06-16"),
    ("The deadline is this Tuesday.", "this Tuesday = 2017-06-20"),
    ("The trust in March was to discuss it.", "March = 2017-03"),
    (
        "They learned on Nov. 13 that it would close at the end of the year.",
        "Nov. 13 = 2016-11-13; the end of the year = 2016",
    ),
    ("I think in two years, there will be peace.", "two years = 2019"),
    // A year before the year that has been told.
    (
        "The sales of last year are known. They fell 2 percent from the year before.",
        "last year = 2016; the year before = 2015",
    ),
    // Halves, and words between.
    (
        "On 17 May 2013 he left; half a year later he was back, and a year and a half later rich.",
        "17 May 2013 = 2013-05-17; half a year later = 2013-11; a year and a half later = 2015",
    ),
    ("A quarter of a century ago, half a decade ago.", "A quarter of a century ago = 1992; half a decade ago = 2012"),
    (
        "In this horrible year, this election year, this busy weekend.",
        "this horrible year = 2017; this election year = 2017; this busy weekend = 2017-W24-WE",
    ),
    ("It is to be released several months later in September 2018.", "September 2018 = 2018-09"),
    ("He left last May, not last March.", "last May = 2016-05; last March = 2017-03"),
    // Days that are known by their date alone; and others.
    ("The January 6 Capitol riot, and the storm of January 6.", "January 6 = 2017-01-06; January 6 = 2017-01-06"),
    ("The September 11 attacks came.", "September 11 = 2001-09-11"),
    // Captions say when their photo was taken.
    ("In this Jan. 7, 2016 file photo, he speaks.", "Jan. 7, 2016 = 2016-01-07"),
    ("In this March 2016 photo a man waits.", "March 2016 = 2016-03"),
    // What stands in the background, or began, sets no year.
    ("The town fell in May 2015. The army retook it in March.", "May 2015 = 2015-05; March = 2017-03"),
    (
        "The war, which began in March 2011, goes on. They retook it in December.",
        "March 2011 = 2011-03; December = 2016-12",
    ),
    (
        "It rained on Monday. Since its fall in June 2014 the town was poor. In July troops entered.",
        "Monday = 2017-06-12; June 2014 = 2014-06; July = 2016-07",
    ),
    (
        "It rained on Monday. The war began in March 2011. In April they ordered strikes.",
        "Monday = 2017-06-12; March 2011 = 2011-03; April = 2017-04",
    ),
    ("Thousands were held since the July 15 vote.", "July 15 = 2016-07-15"),
    // Numbers that count, and times.
    (
        "Some 1900 Yazidis fled, up to 2000 fighters stayed, and around 1500 US troops came at 1530 on Friday.",
        "Friday = 2017-06-09",
    ),
    ("UNSCR 1973 was passed in around 1900 or so.", "around 1900 = 1900"),
    // Told of no day before, and in the past.
    (
        "They stormed it. The next day it was retaken. Two days later it was lost.",
        "The next day = ?; Two days later = ?",
    ),
    ("The votes will be counted two days later.", "two days later = 2017-06-16"),
    ("He met them following weekend talks.", ""),
    // What comes again and again.
    ("They meet every Friday, each March and on the first Monday of every month.", ""),
    ("They lost much in the past decade, and in July last year.", "July last year = 2016-07"),
    ("The poll ran from Monday through Saturday.", "Monday = 2017-06-05; Saturday = 2017-06-10"),
    ("She made an official visit to Lisbon on Monday and spoke there.", "Monday = 2017-06-12"),
    ("KARSK, June 12 (Wire) - He left on Tuesday.", "June 12 = 2017-06-12; Tuesday = 2017-06-06"),
    // Apostrophes that are none, or were lost.
    (
        "Friday\u{e2}\u{80}\u{99}s vote, Friday\u{e2} s vote, Friday`s vote and Friday\u{b4}s vote.",
        "Friday = 2017-06-09; Friday = 2017-06-09; Friday = 2017-06-09; Friday = 2017-06-09",
    ),
    ("The tradition goes on by the 8th graders.", ""),
    // Not dates.
    ("You may go, Theresa May said, and they march on.", ""),
    ("He writes for the Sunday Times. The second is mine.", ""),
    ("The F-35, the S-400, the AK-47 and the Tu-1998.", ""),
    ("It cost $1995, or 1,500, and they won 20-19.", ""),
    ("See page 1998 or call 555-1998 or 020 7946 0018.", ""),
    ("Some 2015 fighters fell under UN Resolution 2254.", ""),
    ("He lives at 1984 Main Street; ISBN 978-0-306-40615-7.", ""),
    ("They sat 2000 feet up for 1500 years and 1,999 days.", ""),
    ("Mar the Jan van Eyck of Sat and Sun?", ""),
    ("June Carr is the Woman of the Year, said April Ashby.", ""),
    ("In June Carr won; he will cut it on the last day.", "June = 2017-06"),
    ("USA Today said so in the show \"This Week\", and said \"This week it rains.\"", "This week = 2017-W24"),
    ("Leaders Meet Today in Rome", "Today = 2017-06-14"),
    ("The quarter-to-quarter figures are of the year in which it rained.", ""),
    // Impossible ones are reported, never bent.
    ("On 31 February 2017 he came.", "31 February 2017 = ?"),
    ("On 2017-02-30 he came.", "2017-02-30 = ?"),
];

#[test]
fn each_form_is_read() {
    each_is_read(&Tagger::english(), FORMS.iter());
}

#[test]
fn an_undated_text_keeps_its_explicit_dates_only() {
    let text = "He came on 5 May 2018. She came yesterday, or last year, or on Friday, or two weeks ago.";
    let found = Tagger::english().references(text, None);
    assert_eq!(found.references[0].value.as_deref(), Some("2018-05-05"));
    for one in &found.references[1..] {
        assert_eq!((one.value.as_deref(), one.anchor), (None, Anchor::Missing), "{}", &text[one.start..one.end]);
        assert!(one.unresolved.is_some());
    }
    assert_eq!(found.references.len(), 5);
}

/// "In October" of a text that nothing dates is of the October around its writing, whatever years it names.
#[test]
fn an_undated_text_lends_no_year_of_its_background() {
    for (text, values) in [
        (
            "Since January the front has moved. In October they crossed the river, for the first time since 2012.",
            "- - 2012",
        ),
        ("The bridge was built in the summer of 2014. It was closed in October.", "2014-SU -"),
        ("The border was shut in 2014. On Nov. 26 the ships were seized. They may be freed by Dec. 26.", "2014 - -"),
        ("It was signed on 5 May 2018. It was ratified on 20 June.", "2018-05-05 2018-06-20"),
        ("It was signed on 5 May 2018. It was ratified in December.", "2018-05-05 2018-12"),
        (
            "The accord of May 5 2018 is new. In December 2017 it was far off. The May accord binds all.",
            "2018-05-05 2017-12 2018-05",
        ),
    ] {
        let found = Tagger::english().references(text, None);
        let got: Vec<_> = found.references.iter().map(|one| one.value.as_deref().unwrap_or("-")).collect();
        assert_eq!(got.join(" "), values, "{text}");
    }
}

/// Months without a year, before any year is named, are the writer's own.
#[test]
fn a_report_that_begins_with_months_is_no_account_of_the_years_in_its_background() {
    let text = "Since January the front has moved, and in October they crossed the river. Last of all came the fort, which \
                had been lost in the summer of 2012. It was the first such march since 2012. In December the road was cut.";
    let found = Tagger::english().references(text, Some("2017-03-12".parse().unwrap()));
    let got: Vec<_> = found.references.iter().map(|one| one.value.as_deref().unwrap_or("-")).collect();
    assert_eq!((got.join(" ").as_str(), found.genre), ("2017-01 2016-10 2012-SU 2012 2016-12", Genre::News));
}

#[test]
fn whole_hundreds_that_count_are_no_years() {
    for (text, values) in [
        ("It put them at over 1000, he said.", ""),
        ("At least two left, and about 1500 stayed.", ""),
        ("There is talk of over 1200.", ""),
        ("Exports rose 5 percent over 2000.", "2000"),
        ("Around 1900 came the car.", "1900"),
        ("Circa 1800 came the canal, and around 1900 the road.", "1800 1900"),
        ("In about 1500 it burned down.", "1500"),
        ("It was built about 1500.", "1500"),
        ("Rain was heavy over 1998.", "1998"),
    ] {
        let found = Tagger::english().references(text, Some("2017-06-14".parse().unwrap()));
        let got: Vec<_> = found.references.iter().map(|one| one.value.as_deref().unwrap_or("-")).collect();
        assert_eq!(got.join(" "), values, "{text}");
    }
}

#[test]
fn what_shares_characters_with_a_name_is_no_date() {
    let text = "May lost the vote in May. The 7 April Party and May met on 8 April. She met Theresa May 3 days ago.";
    let names = [0..3, 30..43, 48..51, 76..87];
    let published = Some("2018-12-15".parse().unwrap());
    let found = Tagger::english().references_in(text, Context { published, names: &names, ..Context::default() });
    let got: Vec<_> = found.references.iter().map(|one| &text[one.start..one.end]).collect();
    assert_eq!(got, ["May", "8 April", "3 days ago"]);
    assert_eq!(found.references[0].start, 21);
}

#[test]
fn a_coarse_publication_date_grounds_only_what_it_can() {
    let text = "She came yesterday, or last year.";
    let found = Tagger::english().references(text, Some("2017-06".parse().unwrap()));
    let values: Vec<_> = found.references.iter().map(|one| one.value.as_deref()).collect();
    assert_eq!(values, [None, Some("2016")]);
}

#[test]
fn the_century_of_two_figures_is_that_of_the_publication() {
    for (published, text, value) in [
        ("1896-09-01", "It fell in the eighties.", "188"),
        ("1896-09-01", "It fell in the early nineties.", "189"),
        ("1905-03-02", "It fell in the nineties.", "189"),
        ("2017-06-14", "It fell in the nineties.", "199"),
        ("2024-06-14", "It fell in the twenties.", "192"),
        ("1896-09-01", "It fell on 26/8/96.", "1896-08-26"),
        ("2017-06-14", "It fell on 26/8/96.", "1996-08-26"),
    ] {
        let found = Tagger::english().references(text, Some(published.parse().unwrap()));
        assert_eq!(found.references[0].value.as_deref(), Some(value), "{published}: {text}");
    }
}

#[test]
fn ends_of_a_range_hold_the_whole() {
    let text = "It lasted from 6 June – 17 October 2017, or since January.";
    let found = Tagger::english().references(text, Some("2017-12-01".parse().unwrap()));
    let ranges: Vec<_> = found.references.iter().map(|one| one.range.map(|range| range.to_string())).collect();
    let whole = Some("2017-06-06/2017-10-17".to_owned());
    let other = Tagger::english().references("From June 1940 to May 1941 it stood.", None);
    let joined: Vec<_> = other.references.iter().map(|one| one.range.map(|range| range.to_string())).collect();
    assert_eq!(joined, [Some("1940-06-01/1941-05-31".to_owned()), Some("1940-06-01/1941-05-31".to_owned())]);
    assert_eq!(ranges, [whole.clone(), whole, Some("2017-01-01/2017-12-01".to_owned())]);
}

#[test]
fn modifiers_narrow_the_days_but_not_the_value() {
    let published = Some("2017-06-14".parse().unwrap());
    for (text, value, days) in [
        ("It ended in early 2015.", "2015", "2015-01-01/2015-04-30"),
        ("It ended in mid-May 2016.", "2016-05", "2016-05-11/2016-05-20"),
        ("It ended late last year.", "2016", "2016-09-01/2016-12-31"),
        ("It ended earlier this year.", "2017", "2017-01-01/2017-06-14"),
    ] {
        let found = Tagger::english().references(text, published);
        let one = &found.references[0];
        let span = one.span.unwrap();
        assert_eq!((one.value.as_deref(), format!("{}/{}", span.from(), span.to())), (Some(value), days.to_owned()));
    }
}

#[test]
fn the_other_reading_is_kept() {
    let found = Tagger::english().references("He resigned in October.", Some("2017-06-14".parse().unwrap()));
    assert_eq!(found.references[0].alternative.map(|span| span.to_string()).as_deref(), Some("2017-10"));
}

#[test]
fn a_thousand_numbers_are_no_trouble() {
    let text: String = (0..1_000).map(|number| format!("{} ", number * 37 % 3_000)).collect();
    Tagger::english().references(&text, None);
}

#[test]
fn a_day_is_known_by_its_date_only_after_it_has_come() {
    for (published, value) in [("2017-06-14", "2017-01-06"), ("2023-11-05", "2021-01-06")] {
        let text = "All this came before the January 6 attack on the Capitol.";
        let found = Tagger::english().references(text, Some(published.parse().unwrap()));
        assert_eq!(found.references[0].value.as_deref(), Some(value), "{published}");
    }
}

#[test]
fn this_week_of_a_sunday_is_the_next_where_it_is_to_come() {
    let text = "It may be opened this week. It was shut this week.";
    let found = Tagger::english().references(text, Some("2017-06-11".parse().unwrap()));
    let values: Vec<_> = found.references.iter().map(|one| one.value.as_deref()).collect();
    assert_eq!(values, [Some("2017-W24"), Some("2017-W23")]);
}

#[test]
fn ends_of_two_kinds_are_a_range_only_after_from() {
    for (text, ranged) in [
        ("It was postponed on Tuesday to July.", false),
        ("It was extended in December until 31 July.", false),
        ("From 2014 to May 2016 it stood.", true),
    ] {
        let found = Tagger::english().references(text, Some("2017-06-14".parse().unwrap()));
        assert_eq!(found.references[0].range.is_some(), ranged, "{text}");
    }
}
