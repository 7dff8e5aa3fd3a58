//! Lists as people have them: spreadsheets, a name a line, beside a dump.

use std::process::Stdio;
use std::time::Duration;

use crate::workdir::{Ran, Workdir};

/// GeoNames' columns: number, name, ASCII name, others, place, class, code, country …, people.
fn dump_row(number: u32, name: &str, others: &str, country: &str, lat: f64, lon: f64, people: u64) -> String {
    format!(
        "{number}\t{name}\t{name}\t{others}\t{lat}\t{lon}\tP\tPPL\t{country}\t\t09\t\t\t\t{people}\t\t\tAsia/Aqtau\t2020-01-01\n"
    )
}

fn ports() -> Workdir {
    let dir = Workdir::new();
    let rows = [
        dump_row(1, "Varnholm", "Varnhamn", "KZ", 43.7, 51.2, 148_000),
        dump_row(2, "Varnholm", "", "KZ", 50.2, 73.1, 9_000),
        dump_row(3, "Harlby", "", "TR", 40.0, 30.0, 300_000),
    ];
    dir.file("dump.txt", rows.concat());
    dir.file("corpus.jsonl", "{\"id\": \"a\", \"date\": \"2020-01-01\", \"text\": \"Ships left Varnholm. Fog in Harlby, and in Varnhamn.\"}\n");
    dir
}

fn build(dir: &Workdir, lists: &[&str]) -> Ran {
    let lists = lists.iter().flat_map(|list| ["-g", list]);
    dir.expect(0, ["build", "corpus.jsonl", "--no-charts", "--no-report"].into_iter().chain(lists))
}

/// The entity of each mention.
fn entities(dir: &Workdir) -> Vec<String> {
    let lines = dir.expect(0, ["export", "mentions", "--format", "jsonl"]).stdout;
    let entity =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["entity"].as_str().unwrap().to_owned();
    lines.lines().map(entity).collect()
}

#[test]
fn a_place_that_somebody_wrote_down_does_not_lose_to_a_dump() {
    let dir = ports();
    dir.file("ships.csv", "id,kind,name,country\nvarn,place,Varnholm,KZ\nharl,place,Harlby,AZ\n");
    let ran = build(&dir, &["ships.csv", "geonames:dump.txt"]);
    assert!(
        ran.stderr.contains("1 place stands in a list of yours and in a dump: varn (geonames-1)."),
        "{}",
        ran.stderr
    );
    // What lies in another country is another place, and needs words of the text for it.
    assert_eq!(entities(&dir), ["varn", "harl", "geonames-1"]);
    let check = dir.expect(0, ["gazetteer", "check", "ships.csv", "geonames:dump.txt"]).stdout;
    assert!(check.contains("varn stands in dump.txt too, as geonames-1"), "{check}");
    let merged = dir.expect(0, ["gazetteer", "merge", "ships.csv", "geonames:dump.txt", "-o", "both.toml"]).stderr;
    assert!(merged.contains("joined: varn + geonames-1: the same name in KZ"), "{merged}");
    assert!(merged.contains("apart: varn + geonames-2"), "{merged}");
}

/// Her Mosul had no mention, and the bundled one had all.
#[test]
fn a_list_of_ones_own_beside_the_bundled_one_keeps_its_mentions() {
    let dir = Workdir::new();
    dir.file(
        "mine.csv",
        "Name,Type,Country,Other names\nMosul,town,Iraq,\nDaech,armed group,,ISIS|Daesh\nVarnholm,port,,\n",
    );
    let text = "Isis left Mosul. ISIS and Islamic State are one. Mossul, Al-Mawsil and Varnholm.";
    dir.file("corpus.jsonl", format!("{{\"id\": \"a\", \"date\": \"2016-10-17\", \"text\": \"{text}\"}}\n"));
    for lists in [["mine.csv", "bundled"], ["bundled", "mine.csv"]] {
        let ran = build(&dir, &lists);
        let told = "mine.csv: 2 entities are taken for those of the bundled lists and have their names too: Mosul (mosul), Daech (islamic-state)";
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        assert_eq!(entities(&dir), ["daech", "mosul", "daech", "daech", "mosul", "mosul", "varnholm"]);
    }
}

