//! German, as a second language: its words and patterns are data alone.

use super::*;

/// Text, and `surface = value` of what is found in it, separated by semicolons; published on Wednesday, 14 June 2017.
const FORMS: &[(&str, &str)] = &[
    ("Das Treffen am 3. Mai 2015 war kurz.", "3. Mai 2015 = 2015-05-03"),
    (
        "Stand 06.07.2017, 13.06.2017 und 2017-06-01.",
        "06.07.2017 = 2017-07-06; 13.06.2017 = 2017-06-13; 2017-06-01 = 2017-06-01",
    ),
    ("Vom 6. Juni bis zum 17. Oktober 2016 war die Brücke zu.", "6. Juni = 2016-06-06; 17. Oktober 2016 = 2016-10-17"),
    (
        "Von Januar bis März 2016 und zwischen 2012 und 2014.",
        "Januar = 2016-01; März 2016 = 2016-03; 2012 = 2012; 2014 = 2014",
    ),
    ("Am Montag wurde er befragt, am Freitag wird er gehört.", "Montag = 2017-06-12; Freitag = 2017-06-16"),
    ("Gestern Abend kam er, übermorgen will er gehen.", "Gestern Abend = 2017-06-13; übermorgen = 2017-06-16"),
    (
        "Vor zwei Wochen fiel der Ort, vergangenes Jahr die Stadt.",
        "Vor zwei Wochen = 2017-W22; vergangenes Jahr = 2016",
    ),
    (
        "Anfang 2015 und Mitte Juni, im Herbst fiel Regen, und an Silvester.",
        "Anfang 2015 = 2015; Mitte Juni = 2017-06; Herbst = 2016-FA; Silvester = 2016-12-31",
    ),
    (
        "Im 19. Jahrhundert, in den 1960er Jahren, im dritten Quartal 2016.",
        "19. Jahrhundert = 18; den 1960er Jahren = 196; dritten Quartal 2016 = 2016-Q3",
    ),
    (
        "Am 3. Mai 2015 ging er; drei Tage später war er zurück, im selben Jahr starb er.",
        "3. Mai 2015 = 2015-05-03; drei Tage später = 2015-05-06; selben Jahr = 2015",
    ),
    ("Am 31. Februar 2017 kam er.", "31. Februar 2017 = ?"),
    // Not dates.
    ("Rund 2015 Soldaten, Seite 1998, 14.500 Euro, Resolution 2254 und die F-35.", ""),
    ("Guten Morgen! Er mag mai und august.", ""),
];

