//! The report in a real browser: what a reader does with it, what a hostile text tries, and an audit.
//!
//! Without Chromium (or `$CHROME`) these tests say that they were left out. `$DATELINE_AXE` may name the file of
//! axe-core; then its audit runs beside the own one of `browser/audit.js`.

mod devtools;

use std::env;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::report::hostile;
use crate::workdir::{GAZETTEER, Workdir};
use devtools::{Page, installed};

/// What nobody has seen wrong is looked for by this.
const AUDIT: &str = include_str!("browser/audit.js");
/// The part of axe-core's rules that a page must keep.
const AXE: &str = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', \
                   'best-practice'], preload: false }).then((found) => found.violations.map((one) => `${one.id}: \
                   ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`))";
const NAMES_SHOWN: &str = "[...document.querySelectorAll('table.index tbody tr')].filter((row) => !row.hidden).length";
const ENTITY_SHOWN: &str = "(document.querySelector('.entity.shown')?.id ?? '')";

/// A browser, or a word that there is none.
fn browser(test: &str) -> Option<Page> {
    let found = installed();
    if found.is_none() {
        eprintln!("left out: browser::{test} (no Chromium on this machine; CHROME=PATH names one)");
    }
    found.map(|program| Page::start(&program))
}

/// The report of the bundled example, by month.
fn example() -> Workdir {
    let dir = Workdir::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let (corpus, dates) = (examples.join("dispatches"), examples.join("dates.csv"));
    let (corpus, dates) = (corpus.to_str().unwrap(), dates.to_str().unwrap());
    dir.expect(0, ["build", corpus, "--dates", dates, "--no-charts", "--by", "month", "--quiet"]);
    dir
}

/// A place over a bucket of the first chart that fits the selector, as a share of its width.
fn over(page: &mut Page, selector: &str, share: f64) -> (f64, f64) {
    let quoted = json!(format!("{selector} svg.plot svg"));
    let place = page.value(&format!(
        "(() => {{ const one = document.querySelector({quoted}); one.scrollIntoView({{ block: 'center', behavior: \
         'instant' }}); const box = one.getBoundingClientRect(); return [box.x + box.width * {share}, box.y + box.height \
         * 0.6]; }})()"
    ));
    (place[0].as_f64().unwrap(), place[1].as_f64().unwrap())
}