/// The bundled id was gone: corrections signed with it matched nothing, commands knew no such entity, and a comparison
/// told that one entity had gone and another come.
#[test]
fn an_entity_answers_to_the_id_of_the_bundled_list_that_it_was_joined_with() {
    let dir = Workdir::new();
    dir.file("mine.csv", "id,Name,Type,Country\nW22,Aleppo,town,Syria\n");
    let rows = "{\"id\": \"a\", \"date\": \"2016-10-17\", \"text\": \"Aleppo was calm. Trains left for Aleppo on 15 October.\"}\n\
                {\"id\": \"b\", \"date\": \"2016-10-18\", \"text\": \"Haleb and Mosul.\"}\n";
    dir.file("corpus.jsonl", rows);
    dir.file("corrections.toml", "[[block]]\nsurface = \"Aleppo\"\nentity = \"aleppo\"\ndocument = \"a\"\nstart = 0\n");
    let build = |run: &str, lists: &[&str]| {
        let lists = lists.iter().flat_map(|list| ["-g", list]);
        let command = ["build", "corpus.jsonl", "--no-charts", "--no-report", "-d", run];
        dir.expect(0, command.into_iter().chain(lists))
    };
    build("bundled", &["bundled"]);
    let ran = build("joined", &["mine.csv", "bundled"]);
    assert!(!ran.stderr.contains("matches nothing"), "{}", ran.stderr);
    for command in [
        &["show", "aleppo", "-d", "joined"][..],
        &["mentions", "aleppo", "-d", "joined"],
        &["view", "aleppo", "-d", "joined"],
        &["chronology", "aleppo", "-d", "joined"],
        &["export", "mentions", "--where", "entity=aleppo", "-d", "joined"],
    ] {
        let told = dir.run(command.iter().copied());
        assert_eq!(told.code, 0, "{command:?}: {}", told.stderr);
        assert!(told.stdout.contains("Aleppo"), "{command:?}: {}", told.stdout);
    }
    let told = dir.expect(1, ["diff", "bundled", "joined"]).stdout;
    assert!(told.contains("other ids for the same entities: aleppo is W22\n"), "{told}");
    dir.expect(1, ["diff", "joined", "bundled"]);
    dir.expect(0, ["gazetteer", "merge", "mine.csv", "bundled", "-o", "both.toml"]);
    assert!(dir.read("both.toml").contains("former_ids = [\"aleppo\"]"));
    let ran = build("merged", &["both.toml"]);
    assert!(!ran.stderr.contains("matches nothing"), "{}", ran.stderr);
    dir.expect(1, ["diff", "bundled", "merged"]);
}

/// Excel's "Unicode Text" was refused, though a corpus in it is read.
#[test]
fn a_sheet_that_excel_saved_as_unicode_text_is_a_list() {
    let dir = Workdir::new();
    let sheet = "Name\tType\tCountry\tOther names\r\nVarnholm\tport\tKazakhstan\tВарнхольм\r\n";
    let bytes: Vec<u8> = std::iter::once(0xfeff).chain(sheet.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    dir.file("corpus.jsonl", "{\"id\": \"a\", \"text\": \"Ships left Varnholm. Варнхольм.\"}\n");
    for name in ["list.txt", "list.csv", "list.tsv"] {
        dir.file(name, &bytes);
        build(&dir, &[name]);
        assert_eq!(entities(&dir), ["varnholm", "varnholm"], "{name}");
    }
}

/// The advice was TOML for a list that is a spreadsheet, and of "Isis" where ISIS is listed nothing was said.
#[test]
fn advice_on_a_spreadsheet_names_its_columns() {
    let dir = Workdir::new();
    dir.file("mine.csv", "Name,Type,Country,Other names,Arabic\nIslamic State,armed group,,ISIS,داعش\n");
    let text = "Isis fell back. The men of Isis left, and Isis lost. Then Isis and Isis again.";
    dir.file("corpus.jsonl", format!("{{\"id\": \"a\", \"text\": \"{text}\"}}\n"));
    let told = dir.expect(0, ["gazetteer", "check", "mine.csv", "--corpus", "corpus.jsonl"]).stdout;
    assert!(told.contains("5 hits are not written \"ISIS\" and do not count"), "{told}");
    assert!(told.contains("in the row of \"islamic-state\", under capitalised_aliases:\n      ISIS\n"), "{told}");
    let told = dir.run(["explain", "corpus.jsonl", "-g", "mine.csv"]).stdout;
    assert!(told.contains("<1 Isis>") && told.contains("under capitalised_aliases"), "{told}");
}

/// The names of countries are read once, by the first list that asks for one; another that was read by the same thread
/// while it waited asked, too, and waited for itself.
#[test]
fn many_lists_that_name_countries_are_read_side_by_side_without_waiting_for_each_other() {
    let dir = Workdir::new();
    let mut arguments = vec!["explain".to_owned(), "a.txt".to_owned(), "--no-cache".to_owned()];
    for number in 0..60 {
        let name = format!("list{number}.csv");
        dir.file(&name, format!("Name,Type,Country\nVarnholm {number},port,Iraq\n"));
        arguments.extend(["-g".to_owned(), name]);
    }
    dir.file("a.txt", "Fog in Varnholm 7.");
    for _ in 0..5 {
        let mut child =
            dir.command().args(&arguments).env("RAYON_NUM_THREADS", "8").stdout(Stdio::null()).spawn().unwrap();
        let ended = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(100));
            child.try_wait().unwrap().is_some()
        });
        child.kill().unwrap_or_default();
        assert!(ended, "it waits for itself");
    }
}

