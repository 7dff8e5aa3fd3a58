//! A headless Chromium, spoken to over a pipe in the DevTools protocol.
//!
//! The crates for it build the whole protocol and a TLS stack, more than all else of these tests together; what is needed
//! here is a page that is opened, clicked and asked. `--remote-debugging-pipe` reads from descriptor 3 and writes to 4,
//! messages end with a zero byte, and no port is opened.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A machine that has much else to do may take its time: this long no answer, and the browser hangs. How long an answer
/// takes is no part of any test.
const PATIENCE: Duration = Duration::from_secs(1800);
/// How long what a page was told to do may take to be seen in it.
const SOON: Duration = Duration::from_secs(300);
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// The pipes of the child's input and output become the two descriptors that the browser knows.
const LAUNCH: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#;

/// A running browser with one page.
pub struct Page {
    browser: Child,
    input: Option<ChildStdin>,
    answers: Receiver<Value>,
    session: Option<String>,
    asked: u64,
    /// All that the browser said without being asked.
    pub events: Vec<Value>,
    _profile: TempDir,
}

/// The browser of this machine, if it has one: `$CHROME`, or one of the usual names.
pub fn installed() -> Option<PathBuf> {
    if let Some(stated) = env::var_os("CHROME") {
        return Some(stated.into());
    }
    let folders = env::var_os("PATH")?;
    let found = NAMES.iter().flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)));
    found.into_iter().find(|path| cfg!(unix) && path.is_file())
}

