//! The report in a real browser: what a reader does with it, what a hostile text tries, and an audit.
//!
//! Without Chromium (or `$CHROME`) these tests say that they were left out. `$DATELINE_AXE` may name the file of axe-core;
//! then its audit runs beside the own one of `browser/audit.js`.

mod devtools;

use std::env;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::report::hostile;
use crate::workdir::Workdir;
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
    let quoted = json!(format!("{selector} svg.plot > svg"));
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
              const buckets = JSON.parse(document.getElementById('page/data').textContent).buckets;";
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
    assert!(page.text("window.saved.text()").starts_with("month,mentions,documents"));
    page.click(".entity.shown .timeline .save");
    let drawn = page.text("window.saved.text()");
    for part in ["<svg", "Raqqa", "By month", "date that their sentence names", "Made with dateline"] {
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
            page.value("document.querySelectorAll('img, iframe, object, embed, link, base, svg script, svg a').length"),
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
    for (scheme, width, end) in [
        ("light", 1280, ""),
        ("dark", 1280, "#mosul/2017-07"),
        ("light", 1280, "#mosul"),
        ("dark", 380, ""),
        ("light", 380, "#raqqa"),
    ] {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false});
        page.ask("Emulation.setDeviceMetricsOverride", size);
        page.prefer("prefers-color-scheme", scheme);
        page.open(&file, end);
        page.value("for (const one of document.querySelectorAll('details')) one.open = one.checkVisibility()");
        assert_eq!(page.value(AUDIT), json!([]), "{scheme}, {width}, {end:?}");
        for _ in 0..8 {
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