/// "White House" counted for a firm called White, and nothing said so; what mends it had no place in a spreadsheet.
#[test]
fn words_beside_a_name_are_told_with_a_rule_that_works_where_it_says() {
    let dir = Workdir::new();
    dir.file("mine.csv", "Name,Type,Other names\nWhite Lines,shipping company,White\nM1 Abrams,ship,Abrams\n");
    dir.file("ids.csv", "id,Name,Type,Other names\nw1,White Lines,company,White\nm1,M1 Abrams,ship,Abrams\n");
    dir.file("plain.txt", "White\nAbrams\n");
    dir.file(
        "ruler.jsonl",
        "{\"label\":\"ORG\",\"pattern\":\"White\",\"id\":\"w\"}\n{\"label\":\"ORG\",\"pattern\":\"Abrams\",\"id\":\"a\"}\n",
    );
    let text = "The White House spoke of Camp Abrams. White said no. An Abrams rolled on.";
    let rows: String = (0..6).map(|id| format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}\n")).collect();
    dir.file("corpus.jsonl", rows);
    let check = |lists: &[&str]| {
        let arguments = [&["gazetteer", "check"], lists, &["--corpus", "corpus.jsonl"]].concat();
        dir.expect(0, arguments).stdout
    };
    for list in ["mine.csv", "ids.csv", "organisations:plain.txt", "entity-ruler:ruler.jsonl"] {
        let told = check(&[list]);
        assert!(told.contains("of 12 mentions 6 stand before \"House\""), "{told}");
        assert!(told.contains("of 12 mentions 6 stand after \"Camp\""), "{told}");
        let tables: Vec<&str> = told.split("merge LIST rules.toml -o mine.toml:\n").skip(1).collect();
        let lines = |table: &&str| {
            let lines: Vec<&str> = table.lines().map_while(|line| line.strip_prefix("      ")).collect();
            lines.join("\n") + "\n"
        };
        dir.file("rules.toml", tables.iter().map(lines).collect::<Vec<_>>().join("\n"));
        dir.expect(0, ["gazetteer", "merge", list, "rules.toml", "-o", "mine.toml"]);
        let told = check(&["mine.toml"]);
        assert!(
            told.contains("White, dropped: not_before 6") && told.contains("Abrams, dropped: not_after 6"),
            "{told}"
        );
        assert!(!told.contains("stand before") && !told.contains("stand after"), "{told}");
    }
}

/// A name that held from a day on counts in a document without a date, of which nothing was said.
#[test]
fn an_explanation_says_that_a_document_without_a_date_is_out_of_no_time() {
    let dir = Workdir::new();
    dir.file(
        "mine.toml",
        "[[entity]]\nid = \"c\"\nkind = \"place\"\nname = \"Varnholm\"\nname_rules = { from = 1930-03-28 }\n",
    );
    dir.file("corpus.jsonl", "{\"id\": \"a\", \"text\": \"Fog in Varnholm.\"}\n{\"id\": \"b\", \"date\": \"1950-01-01\", \"text\": \"Fog in Varnholm.\"}\n");
    let explain = |id: &str| dir.expect(0, ["explain", "corpus.jsonl", "-g", "mine.toml", "--id", id]).stdout;
    let (undated, dated) = (explain("a"), explain("b"));
    assert!(undated.contains("has no date: the days of names (from, to) are not asked, as of Varnholm"), "{undated}");
    assert!(!dated.contains("are not asked"), "{dated}");
}