impl Page {
    /// Starts the browser.
    pub fn start(program: &Path) -> Page {
        let profile = TempDir::new().expect("a temporary folder");
        let mut browser = Command::new("sh")
            .args(["-c", LAUNCH])
            .arg(program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"])
            .args(["--no-first-run", "--disable-background-networking", "--remote-debugging-pipe"])
            .args(["--window-size=1280,900", "--force-color-profile=srgb"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("a browser starts");
        let input = browser.stdin.take();
        let output = browser.stdout.take().expect("a pipe");
        let (sender, answers) = channel();
        thread::spawn(move || {
            for message in BufReader::new(output).split(0).map_while(Result::ok) {
                let Ok(message) = serde_json::from_slice(&message) else { continue };
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut page = Page { browser, input, answers, session: None, asked: 0, events: Vec::new(), _profile: profile };
        page.attach();
        page
    }

    fn attach(&mut self) {
        let target = self.ask("Target.createTarget", json!({"url": "about:blank"}));
        let to = json!({"targetId": target["targetId"], "flatten": true});
        let session = self.ask("Target.attachToTarget", to)["sessionId"].as_str().expect("a session").to_owned();
        self.session = Some(session);
        for domain in ["Page", "Runtime", "Log", "Network", "DOM"] {
            self.ask(&format!("{domain}.enable"), json!({}));
        }
    }

    /// Sends a command and waits for its answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let mut message = json!({"id": self.asked, "method": method, "params": params});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let input = self.input.as_mut().expect("open until the end");
        input.write_all(format!("{message}\0").as_bytes()).expect("the browser listens");
        loop {
            let answer = self.answers.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if answer["id"] == self.asked {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
            assert_ne!(answer["method"], "Page.javascriptDialogOpening", "a dialog: {}", answer["params"]);
            self.events.push(answer);
        }
    }

    /// Waits for an event; those that came before the call count too, from the given one on.
    fn wait(&mut self, method: &str, from: usize) {
        while !self.events[from..].iter().any(|event| event["method"] == method) {
            let event = self.answers.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no {method}"));
            assert_ne!(event["method"], "Page.javascriptDialogOpening", "a dialog: {}", event["params"]);
            self.events.push(event);
        }
    }

    /// Opens a file, with what stands behind its address (`#raqqa`).
    pub fn open(&mut self, file: &Path, end: &str) {
        let from = self.events.len();
        // From an empty page: else an address that differs in its end alone loads nothing.
        self.ask("Page.navigate", json!({"url": "about:blank"}));
        self.wait("Page.loadEventFired", from);
        let from = self.events.len();
        self.ask("Page.navigate", json!({"url": format!("file://{}{end}", file.display())}));
        self.wait("Page.loadEventFired", from);
        self.settle();
    }

    /// Gives the page a moment, so that what follows from an input has happened. It is the clock of the test that runs:
    /// a page without scripts has none.
    pub fn settle(&mut self) {
        thread::sleep(Duration::from_millis(50));
        self.value("0");
    }

    /// The value of an expression in the page; promises are waited for.
    pub fn value(&mut self, expression: &str) -> Value {
        let params =
            json!({"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true});
        let answer = self.ask("Runtime.evaluate", params);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    /// The value of an expression as a text.
    pub fn text(&mut self, expression: &str) -> String {
        let value = self.value(expression);
        value.as_str().map_or_else(|| panic!("{expression} is {value}"), str::to_owned)
    }

    /// Whether something holds, or comes to hold soon.
    pub fn comes(&mut self, expression: &str) -> bool {
        let began = Instant::now();
        loop {
            if self.value(expression) == true {
                return true;
            }
            if began.elapsed() > SOON {
                return false;
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The middle of the first element that fits, scrolled into view.
    fn place(&mut self, selector: &str) -> (f64, f64) {
        let quoted = json!(selector);
        let place = self.value(&format!(
            "(() => {{ const one = document.querySelector({quoted}); one.scrollIntoView({{ block: 'center', behavior: \
             'instant' }}); const box = one.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height \
             / 2]; }})()"
        ));
        (place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"))
    }

    fn mouse(&mut self, kind: &str, (x, y): (f64, f64)) {
        let buttons = if kind == "mouseReleased" { 0 } else { 1 };
        self.ask(
            "Input.dispatchMouseEvent",
            json!({"type": kind, "x": x, "y": y, "button": "left", "buttons": buttons, "clickCount": 1}),
        );
    }

    /// Clicks on the middle of an element, as a hand would.
    pub fn click(&mut self, selector: &str) {
        let place = self.place(selector);
        self.press(place);
    }

    /// Clicks at a place.
    pub fn press(&mut self, place: (f64, f64)) {
        self.mouse("mousePressed", place);
        self.mouse("mouseReleased", place);
        self.settle();
    }

    /// Drags from one place to another.
    pub fn drag(&mut self, from: (f64, f64), to: (f64, f64)) {
        self.mouse("mousePressed", from);
        self.mouse("mouseMoved", ((from.0 + to.0) / 2.0, to.1));
        self.mouse("mouseMoved", to);
        self.mouse("mouseReleased", to);
        self.settle();
    }

    /// Types a text where the focus is.
    pub fn type_text(&mut self, text: &str) {
        self.ask("Input.insertText", json!({"text": text}));
        self.settle();
    }

    /// Presses a key that writes nothing, such as `Tab` or `ArrowRight`.
    pub fn key(&mut self, key: &str) {
        let code = match key {
            "Tab" => 9,
            "Enter" => 13,
            "Escape" => 27,
            "ArrowLeft" => 37,
            "ArrowRight" => 39,
            _ => 0,
        };
        for kind in ["rawKeyDown", "keyUp"] {
            let params = json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code});
            self.ask("Input.dispatchKeyEvent", params);
        }
        self.settle();
    }

    /// Sets what the system prefers, such as `prefers-color-scheme`.
    pub fn prefer(&mut self, feature: &str, value: &str) {
        self.ask("Emulation.setEmulatedMedia", json!({"features": [{"name": feature, "value": value}]}));
        self.settle();
    }

    /// What went wrong in the page since it was started: errors, warnings, refused scripts and styles, and everything
    /// that was fetched but the files themselves.
    pub fn complaints(&mut self) -> Vec<String> {
        self.settle();
        self.events.iter().filter_map(complaint).collect()
    }
}

fn complaint(event: &Value) -> Option<String> {
    let params = &event["params"];
    match event["method"].as_str()? {
        "Runtime.exceptionThrown" => Some(format!("exception: {}", params["exceptionDetails"])),
        "Runtime.consoleAPICalled" => Some(format!("console: {}", params["args"])),
        "Log.entryAdded" => Some(format!("log: {}", params["entry"]["text"])),
        "Network.requestWillBeSent" => {
            let address = params["request"]["url"].as_str().unwrap_or_default();
            let own = ["file:", "about:", "blob:", "data:"].iter().any(|scheme| address.starts_with(scheme));
            (!own).then(|| format!("fetched: {address}"))
        }
        _ => None,
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // The browser ends when nobody speaks to it any more; a hung one is ended.
        drop(self.input.take());
        for _ in 0..40 {
            if matches!(self.browser.try_wait(), Ok(Some(_))) {
                return;
            }
            thread::sleep(Duration::from_millis(50));
        }
        let _ = self.browser.kill();
        let _ = self.browser.wait();
    }
}