/// The same of whole sentences: where the verb stands and what it says, which unit is counted from where, and what is
/// no date.
const SENTENCES: &[(&str, &str)] = &[
    (
        "Der Prozess begann vergangene Woche und endet nächste Woche.",
        "vergangene Woche = 2017-W23; nächste Woche = 2017-W25",
    ),
    ("Der Minister kommt am Freitag nach Bonn.", "Freitag = 2017-06-16"),
    ("Am Freitag kommt der Minister nach Bonn.", "Freitag = 2017-06-16"),
    ("Am Freitag kam der Minister nach Bonn.", "Freitag = 2017-06-09"),
    ("Der Minister ist am Freitag nach Bonn gereist.", "Freitag = 2017-06-09"),
    ("Der Minister hat am Freitag in Bonn den Vertrag unterzeichnet.", "Freitag = 2017-06-09"),
    ("Am Sonntag stehen drei Spiele an, am Samstag keines.", "Sonntag = 2017-06-18; Samstag = 2017-06-17"),
    ("Der Sprecher sagte am Montag, am Freitag werde weiter verhandelt.", "Montag = 2017-06-12; Freitag = 2017-06-16"),
    ("Die Messe, die am Samstag beginnt, ist ausverkauft.", "Samstag = 2017-06-17"),
    ("Die Messe, die am Samstag beginnt, wurde verschoben.", "Samstag = 2017-06-17"),
    ("Er sagte, dass der Zug am Freitag fährt.", "Freitag = 2017-06-16"),
    ("In der Stadt gilt das Verbot vom Montag an.", "Montag = 2017-06-19"),
    ("Der Mann, der am Samstag starb, war krank.", "Samstag = 2017-06-10"),
    ("Er sagte, er habe den Brief am Samstag erhalten.", "Samstag = 2017-06-10"),
    ("Das am Montag verabschiedete Gesetz gilt sofort.", "Montag = 2017-06-12"),
    ("Die am Samstag beginnende Messe ist ausverkauft.", "Samstag = 2017-06-17"),
    ("Der Zug fährt ab Montag wieder.", "Montag = 2017-06-19"),
    ("Seit Montag fährt der Zug wieder.", "Montag = 2017-06-12"),
    ("Die Frist läuft bis Freitag.", "Freitag = 2017-06-16"),
    ("Für Freitag ist ein Treffen angesetzt.", "Freitag = 2017-06-16"),
    ("In der Nacht zum Sonntag brannte ein Haus.", "Sonntag = 2017-06-11"),
    ("Am Donnerstagnachmittag fiel der Strom aus.", "Donnerstagnachmittag = 2017-06-08"),
    ("Am Mittwoch kommender Woche tagt der Rat.", "Mittwoch kommender Woche = 2017-06-21"),
    ("Vor anderthalb Jahren zog er fort.", "Vor anderthalb Jahren = 2015"),
    ("Heute vor 75 Jahren wurde die Stadt zerstört.", "Heute vor 75 Jahren = 1942-06-14"),
    ("Die Feier findet vom 26. bis 28. Juni in Ulm statt.", "26. = 2017-06-26; 28. Juni = 2017-06-28"),
    ("Das Turnier lief vom 29.12.2016 bis 3.1.2017.", "29.12.2016 = 2016-12-29; 3.1.2017 = 2017-01-03"),
    ("Das Fest war am 3./4. Mai.", "3. = 2017-05-03; 4. Mai = 2017-05-04"),
    ("Er ist ab dem 3.5. verreist.", "dem 3.5. = 2017-05-03"),
    ("Im laufenden Jahr sinkt der Gewinn gegenüber dem Vorjahr.", "laufenden Jahr = 2017; dem Vorjahr = 2016"),
    ("2015 stieg der Umsatz gegenüber dem Vorjahr.", "2015 = 2015; dem Vorjahr = 2014"),
    ("Der diesjährige Preis ging an die gestrige Rednerin.", "diesjährige = 2017; gestrige = 2017-06-13"),
    ("Zum Jahresende wird das Werk geschlossen.", "Jahresende = 2017"),
    ("Ende des vergangenen Jahres schloss das Werk.", "Ende des vergangenen Jahres = 2016"),
    (
        "Mitte der 80er Jahre und Anfang der Neunziger war es still.",
        "Mitte der 80er Jahre = 198; Anfang der Neunziger = 199",
    ),
    ("Die Goldenen Zwanziger waren vorbei.", "Die Goldenen Zwanziger = 192"),
    ("Im Wintersemester 2011/12 lehrte sie in Jena.", "2011 = 2011; 12 = 2012"),
    ("Im ausgehenden 18. Jahrhundert baute man das Schloss.", "ausgehenden 18. Jahrhundert = 17"),
    (
        "Am Wochenende gewann der Klub, am Wochenende spielt er wieder.",
        "Wochenende = 2017-W23-WE; Wochenende = 2017-W24-WE",
    ),
    ("Morgen wird der Himmel blau; übermorgen früh regnet es.", "Morgen = 2017-06-15; übermorgen früh = 2017-06-16"),
    ("Guten Morgen! Jeden Samstag ist Markt, bis heute.", ""),
    ("Die Stadt von morgen entsteht auch heute noch.", ""),
    ("Um 19.30 Uhr beginnt es, Einlass 18.30 Uhr.", ""),
    ("Maximal 1500 Zuschauer und knapp 2000 Helfer kamen.", ""),
    ("Der Kanzler trat im Oktober vergangenen Jahres zurück.", "Oktober vergangenen Jahres = 2016-10"),
    ("Die Wahl ist im September.", "September = 2017-09"),
    ("Im September wurde gewählt.", "September = 2016-09"),
    ("Die Mannschaft trifft am 3. Juli auf Bern.", "3. Juli = 2017-07-03"),
    (
        "Im ersten Halbjahr 2016 und im 4. Quartal stieg der Umsatz.",
        "ersten Halbjahr 2016 = 2016-H1; 4. Quartal = 2016-Q4",
    ),
    ("In der letzten Nacht und heute früh schneite es.", "der letzten Nacht = 2017-06-13; heute früh = 2017-06-14"),
    ("Die Sitzung in der 24. Kalenderwoche fiel aus.", "der 24. Kalenderwoche = 2017-W24"),
    ("Anfang nächsten Monats zieht er um.", "Anfang nächsten Monats = 2017-07"),
    ("Er starb am Dienstag, dem 13. Juni, in Trier.", "Dienstag, dem 13. Juni = 2017-06-13"),
    ("Am letzten Sonntag im Mai war Kirmes.", "letzten Sonntag im Mai = 2017-05-28"),
    (
        "Vorgestern Abend, am Tag darauf und am nächsten Morgen schwieg er.",
        "Vorgestern Abend = 2017-06-12; Tag darauf = 2017-06-13; nächsten Morgen = 2017-06-14",
    ),
    (
        "Am 3. Mai 1849 begann der Aufstand. Am Vortag hatte man Waffen verteilt.",
        "3. Mai 1849 = 1849-05-03; Vortag = 1849-05-02",
    ),
    ("Heuer fiel das Fest auf den Pfingstmontag.", "Heuer = 2017; den Pfingstmontag = 2017-06-05"),
    (
        "Nach dem Treffen vom Dienstag soll am heutigen Mittwoch unterschrieben werden.",
        "Dienstag = 2017-06-13; heutigen Mittwoch = 2017-06-14",
    ),
    ("Sie kommen Mo, 19.6., und bleiben bis Ende Juni.", "Mo, 19.6. = 2017-06-19; Ende Juni = 2017-06"),
    ("Sein Schreiben vom 11. d. M. traf ein.", "11. d. M. = 2017-06-11"),
    ("Der Vertrag läuft vom 1. Juli 2016 an bis Ende 2018.", "1. Juli 2016 = 2016-07-01; Ende 2018 = 2018"),
    ("Bis zum 20. März kann man sich bewerben.", "20. März = 2018-03-20"),
    ("Bis zum 30. Juni kann man sich bewerben.", "30. Juni = 2017-06-30"),
    (
        "Anfang der Woche traf man sich, Ende der Woche reist man ab.",
        "Anfang der Woche = 2017-W24; Ende der Woche = 2017-W24",
    ),
    ("Die Partie gegen Bern wird am Mittwoch, 21. Juni, angepfiffen.", "Mittwoch, 21. Juni = 2017-06-21"),
    ("Zu Ostern 2018 und am Pfingstmontag bleibt das Bad zu.", "Ostern 2018 = 2018-04-01; Pfingstmontag = 2017-06-05"),
    ("Im Dezember 1989 und Januar 1990 wurde verhandelt.", "Dezember 1989 = 1989-12; Januar 1990 = 1990-01"),
    ("Er regierte von 1871 bis 1888.", "1871 = 1871; 1888 = 1888"),
    ("Der Bericht für das zweite Quartal kommt im August.", "das zweite Quartal = 2017-Q2; August = 2017-08"),
    ("Die Arbeiten beginnen im Juli und dauern bis Oktober.", "Juli = 2017-07; Oktober = 2017-10"),
    ("Im Juli wollen die Partner neu verhandeln.", "Juli = 2017-07"),
    ("Das Konzert vom vergangenen Samstag war ausverkauft.", "vergangenen Samstag = 2017-06-10"),
    ("Man trifft sich kommenden Dienstag.", "kommenden Dienstag = 2017-06-20"),
    ("Wir sehen uns nächsten Freitag.", "nächsten Freitag = 2017-06-16"),
    ("Die Zahl stieg im Mai auf 300, im April waren es 200.", "Mai = 2017-05; April = 2017-04"),
    ("Im Mai 68 brannten die Barrikaden.", "Mai = 2017-05"),
    ("Das Schiff soll im Frühjahr 2018 fertig sein.", "Frühjahr 2018 = 2018-SP"),
    ("Seit dem Frühjahr ist die Straße gesperrt.", "dem Frühjahr = 2017-SP"),
    (
        "In den 90er-Jahren und den frühen 2000er Jahren lebte sie dort.",
        "den 90er-Jahren = 199; den frühen 2000er Jahren = 200",
    ),
    ("Eine Studie aus dem Jahr 2011 belegt das.", "dem Jahr 2011 = 2011"),
    ("Der 1. Mai ist ein Feiertag.", "Der 1. Mai = 2017-05-01"),
    ("Er kam 1946 zur Welt, seine Frau 1950.", "1946 = 1946; 1950 = 1950"),
    ("Das Museum ist Montag bis Freitag von 10 bis 18 Uhr geöffnet.", ""),
    ("Heute vor einer Woche brach der Damm.", "Heute vor einer Woche = 2017-06-07"),
    ("Die Frist endet in zwei Wochen.", "in zwei Wochen = 2017-W26"),
    ("In drei Tagen gewann er vier Rennen.", ""),
    ("Im Vorjahresquartal lag der Gewinn höher.", "Vorjahresquartal = 2016"),
    ("Am Sonntag folgen die mit Spannung erwarteten Endspiele.", "Sonntag = 2017-06-18"),
    ("Die Preise der letzten Jahre und die Jahre zuvor zählen nicht.", ""),
    ("Am letzten Tag der Woche regnete es.", ""),
    ("Am vorletzten Donnerstag kam der Brief.", "vorletzten Donnerstag = 2017-06-01"),
    ("Am übernächsten Samstag ist Kirmes.", "übernächsten Samstag = 2017-06-24"),
    ("Vom 17-19 April war Markt.", "17 = 2017-04-17; 19 April = 2017-04-19"),
    ("Die Tagung, 17-19. April 2016, war voll.", "17 = 2016-04-17; 19. April 2016 = 2016-04-19"),
    ("Die Mode für Herbst/Winter 2016 ist grau.", "Herbst = 2016-FA; Winter 2016 = 2016-WI"),
    ("Im Frühjahr und Sommer 2016 wurde gebaut.", "Frühjahr = 2016-SP; Sommer 2016 = 2016-SU"),
    ("Der für Freitag geplante Streik ist abgesagt.", "Freitag = 2017-06-16"),
    ("Das für September vorgesehene Treffen fällt aus.", "September = 2017-09"),
    ("Das für Mai geplante Treffen fiel aus.", "Mai = 2017-05"),
    ("An Weihnachten war er krank.", "Weihnachten = 2016-12-25"),
    ("An Weihnachten wird er siebzig.", "Weihnachten = 2017-12-25"),
    ("Zu Weihnachten fährt sie ans Meer.", "Weihnachten = 2017-12-25"),
    ("Im Winter wird die Halle gebaut.", "Winter = 2017-WI"),
    ("Im Winter wurde die Halle gebaut.", "Winter = 2016-WI"),
    ("Die Kasse hat Montag und Donnerstag von 10 bis 12 Uhr offen.", ""),
    ("Geöffnet: Di und Do 14-18 Uhr.", ""),
    ("Montag und Donnerstag trafen sie sich.", "Montag = 2017-06-12; Donnerstag = 2017-06-08"),
    (
        "Sie rufen.\n\nHeute ist zu.\n\n— Karsk heute (@karskheute) 26. Mai 2016\n\nHeute regnet es.",
        "Heute = 2016-05-26; 26. Mai 2016 = 2016-05-26; Heute = 2017-06-14",
    ),
];

#[test]
fn each_form_is_read_by_its_tables() {
    each_is_read(&Tagger::for_language("de").unwrap(), FORMS.iter().chain(SENTENCES));
}

#[test]
fn an_account_keeps_its_clock() {
    let text = "Die Belagerung von Harm begann am 3. September 1642. Am 9. September brannten die Vorstädte. Am folgenden Tag \
                fiel die Brücke. Im März 1643 meuterte die Besatzung; zwei Wochen später war alles vorbei. Im Sommer kam der \
                Herzog. Im Jahr 1651 wurden die Mauern geschleift.";
    let found = Tagger::for_language("de").unwrap().references(text, Some("2009-10-20".parse().unwrap()));
    let values: Vec<_> = found.references.iter().filter_map(|one| one.value.as_deref()).collect();
    assert_eq!(found.genre, Genre::Narrative);
    assert_eq!(values, ["1642-09-03", "1642-09-09", "1642-09-10", "1643-03", "1643-W11", "1643-SU", "1651"]);
}