#[test]
fn a_spreadsheet_needs_no_ids_and_no_words_of_ours() {
    let dir = ports();
    dir.file("ports.csv", "Name,Type,Country,Also known as,Notes\nVarnholm,port,Kazakhstan,\"Varnhamn; Varnstad\",\n");
    let ran = build(&dir, &["ports.csv"]);
    assert!(ran.stderr.contains("ports.csv: 1 id is made of the names: varnholm"), "{}", ran.stderr);
    assert_eq!(entities(&dir), ["varnholm", "varnholm"]);
    dir.file("bare.csv", "Name\nVarnholm\n");
    let refused = dir.run(["build", "corpus.jsonl", "-g", "bare.csv"]);
    assert!(refused.code == 2 && refused.stderr.contains("-g places:FILE"), "{}", refused.stderr);
    build(&dir, &["places:bare.csv"]);
    assert_eq!(entities(&dir), ["varnholm"]);
}

#[test]
fn what_somebody_wrote_into_a_plain_list_is_meant() {
    let dir = Workdir::new();
    let texts = ["Then Grant rode on with Hill.", "Gen. Hill and Ana Varn met; Varn spoke.", "Varn was silent in May."];
    let rows = texts.iter().map(|text| format!("{{\"date\": \"2020-01-01\", \"text\": \"{text}\"}}\n"));
    dir.file("corpus.jsonl", rows.collect::<String>());
    dir.file(
        "lists/people.txt",
        "# generals\n1. Ulysses Grant\tGrant\n2. Hill, Ambrose\tHill\n3. Ana Varn\n4. Tess May\tMay\n",
    );
    dir.file("lists/towns.csv", "name,type\nVarnholm,city\n");
    let ran = build(&dir, &["people:lists/people.txt", "lists"]);
    for told in [
        "numbers before the names are taken off 4 lines",
        "1 line with a surname, a comma and a given name: turned round",
        "surnames count where the full name stands in the document (1 person)",
        "1 name counts only beside another name of the same entity, being a common word or very short: \"May\"",
        "passed over beside it: lists/people.txt",
    ] {
        assert!(ran.stderr.contains(told), "{told}: {}", ran.stderr);
    }
    let (grant, hill, varn) = ("people-ulysses-grant", "people-ambrose-hill", "people-ana-varn");
    assert_eq!(entities(&dir), [grant, hill, hill, varn, varn]);
    dir.file("lists/table.txt", "name,aliases\nAna Varn,\n");
    let refused = dir.run(["build", "corpus.jsonl", "-g", "people:lists/table.txt"]);
    assert!(refused.code == 2 && refused.stderr.contains("to be named .csv"), "{}", refused.stderr);
    dir.file("several.txt", "Ana Varn; Bo Harl\nAna Harl, Bo Varn\n");
    let check = dir.expect(0, ["gazetteer", "check", "people:several.txt"]).stdout;
    assert_eq!(check.matches("does it hold several?").count(), 2, "{check}");
}

#[test]
fn names_of_ones_own_list_have_their_cases() {
    let dir = Workdir::new();
    let text = "Суда ушли из Варнхольма. Bakus Häfen.";
    dir.file("corpus.jsonl", format!("{{\"date\": \"2020-01-01\", \"text\": \"{text}\"}}\n"));
    dir.file("towns.csv", "name,type,aliases,language\nVarnholm,city,Варнхольм,\nBaku,city,,de\n");
    build(&dir, &["towns.csv"]);
    assert_eq!(entities(&dir), ["varnholm", "baku"]);
}

#[test]
fn advice_begins_with_what_stands_beside_the_name() {
    let dir = Workdir::new();
    let text = "Ingrid Varnholm spoke. Nobody knew if Varnholm would stay.";
    dir.file("a.txt", format!("2020-01-01\n\n{text}\n"));
    dir.file("p.csv", "name,type,aliases\nIngrid Varnholm,minister,Varnholm\n");
    dir.file("dump.txt", dump_row(1, "Varnholm", "", "DE", 52.4, 9.7, 500_000));
    let told = dir.expect(0, ["explain", "a.txt", "-g", "p.csv", "-g", "geonames:dump.txt"]).stdout;
    let advice = told.split("If that is not what you want").nth(1).unwrap_or_default();
    for line in [r#"{ text = "Varnholm", not_after = ["if"] }"#, "under weak_aliases:\n      Varnholm"] {
        assert!(advice.contains(line), "{told}");
    }
}