#[test]
fn one_can_search_brush_and_click_through_to_a_sentence() {
    let Some(mut page) = browser("one_can_search_brush_and_click_through_to_a_sentence") else { return };
    let dir = example();
    page.open(&dir.path("output/report.html"), "");
    let all = page.value(NAMES_SHOWN).as_u64().unwrap();
    assert!(all > 20);

    // Search, in any accents and script of a name's spellings.
    page.click("[id='page/search']");
    page.type_text("RAQQÄ");
    let found = page.value(NAMES_SHOWN).as_u64().unwrap();
    assert!(found >= 1 && found < all, "{found} of {all}");
    page.key("Enter");
    assert!(page.comes(&format!("{ENTITY_SHOWN} === 'raqqa'")));
    page.value("history.back()");
    assert!(page.comes(&format!("{ENTITY_SHOWN} === ''")));
    page.click("[id='page/search']");
    page.key("Escape");
    assert_eq!(page.value(NAMES_SHOWN), all);

    // The brush: a part of the time leaves the names that are mentioned in it.
    let (from, to) = (over(&mut page, ".brush", 0.02), over(&mut page, ".brush", 0.1));
    page.drag(from, to);
    let some = page.value(NAMES_SHOWN).as_u64().unwrap();
    assert!(some > 0 && some < all, "{some} of {all}");
    assert_ne!(page.text("document.getElementById('page/to').selectedOptions[0].text"), "");
    page.click("[id='page/all']");
    assert_eq!(page.value(NAMES_SHOWN), all);
    // Kinds.
    page.click("input[name=kind][value=place]");
    assert!(page.value(NAMES_SHOWN).as_u64().unwrap() < all);
    page.click("input[name=kind][value=place]");

    // A click on a bar leads to its sentences, and the address says so.
    page.click(".leaders a[href='#mosul']");
    assert!(page.comes(&format!("{ENTITY_SHOWN} === 'mosul'")));
    let at = "const plot = document.querySelector('.entity.shown .plotbox svg.plot'); \
              const buckets = JSON.parse(document.getElementById('page/data').textContent).published.buckets;";
    let share = page.value(&format!("(() => {{ {at} return (buckets.indexOf('2017-07') + 0.5) / buckets.length }})()"));
    let place = over(&mut page, ".entity.shown .plotbox", share.as_f64().unwrap());
    page.press(place);
    assert!(page.comes("location.hash === '#mosul/2017-07'"), "{}", page.text("location.hash"));
    assert_eq!(page.text("document.querySelector('.picked-one mark').textContent"), "Mosul");
    assert!(page.text("document.querySelector('.picked-one li p').textContent").contains("rule: "));
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_permalink_opens_the_sentences_of_its_bucket() {
    let Some(mut page) = browser("a_permalink_opens_the_sentences_of_its_bucket") else { return };
    let dir = example();
    page.open(&dir.path("output/report.html"), "#raqqa/2017-06");
    assert_eq!(page.text(ENTITY_SHOWN), "raqqa");
    assert_eq!(page.text("document.querySelector('.picked-one').id"), "raqqa/2017-06");
    assert_eq!(page.text("document.activeElement.tagName"), "H4");
    let top = page.value("document.querySelector('.picked-one').getBoundingClientRect().top").as_f64().unwrap();
    assert!((0.0..700.0).contains(&top), "{top}");
    assert!(page.text("document.title").starts_with("Raqqa"));

    // Keys: the chart's buckets by arrows, the sentences by Enter.
    page.value("document.querySelector('.entity.shown .plotbox').focus()");
    page.key("ArrowRight");
    let said = page.text("document.activeElement.getAttribute('aria-valuetext')");
    assert!(said.contains("201") && page.value("!document.getElementById('page/tip').hidden") == true, "{said}");

    // A citation can be copied, and a table saved.
    page.value(
        "document.execCommand = (what) => { window.copied = [what, document.activeElement.value]; return true; }",
    );
    page.value("Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { window.copied = ['copy', text]; } } })");
    page.click(".picked-one .cite");
    assert!(page.comes("window.copied !== undefined"));
    assert!(page.text("window.copied[1]").contains("#raqqa/2017-06"));
    page.value("URL.createObjectURL = (blob) => { window.saved = blob; return 'data:,'; }");
    page.value("document.querySelector('.entity.shown details.figures').open = true");
    page.click(".entity.shown details.figures button");
    let table = page.text("window.saved.text()");
    assert!(table.starts_with("month,mentions,documents"), "{table}");
    assert!(table.lines().any(|line| line.starts_with("2017-06,")), "dates as a program reads them: {table}");
    page.click(".entity.shown .timeline .save");
    let drawn = page.text(
        "window.saved.text().then((text) => `<svg ${[...new DOMParser().parseFromString(text, \
         'image/svg+xml').querySelectorAll('text')].map((one) => one.textContent).join(' ')}`)",
    );
    // It can be published alone: what is counted, among what, from when to when, what is not in it, by which lists.
    for part in [
        "<svg",
        "Raqqa",
        "By month",
        "by date of publication",
        "Counted among 113 documents with a date of publication",
        "6 January 2014 to 28 October 2019",
        "Not in it: 1 undated.",
        "Corpus: dispatches.",
        "Lists of names: dateline organisations",
        "Made with dateline",
    ] {
        assert!(drawn.contains(part), "{part}");
    }
    page.click(".entity.shown .timeline .save + .save");
    assert!(page.comes("window.saved.type === 'image/png' && window.saved.size > 10000"));

    // Its chronology: the dates that the sentences name, each with a sentence.
    assert!(page.value("document.querySelectorAll('.entity.shown .told .bucket').length").as_u64().unwrap() > 3);
    let first = page.text("document.querySelector('.entity.shown .told h4 a').hash");
    page.value(&format!("location.hash = '{first}'"));
    assert!(page.comes(&format!("'#' + document.querySelector('.picked-one')?.id === '{first}'")));
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn the_map_can_be_clicked_and_taken_along() {
    let Some(mut page) = browser("the_map_can_be_clicked_and_taken_along") else { return };
    let dir = example();
    page.open(&dir.path("output/report.html"), "");
    page.value("URL.createObjectURL = (blob) => { window.saved = blob; return 'data:,'; }");
    page.click(".where .save");
    let drawn = page.text("window.saved.text()");
    assert!(drawn.contains("Mosul") && drawn.contains("Made with dateline") && !drawn.contains("<a "), "{drawn}");
    assert_eq!(drawn.matches("<circle").count() as u64, page.value("document.querySelectorAll('.map circle').length"));
    page.click(".where .save + .save");
    assert!(page.comes("window.saved.type === 'image/png' && window.saved.size > 10000"));
    page.value("document.querySelector('.where details').open = true");
    page.click(".where details button");
    let table = page.text("window.saved.text()");
    assert!(table.starts_with("place,mentions,documents,latitude,longitude\r\nMosul,"), "{table}");
    // Each disc is the place that its title names: the table has the same, with the same link.
    let discs = "[...document.querySelectorAll('.map a')].map((one) => [one.getAttribute('href'), \
                 one.querySelector('title').textContent])";
    let rows = "[...document.querySelectorAll('.where table a')].map((one) => [one.getAttribute('href'), \
                one.textContent])";
    let (discs, rows) = (page.value(discs), page.value(rows));
    assert!(discs.as_array().unwrap().len() > 10);
    assert!(discs.as_array().unwrap().iter().all(|disc| rows.as_array().unwrap().contains(disc)), "{discs}");
    // One that no other covers.
    page.click(".map a[href='#damascus'] circle");
    assert!(page.comes(&format!("{ENTITY_SHOWN} === 'damascus'")));
    // So do the peaks of the list, and a table of companions is a table too.
    page.value("history.back()");
    assert!(page.comes(&format!("{ENTITY_SHOWN} === ''")));
    page.click("table.index a[href^='#mosul/']");
    assert!(page.comes("document.querySelector('.picked-one')?.id.startsWith('mosul/20')"));
    page.click(".entity.shown table.plain + p button");
    assert!(page.text("window.saved.text()").starts_with("Name,Documents,Sentences"));
    assert_eq!(page.complaints(), [""; 0]);
}

/// Two publishers, and texts that tell of other times than their own.
fn two_sources() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let rows = [
        ("a", "2017-06-06", "The Wire", "The army lost Mosul on 10 June 2014."),
        ("b", "2017-06-20", "Post", "Talks in Mosul and Raqqa."),
        ("c", "2017-07-11", "The Wire", "Mosul is quiet. The army took Mosul on 9 July 2017."),
        ("d", "2017-09-01", "Post", "Raqqa waits."),
    ];
    let row = |(id, date, publisher, text)| {
        format!("{}\n", json!({"id": id, "date": date, "publisher": publisher, "text": text}))
    };
    dir.file("c/rows.jsonl", rows.map(row).concat());
    dir.expect(0, ["build", "c", "-g", "g.toml", "--by", "month", "--no-charts"]);
    dir
}

#[test]
fn axis_sources_period_and_kinds_hold_together() {
    let Some(mut page) = browser("axis_sources_period_and_kinds_hold_together") else { return };
    let dir = two_sources();
    let file = dir.path("output/report.html");
    let row = |name: &str, cell: usize| {
        format!("document.querySelector('table.index a[href=\"#{name}\"]').closest('tr').cells[{cell}].textContent")
    };
    let hidden = |name: &str| format!("document.querySelector('table.index a[href=\"#{name}\"]').closest('tr').hidden");
    page.open(&file, "");
    assert_eq!(page.text(&row("mosul", 2)), "4");

    // A source: counts, coverage and the leading names follow, and the address says it.
    page.click("[id='page/sources']");
    page.click("input[name=source][value='0']");
    assert_eq!(page.text("document.getElementById('page/sources').textContent"), "Only Post");
    assert_eq!(page.text("location.hash"), "#?source=Post");
    assert_eq!((page.text(&row("mosul", 2)), page.text(&row("raqqa", 2))), ("1".into(), "2".into()));
    assert_eq!(page.text("document.querySelector('.leaders .place .who').textContent"), "Raqqa");
    assert!(page.text("document.querySelector('.brush .peak').textContent").contains(": 1"));
    // The other axis holds for all: Post tells of no date.
    page.click("input[name=axis][value=referenced] + span");
    assert_eq!(page.text("location.hash"), "#?axis=referenced&source=Post");
    assert_eq!(page.value(NAMES_SHOWN), 0);
    // The list of sources has closed by the click beside it.
    assert_eq!(page.value("document.querySelector('details.sources').open"), false);
    page.click("[id='page/sources']");
    page.click("input[name=source][value='0']");
    page.click("input[name=source][value='1']");
    assert_eq!((page.text(&row("mosul", 2)), page.text(&row("mosul", 6))), ("2".into(), "June 2014".into()));
    assert_eq!(page.value("document.querySelector('.brush[data-axis=published]').checkVisibility()"), false);
    // A link within the page keeps all of it, and so does the way back.
    page.click("table.index a[href='#mosul']");
    assert!(page.comes("location.hash === '#mosul?axis=referenced&source=The+Wire'"), "{}", page.text("location.hash"));
    page.value("history.back()");
    assert!(page.comes(&format!("{ENTITY_SHOWN} === ''")));
    assert_eq!(page.text(&row("mosul", 2)), "2");
    page.click("[id='page/all']");
    page.click("input[name=axis][value=published] + span");
    assert_eq!((page.text(&row("mosul", 2)), page.text("location.hash")), ("4".into(), String::new()));
    page.click("input[name=kind][value=place]");
    assert_eq!(page.value(&hidden("mosul")), true);
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_permalink_keeps_the_axis_the_period_and_the_source() {
    let Some(mut page) = browser("a_permalink_keeps_the_axis_the_period_and_the_source") else { return };
    let dir = two_sources();
    let file = dir.path("output/report.html");
    let lead = "document.querySelector('.entity.shown .lead').textContent";
    let buckets = "[...document.querySelectorAll('.entity.shown .evidence .bucket')].filter((one) => \
                   one.checkVisibility()).map((one) => one.id)";
    page.open(&file, "#mosul?axis=referenced&from=2017-07&to=2017-07&source=The+Wire");
    assert!(page.text(lead).starts_with("1 mention in 1 document: July 2017"), "{}", page.text(lead));
    assert_eq!(page.value(buckets), json!(["mosul/of-2017-07"]));
    page.open(&file, "#mosul/2017-06?source=Post");
    assert_eq!(page.value(buckets), json!(["mosul/2017-06"]));
    assert_eq!(page.text("document.querySelector('.picked-one h4 span').textContent"), "1 mention in 1 document");
    let said = "[...document.querySelectorAll('.picked-one li')].filter((one) => !one.hidden).map((one) => \
                one.querySelector('blockquote').textContent)";
    assert_eq!(page.value(said), json!(["Talks in Mosul and Raqqa."]));
    // A place of one axis is shown on it; what hides it gives way.
    page.open(&file, "#mosul/of-2014-06?source=Post");
    assert_eq!(page.text("document.querySelector('.picked-one').id"), "mosul/of-2014-06");
    assert_eq!(page.value("document.querySelector('input[value=referenced]').checked"), true);
    assert!(page.text("document.querySelector('.picked-one li p').textContent").starts_with("Of 10 June 2014"));
    // What is no choice is none.
    page.open(&file, "#mosul?axis=x&source=%3Cimg%3E&from=zzz&kind=%22");
    assert!(page.text(lead).starts_with("4 mentions in 3 documents"), "{}", page.text(lead));
    assert_eq!(page.complaints(), [""; 0]);
}

/// One text that tells of two times, and two texts that tell of one.
fn several_times() -> Workdir {
    let dir = Workdir::new();
    dir.file("g.toml", GAZETTEER);
    let rows = [
        ("a", "2017-07-11", "The army lost Mosul on 10 June 2014. It took Mosul on 9 July 2017."),
        ("b", "2017-07-12", "The army took Mosul on 9 July 2017."),
        ("c", "2017-07-13", "Raqqa waited on 1 May 2015. Raqqa waited on 2 June 2016."),
    ];
    let row = |(id, date, text)| format!("{}\n", json!({"id": id, "date": date, "text": text}));
    dir.file("c/rows.jsonl", rows.map(row).concat());
    dir.expect(0, ["build", "c", "-g", "g.toml", "--by", "year", "--no-charts"]);
    dir
}

#[test]
fn a_document_that_tells_of_several_times_counts_once() {
    let Some(mut page) = browser("a_document_that_tells_of_several_times_counts_once") else { return };
    let dir = several_times();
    let lead = "document.querySelector('.entity.shown .lead').textContent";
    for (end, expected) in [
        ("#mosul?axis=referenced", "3 mentions in 2 documents"),
        ("#mosul?axis=referenced&to=2016", "1 mention in 1 document"),
        ("#mosul?axis=referenced&from=2015", "2 mentions in 2 documents"),
        ("#raqqa?axis=referenced", "2 mentions in 1 document"),
    ] {
        page.open(&dir.path("output/report.html"), end);
        assert!(page.text(lead).starts_with(expected), "{end}: {}", page.text(lead));
    }
    page.open(&dir.path("output/report.html"), "#?axis=referenced");
    let documents = "document.querySelector('table.index a[href=\"#mosul\"]').closest('tr').cells[3].textContent";
    assert_eq!(page.text(documents), "2");
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn charts_drawn_for_all_sources_are_those_that_the_page_was_made_with() {
    let Some(mut page) = browser("charts_drawn_for_all_sources_are_those_that_the_page_was_made_with") else { return };
    let dir = two_sources();
    for end in ["#mosul", "#mosul?axis=referenced", "", "#?axis=referenced"] {
        page.open(&dir.path("output/report.html"), end);
        let drawn = "[...document.querySelectorAll('svg.plot')].filter((one) => one.checkVisibility()).map((one) => \
                     [...one.querySelectorAll('path, .level, .peak')].map((part) => [part.getAttribute('d'), \
                     part.textContent, part.getAttribute('y')].join()))";
        let made = page.value(drawn);
        page.value("for (const box of document.querySelectorAll('input[name=source]')) box.click()");
        assert!(page.value("document.querySelector('.plotbox[data-drawn], [data-drawn]') !== null") == true);
        assert_eq!(page.value(drawn), made, "{end}");
    }
}

#[test]
fn what_had_no_room_is_made_when_it_is_asked_for() {
    let Some(mut page) = browser("what_had_no_room_is_made_when_it_is_asked_for") else { return };
    let dir = two_sources();
    let size = dir.bytes("output/report.html").len().to_string();
    dir.expect(0, ["report", "--max-size", &size, "-o", "small.html"]);
    assert!(dir.read("small.html").contains("<pre class=\"figures\">"));
    page.open(&dir.path("small.html"), "#mosul");
    // Figures that stand as text become a table.
    let cells = "[...document.querySelector('.entity.shown [data-axis=published] table.data').tBodies[0].rows].map((row) \
                 => [...row.cells].map((cell) => cell.textContent).join(' '))";
    let rows = page.value(cells);
    assert_eq!(rows[0], "June 2017 2 2 2 1,000 342.4–1,000");
    assert_eq!(rows[2], "August 2017   0  ", "no documents, no figures");
    assert_eq!(page.value("document.querySelector('.entity.shown pre')"), json!(null));
    // A bucket without sentences has its figures and the command.
    page.value("document.getElementById('mosul/2017-06')?.remove()");
    page.value("location.hash = '#mosul/2017-06'");
    assert!(page.comes("document.querySelector('.picked-one')?.id === 'mosul/2017-06'"));
    let said = page.text("document.querySelector('.picked-one').textContent");
    assert!(said.contains("2 mentions in 2 documents"), "{said}");
    assert!(said.contains("dateline mentions mosul --from 2017-06-01 --to 2017-06-30"), "{said}");
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn light_and_dark_follow_the_system_and_the_reader() {
    let Some(mut page) = browser("light_and_dark_follow_the_system_and_the_reader") else { return };
    let dir = hostile();
    page.prefer("prefers-color-scheme", "light");
    page.open(&dir.path("output/report.html"), "");
    let ground = "getComputedStyle(document.body).backgroundColor";
    let light = page.text(ground);
    page.prefer("prefers-color-scheme", "dark");
    let dark = page.text(ground);
    assert_ne!(light, dark);
    page.click("[id='page/theme']");
    assert_eq!(page.text(ground), light);
    page.click("[id='page/theme']");
    assert_eq!(page.text(ground), dark);
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_hostile_corpus_runs_nothing_and_fetches_nothing() {
    let Some(mut page) = browser("a_hostile_corpus_runs_nothing_and_fetches_nothing") else { return };
    let dir = hostile();
    // Any dialog ends the test, wherever it is met.
    for end in [
        "",
        "#raqqa",
        "#mosul/2017-07",
        "#x~22~~3e~~3c~img~20~src~3d~x~20~onerror~3d~alert~28~10~29~~3e~",
        "#<img src=x onerror=alert(1)>",
    ] {
        page.open(&dir.path("output/report.html"), end);
        page.value("for (const one of document.querySelectorAll('details')) one.open = true");
        page.value("for (const one of document.querySelectorAll('mark, cite, bdi, b')) one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))");
        assert_eq!(
            page.value("document.querySelectorAll('img, iframe, object, embed, link, base, svg script, svg a:not([href^=\"#\"])').length"),
            0
        );
        assert_eq!(page.value("document.scripts.length"), 3);
        assert_eq!(page.value("document.styleSheets.length"), 1);
    }
    for word in ["<img", "</script>", "javascript:", "onmouseover", "<style>"] {
        page.open(&dir.path("output/report.html"), "");
        page.click("[id='page/search']");
        page.type_text(word);
        page.key("Enter");
    }
    let attributes = "[...document.querySelectorAll('*')].flatMap((one) => [...one.attributes]).filter((one) => \
                      /^on/i.test(one.name) || /^\\s*javascript:/i.test(one.value)).map((one) => one.name + one.value)";
    assert_eq!(page.value(attributes), json!([]));
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn everything_can_be_read_with_scripts_switched_off() {
    let Some(mut page) = browser("everything_can_be_read_with_scripts_switched_off") else { return };
    let dir = hostile();
    page.ask("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    page.open(&dir.path("output/report.html"), "#mosul/2017-07");
    assert_eq!(page.value("document.documentElement.classList.contains('js')"), false);
    let shown = "[...document.querySelectorAll('.entity blockquote')].every((one) => one.checkVisibility())";
    assert_eq!(page.value(shown), true);
    assert_eq!(page.value("document.querySelector('.tools').checkVisibility()"), false);
    assert_eq!(page.text("document.querySelector(':target').id"), "mosul/2017-07");
    // On paper stand the first part and what is open, not a sheet for every name.
    page.ask("Emulation.setEmulatedMedia", json!({"media": "print"}));
    let printed =
        "[...document.querySelectorAll('.entity')].filter((one) => one.checkVisibility()).map((one) => one.id)";
    assert_eq!(page.value(printed), json!(["mosul"]));
    assert_eq!(page.value("document.querySelector('.paper').checkVisibility()"), true);
}

#[test]
fn on_a_narrow_screen_the_map_fits() {
    let Some(mut page) = browser("on_a_narrow_screen_the_map_fits") else { return };
    let dir = example();
    for (width, class) in [(340, "narrow"), (380, "narrow"), (720, "middle"), (940, "middle"), (1280, "map")] {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        page.ask("Emulation.setDeviceMetricsOverride", size);
        page.open(&dir.path("output/report.html"), "");
        let shown = "[...document.querySelectorAll('.drawn svg')].filter((one) => one.checkVisibility())";
        assert_eq!(page.value(&format!("{shown}.map((one) => one.getAttribute('class'))")), json!([class]));
        let within = format!(
            "{shown}[0].getBoundingClientRect().right <= innerWidth && \
                              document.querySelector('.drawn').scrollWidth <= document.querySelector('.drawn').clientWidth"
        );
        assert_eq!(page.value(&within), true, "{width}");
        // The least of its texts is the caption's, of 11 pixels: it is never shrunk by more than a tenth.
        let shrunk = format!("(([one]) => one.getBoundingClientRect().width / one.getAttribute('width'))({shown})");
        let shrunk = page.value(&shrunk).as_f64().unwrap();
        assert!(shrunk > 0.89, "{width}: {shrunk}");
    }
}

#[test]
fn the_first_screen_shows_what_was_read_when_by_whom_and_where() {
    let Some(mut page) = browser("the_first_screen_shows_what_was_read_when_by_whom_and_where") else { return };
    let dir = example();
    for (width, height, parts) in [
        (1280, 900, &[".tiles", ".brush svg", ".leaders .place li:nth-child(3)", ".drawn svg.map circle"][..]),
        (390, 844, &[".tiles", ".brush svg"]),
    ] {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        page.ask("Emulation.setDeviceMetricsOverride", size);
        page.open(&dir.path("output/report.html"), "");
        assert_eq!(page.text("document.querySelector('h1').textContent"), "dispatches: who and what is mentioned");
        for part in parts {
            let bottom = page.value(&format!("document.querySelector({}).getBoundingClientRect().bottom", json!(part)));
            assert!(bottom.as_f64().unwrap() <= f64::from(height), "{width} {part}: {bottom}");
        }
    }
    page.open(&dir.path("output/report.html"), "#nosuch/2014");
    assert!(page.text("document.getElementById('page/unknown').innerText").contains("“nosuch/2014”"));
    page.open(&dir.path("output/report.html"), "#mosul");
    assert_eq!(page.value("document.getElementById('page/unknown').hidden"), true);
}

#[test]
fn the_texts_of_a_chart_stay_in_the_picture_in_the_fonts_of_a_browser() {
    let Some(mut page) = browser("the_texts_of_a_chart_stay_in_the_picture_in_the_fonts_of_a_browser") else { return };
    let dir = example();
    let outside = "(() => { const all = document.documentElement.getBoundingClientRect(); \
                   return [...document.querySelectorAll('text')].filter((one) => { const box = \
                   one.getBoundingClientRect(); return box.right > all.right + 1 || box.left < all.left - 1; }) \
                   .map((one) => one.textContent); })()";
    for arguments in
        [&["lines", "mosul"][..], &["map"], &["coverage"], &["matrix"], &["lines", "mosul", "--lang", "ar"]]
    {
        let chart: Vec<&str> = ["chart"].iter().chain(arguments).chain(&["-o", "x.svg"]).copied().collect();
        dir.expect(0, chart);
        let svg = dir.read("x.svg");
        assert!(svg.contains("@font-face") && svg.contains("<metadata id=\"figures\">"), "{arguments:?}");
        page.open(&dir.path("x.svg"), "");
        assert_eq!(page.value(outside), json!([]), "{arguments:?}");
        // Without the fonts of the file, each text is as wide as it was measured.
        page.ask("Runtime.evaluate", json!({"expression": "document.querySelector('style').remove()"}));
        assert_eq!(page.value(outside), json!([]), "{arguments:?}");
    }
}

#[test]
fn on_a_narrow_screen_long_names_break_and_lines_over_time_are_whole() {
    let Some(mut page) = browser("on_a_narrow_screen_long_names_break_and_lines_over_time_are_whole") else { return };
    let dir = Workdir::new();
    let long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochonwards";
    dir.file("names.txt", format!("{long}\n{long}shire\nMosul\n"));
    let texts = [format!("From {long} to {long}shire by Mosul."), format!("Mosul, they say, is nothing like {long}.")];
    let row = |(at, text)| json!({"id": at, "date": format!("2017-0{}-01", at + 6), "text": text}).to_string();
    dir.file("news.jsonl", texts.into_iter().enumerate().map(row).collect::<Vec<_>>().join("\n"));
    dir.expect(0, ["build", "news.jsonl", "-g", "places:names.txt", "--no-charts", "--quiet"]);
    for width in [340, 360, 390] {
        let size = json!({"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": false});
        page.ask("Emulation.setDeviceMetricsOverride", size);
        for (end, part) in [("", ".index td.wide svg, .leaders svg"), ("#names-mosul", ".plain td")] {
            page.open(&dir.path("output/report.html"), end);
            let sides = page.value("[document.documentElement.scrollWidth, innerWidth]");
            assert!(sides[0].as_u64() <= sides[1].as_u64(), "{width} {end}: {sides}");
            let cut = format!(
                "[...document.querySelectorAll('{part}')].filter((one) => one.checkVisibility() && \
                 one.getBoundingClientRect().right > innerWidth).length"
            );
            assert_eq!(page.value(&cut), 0, "{width} {end}");
            let seen = format!("[...document.querySelectorAll('{part}')].some((one) => one.checkVisibility())");
            assert_eq!(page.value(&seen), true, "{width} {end}");
        }
    }
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn a_file_of_some_sources_says_so_by_its_name() {
    let Some(mut page) = browser("a_file_of_some_sources_says_so_by_its_name") else { return };
    let dir = two_sources();
    for (end, named) in [("", "names.csv"), ("#?source=Post&to=2017-07", "names_June_2017_to_July_2017_only_Post.csv")]
    {
        page.open(&dir.path("output/report.html"), end);
        page.value("HTMLAnchorElement.prototype.click = function () { window.named = this.download; }");
        page.click("table.index thead th button");
        page.click(".scroll:has(table.index) + p button");
        assert_eq!(page.text("window.named"), named, "{end}");
    }
    assert_eq!(page.complaints(), [""; 0]);
}

#[test]
fn in_print_no_column_is_cut_and_every_head_is_there() {
    let Some(mut page) = browser("in_print_no_column_is_cut_and_every_head_is_there") else { return };
    let dir = example();
    // A sheet of A4 less its margins, in the pixels of CSS.
    page.ask(
        "Emulation.setDeviceMetricsOverride",
        json!({"width": 718, "height": 1000, "deviceScaleFactor": 1, "mobile": false}),
    );
    for end in ["", "#mosul", "#mosul?axis=referenced", "#?from=2016-Q1&to=2016-Q4"] {
        page.open(&dir.path("output/report.html"), end);
        page.value("for (const one of document.querySelectorAll('details')) one.open = one.checkVisibility()");
        page.ask("Emulation.setEmulatedMedia", json!({"media": "print"}));
        let cut = "[...document.querySelectorAll('table, .scroll')].filter((one) => one.checkVisibility() && \
                   one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.className)";
        assert_eq!(page.value(cut), json!([]), "{end}");
        let bare = "[...document.querySelectorAll('thead th')].filter((one) => one.checkVisibility() && \
                    !one.innerText.trim()).length";
        assert_eq!(page.value(bare), 0, "{end}");
        assert_eq!(page.value("document.querySelector('.save').checkVisibility()"), false);
        // The head of the overview says it; a sheet of one name, or of a choice, must say it itself.
        let said = page.value("[...document.querySelectorAll('.imprint')].filter((one) => one.checkVisibility()).map((one) => one.innerText).join()");
        let said = said.as_str().unwrap_or_default().to_owned();
        assert_eq!(said.contains("dispatches") && said.contains("dateline places"), !end.is_empty(), "{end}: {said}");
        assert_eq!(said.contains("Shown here: "), end.contains('?'), "{end}: {said}");
        page.ask("Emulation.setEmulatedMedia", json!({"media": ""}));
    }
}

#[test]
fn an_audit_finds_no_violation() {
    let Some(mut page) = browser("an_audit_finds_no_violation") else { return };
    let dir = example();
    let file = dir.path("output/report.html");
    let axe = env::var_os("DATELINE_AXE").map(|path| fs::read_to_string(path).expect("the file of axe-core"));
    if axe.is_none() {
        eprintln!("left out: the audit of axe-core (DATELINE_AXE names no file); the own one runs");
    }
    dir.expect(0, ["report", "--entities", "mosul", "-o", "one.html"]);
    let many = ["", "#mosul", "#raqqa/of-2017-10?axis=referenced&from=2017-06&to=2017-12"].map(|end| (&file, end));
    let one = dir.path("one.html");
    let pages: Vec<_> = many.into_iter().chain([(&one, ""), (&one, "#mosul/2017-07")]).collect();
    let ways = ["light", "dark"].into_iter().flat_map(|scheme| [1280, 380].map(|width| (scheme, width)));
    for ((scheme, width), (file, end)) in ways.flat_map(|way| pages.iter().map(move |page| (way, *page))) {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        page.ask("Emulation.setDeviceMetricsOverride", size);
        page.prefer("prefers-color-scheme", scheme);
        page.open(file, end);
        page.value("for (const one of document.querySelectorAll('details')) one.open = one.checkVisibility()");
        assert_eq!(page.value(AUDIT), json!([]), "{scheme}, {width}, {end:?}");
        for _ in 0..6 {
            page.key("Tab");
            let focus = "(() => { const one = document.activeElement; return one === document.body || \
                         getComputedStyle(one).outlineStyle !== 'none' ? '' : one.outerHTML.slice(0, 99) })()";
            assert_eq!(page.text(focus), "", "the focus is not seen");
        }
        if let Some(axe) = &axe {
            page.value(&format!("{axe}; undefined"));
            assert_eq!(page.value(AXE), json!([]), "{scheme}, {width}, {end:?}");
        }
    }
}
