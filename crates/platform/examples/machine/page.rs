//! A page as a machine, and the run of one case.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use tokio::sync::watch;
use unsit_core::Millis;
use unsit_core::app::{Channel, ChannelState, Message, Model, SystemPage, TrayDeed};
use unsit_core::text::Language;
use unsit_platform::web::{self, Handle};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::conformance::cases;
use crate::conformance::subject::{Asked, Left, Machine, Profile, Run};

/// How many cases run here: the others say why not.
const EXPECTED: usize = 25;

/// The browser, whose data outlive a page.
#[derive(Debug, Default)]
struct Browser {
    pages: Rc<Cell<usize>>,
}

impl Machine for Browser {
    type Run = Page;

    async fn start(&self) -> Page {
        let from = stand_ins("left").unchecked_into::<Array>().length();
        // As `src/page.rs` starts it.
        let handle = web::start(Language::negotiate(web::languages()), web::region()).await;
        let first = handle.watch().borrow().clone();
        self.pages.set(self.pages.get() + 1);
        Page { first, handle, from, pages: Rc::clone(&self.pages) }
    }

    fn profile(&self) -> Profile {
        Profile {
            // Marks of the page's User Timing.
            heard_as: |cue| Some(cue.id().to_owned()),
            asked: Some(Asked {
                before: |state| *state == ChannelState::Unasked,
                after: |state| matches!(state, ChannelState::Ready { .. }),
            }),
            fails: Some((Channel::Voice, |state| matches!(state, ChannelState::Missing { .. }))),
            idle: || {
                vec![
                    Message::OpenPage(SystemPage::App),
                    Message::Back,
                    Message::Tray(TrayDeed::Quit),
                    Message::StartAtLogin(true),
                    Message::JournalGrew,
                ]
            },
            left_out: &[(
                "what_is_said_right_before_the_end_is_stored",
                "a page has no end but that its tab is closed, at once: only what was acknowledged is stored",
            )],
        }
    }

    fn fail(&self) {
        Reflect::set(&stand_ins_object(), &"voices".into(), &Array::new()).unwrap();
    }
}

/// A page that is open.
#[derive(Debug)]
struct Page {
    first: Arc<Model>,
    handle: Handle,
    /// What had left the browser when it was opened.
    from: u32,
    pages: Rc<Cell<usize>>,
}

impl Run for Page {
    fn first(&self) -> Arc<Model> {
        Arc::clone(&self.first)
    }

    fn model(&self) -> Arc<Model> {
        self.handle.watch().borrow().clone()
    }

    fn post(&self, message: Message) {
        self.handle.send(message);
    }

    async fn until(&self, what: &str, holds: impl Fn(&Model) -> bool) {
        say(&format!("until: {what}"));
        self.handle.watch().wait_for(|model| holds(model)).await.unwrap();
    }

    async fn turn(&self, time: Millis) {
        move_the_clock("pass", time).await;
    }

    async fn sleep(&self, time: Millis) {
        move_the_clock("oversleep", time).await;
    }

    fn left(&self) -> Vec<Left> {
        let all: Array = stand_ins("left").unchecked_into();
        let lines: Vec<String> = all.iter().skip(self.from as usize).map(|line| line.as_string().unwrap()).collect();
        let is_hush = |at: usize| lines[at] == "silence" && !lines.get(at + 1).is_some_and(|next| next.starts_with("words "));
        (0..lines.len()).filter_map(|at| read(&lines[at], is_hush(at))).collect()
    }

    async fn end(self) {
        self.die().await;
    }

    /// The tab is closed: nobody keeps the loop any more, and the browser gives back what it had claimed.
    async fn die(self) {
        let mut models: watch::Receiver<Arc<Model>> = self.handle.watch();
        drop(self.handle);
        while models.changed().await.is_ok() {}
        self.pages.set(self.pages.get() - 1);
        given_back("unsit.session").await;
        // Another page may watch from now on.
        if self.pages.get() == 0 {
            given_back("unsit.sitting").await;
        }
    }
}

/// Has whoever opened the page move its clock.
async fn move_the_clock(how: &str, time: Millis) {
    #[allow(clippy::cast_precision_loss, reason = "hours at most")]
    let moved = call(&js_sys::global(), how, &(time.0 as f64).into());
    JsFuture::from(moved.unchecked_into::<Promise>()).await.unwrap();
}

/// A line of the stand-ins. A voice is silenced before it says something else, too.
fn read(line: &str, is_hush: bool) -> Option<Left> {
    Some(match line.split_once(' ').unwrap_or((line, "")) {
        ("mark", name) => Left::Cue(name.strip_prefix("cue:")?.to_owned()),
        ("words", words) => Left::Words(words.to_owned()),
        ("silence", _) => return is_hush.then_some(Left::Hush),
        ("screen", on) => Left::Screen(on == "on"),
        ("reminder", _) => Left::Reminder,
        ("withdrawn", _) => Left::Withdrawn,
        (other, _) => panic!("what has left? {other}"),
    })
}

/// Waits until nobody has this lock of the origin.
async fn given_back(lock: &str) {
    let locks = part(&part(&js_sys::global(), "navigator"), "locks");
    let granted = Closure::once_into_js(|_: JsValue| {});
    let request: Function = part(&locks, "request").unchecked_into();
    let asked = request.apply(&locks, &Array::of3(&lock.into(), &Object::new(), &granted)).unwrap();
    JsFuture::from(asked.unchecked_into::<Promise>()).await.unwrap();
}

macro_rules! in_a_page {
    ([] $($case:ident,)*) => {
        const ALL: &[&str] = &[$(stringify!($case)),*];

        async fn play(name: &str, browser: &Browser) {
            match name {
                $(stringify!($case) => cases::$case(browser).await,)*
                other => panic!("there is no case {other}"),
            }
        }
    };
}
cases::every_case!(in_a_page);

/// Runs the case that the page's address names, once its clock stands still, or lists all.
pub(crate) fn run() {
    web::prepare();
    web::run(async {
        let search = part(&part(&js_sys::global(), "location"), "search").as_string().unwrap();
        let Some(name) = search.strip_prefix("?case=") else { return list() };
        JsFuture::from(stand_ins("begins").unchecked_into::<Promise>()).await.unwrap();
        play(name, &Browser::default()).await;
        say(&format!("passed: {name}"));
    });
}

fn list() {
    let left_out = Browser::default().profile().left_out;
    let runs: Vec<&str> = ALL.iter().copied().filter(|name| !left_out.iter().any(|(own, _)| own == name)).collect();
    assert_eq!(runs.len(), ALL.len() - left_out.len(), "a case that is left out is one");
    assert_eq!(runs.len(), EXPECTED);
    for name in runs {
        say(&format!("case: {name}"));
    }
}

fn stand_ins_object() -> JsValue {
    part(&js_sys::global(), "standIns")
}

fn stand_ins(name: &str) -> JsValue {
    part(&stand_ins_object(), name)
}

fn part(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> JsValue {
    part(object, method).dyn_into::<Function>().unwrap().call1(object, argument).unwrap()
}

fn say(line: &str) {
    call(&part(&js_sys::global(), "console"), "log", &line.into());
}