#[test]
fn a_name_that_begins_sentences_is_not_said_to_be_a_word() {
    let dir = Workdir::new();
    let row = "{\"date\": \"2020-01-01\", \"text\": \"SOVAR ships oil. Grant it, said Grant.\"}\n";
    dir.file("corpus.jsonl", row.repeat(6));
    dir.file("list.toml", "[[entity]]\nid = \"sovar\"\nkind = \"organisation\"\nname = \"SOVAR\"\naliases = [\"Sovar Oil\"]\n\n[[entity]]\nid = \"grant\"\nkind = \"person\"\nname = \"Ulysses Grant\"\naliases = [{ text = \"Grant\", weak = true }]\n");
    let told = dir.expect(0, ["gazetteer", "check", "list.toml", "--corpus", "corpus.jsonl"]).stdout;
    assert!(!told.contains("begin a sentence"), "{told}");
    assert!(
        told.contains("hits stand where \"grant\" is not named otherwise") && told.contains("\n      \"Grant\"\n"),
        "{told}"
    );
}

/// Once, such people counted by nothing but other names, and the check took their given names for surnames.
#[test]
fn people_in_a_spreadsheet_may_stand_by_their_surnames() {
    let dir = Workdir::new();
    dir.file("mine.csv", "name,kind,aliases\n\"al-Sarvi, Roman\",person,Sarvi\n\"Aktau, Port\",place,\n");
    dir.file("corpus.jsonl", "{\"text\": \"Roman al-Sarvi spoke. Sarvi left, and al-Sarvi, Roman, was listed.\"}\n");
    assert_eq!(build(&dir, &["mine.csv"]).code, 0);
    let rows = dir.expect(0, ["mentions", "--json"]).stdout;
    for surface in ["\"Roman al-Sarvi\"", "\"Sarvi\"", "\"al-Sarvi, Roman\""] {
        assert!(rows.contains(&format!("\"surface\":{surface}")), "{surface}: {rows}");
    }
    let told = dir.expect(0, ["gazetteer", "list", "-g", "mine.csv", "--json"]).stdout;
    assert!(told.contains("roman-al-sarvi") && told.contains("\"name\":\"Aktau, Port\""), "{told}");
    dir.file("own.toml", "[[entity]]\nid = \"a\"\nkind = \"person\"\nname = \"Sarvi, Roman\"\n");
    let checked = dir.run(["gazetteer", "check", "own.toml"]);
    let said = checked.stdout + &checked.stderr;
    assert!(said.contains("text = \"Sarvi\"") && !said.contains("text = \"Roman\""), "{said}");
}

/// Once, the rules of a name could not be seen there, and a bound name looked like a plain one.
#[test]
fn a_listing_in_json_shows_the_rules_of_names() {
    let dir = Workdir::new();
    let rules = "{ weak = true, not_before = [\"Road\"], strong_after = [\"town of\"], from = 2014-06-29 }";
    dir.file(
        "own.toml",
        format!(
            "[[entity]]\nid = \"hit\"\nkind = \"place\"\nname = \"Hit\"\nname_rules = {rules}\naliases = [\"Heet\"]\n"
        ),
    );
    let told = dir.expect(0, ["gazetteer", "list", "own.toml", "--json"]).stdout;
    let name = "{\"case\":\"capitalised\",\"from\":\"2014-06-29\",\"not_before\":[\"Road\"],\"strong_after\":[\"town of\"],\
                \"text\":\"Hit\",\"weak\":true}";
    assert!(told.contains(name) && told.contains("{\"case\":\"capitalised\",\"text\":\"Heet\"}"), "{told}");
}

/// Once, the three samples were the first three mentions, and what a rule dropped was a figure alone.
#[test]
fn a_check_shows_what_was_dropped_and_by_which_rule() {
    let dir = Workdir::new();
    dir.file("own.toml", "[[entity]]\nid = \"isis\"\nkind = \"organisation\"\nname = \"ISIS\"\n");
    let rows = ["ISIS came.", "They met ISIS.", "Of ISIS men.", "ISIS fled.", "Isis Drugs rose."];
    let rows: String = rows.iter().map(|text| format!("{{\"text\":\"{text}\"}}\n")).collect();
    dir.file("corpus.jsonl", rows);
    let told = dir.expect(0, ["gazetteer", "check", "own.toml", "--corpus", "corpus.jsonl"]).stdout;
    assert_eq!(told.matches("  + ").count(), 2, "{told}");
    assert!(told.contains("- Isis Drugs rose.") && told.contains("(case)"), "{told}");
}
