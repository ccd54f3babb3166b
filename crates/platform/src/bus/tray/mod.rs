//! The agent's icon in the tray of a desktop (`org.kde.StatusNotifierItem`), with its menu.
//!
//! Whether a desktop has a tray is asked of the bus, and followed: an icon that begins before the tray does appears when it
//! comes, and again when it comes back.

mod icon;

use futures_lite::StreamExt;
use ksni::menu::{StandardItem, SubMenu};
use ksni::{Handle, Icon, MenuItem, Status, TextDirection, ToolTip, TrayMethods};
use tokio::sync::watch;
use unsit_core::app::view::{TrayEntry, TrayView};
use unsit_core::app::{Channel, ChannelState, Message, TrayDeed};
use zbus::fdo::DBusProxy;
use zbus::names::BusName;

use super::report;
use super::thread::{Bus, Lines};
use crate::native::Reporter;

const WATCHER: &str = "org.kde.StatusNotifierWatcher";

/// The icon, when it is wished for.
#[derive(Debug)]
pub struct Tray(watch::Sender<Option<TrayView>>);

impl Tray {
    /// Looks for a tray, and reports it. The icon comes with the first wish for one.
    #[must_use]
    pub fn open(bus: &Bus, reporter: &Reporter) -> Self {
        Self::look_for(bus, reporter);
        let (say, said) = watch::channel(None);
        let reporter = reporter.clone();
        bus.spawn_to_the_end(|_| async { drop(serve(said, reporter).await) });
        Self(say)
    }

    /// Reports whether this desktop has a tray, for programs that show nothing there.
    pub fn look_for(bus: &Bus, reporter: &Reporter) {
        let reporter = reporter.clone();
        bus.spawn(|lines| async move {
            if let Err(error) = follow(&lines, &reporter).await {
                report(&reporter, Channel::Tray, ChannelState::Missing { why: error.to_string() });
            }
        });
    }

    /// Says this from now on. The same wish twice is one wish.
    pub fn show(&self, tray: Option<&TrayView>) {
        // A tray that has gone takes its icon along. One that comes back finds it as it was, until there is something new.
        let Some(tray) = tray else { return };
        self.0.send_if_modified(|shown| {
            let is_new = shown.as_ref() != Some(tray);
            if is_new {
                *shown = Some(tray.clone());
            }
            is_new
        });
    }
}

async fn follow(lines: &Lines, reporter: &Reporter) -> zbus::Result<()> {
    let bus = DBusProxy::new(lines.session().await?).await?;
    let mut changes = bus.receive_name_owner_changed_with_args(&[(0, WATCHER)]).await?;
    let mut is_there = bus.name_has_owner(BusName::try_from(WATCHER)?).await?;
    loop {
        report(reporter, Channel::Tray, if is_there { ready() } else { missing() });
        let Some(change) = changes.next().await else { return Ok(()) };
        is_there = change.args()?.new_owner.is_some();
    }
}

fn ready() -> ChannelState {
    ChannelState::Ready { name: String::new() }
}

fn missing() -> ChannelState {
    ChannelState::Missing { why: format!("{WATCHER} is not there") }
}

/// Brings the icon to the tray and keeps it up to date until the program ends.
async fn serve(mut said: watch::Receiver<Option<TrayView>>, reporter: Reporter) -> Result<(), watch::error::RecvError> {
    let view = said.wait_for(Option::is_some).await?.clone();
    let Some(view) = view else { return Ok(()) };
    let item = Item { view, icons: icon::icons(), reporter: reporter.clone() };
    // A tray that has gone meanwhile is waited for.
    let handle = match item.assume_sni_available(true).spawn().await {
        Ok(handle) => handle,
        Err(error) => {
            report(&reporter, Channel::Tray, ChannelState::Missing { why: error.to_string() });
            return Ok(());
        }
    };
    while said.changed().await.is_ok() {
        let view = said.borrow_and_update().clone();
        change(&handle, view).await;
    }
    handle.shutdown().await;
    Ok(())
}

async fn change(handle: &Handle<Item>, view: Option<TrayView>) {
    if let Some(view) = view {
        handle.update(|item| item.view = view).await;
    }
}

/// What the tray asks about.
struct Item {
    view: TrayView,
    icons: Vec<Icon>,
    reporter: Reporter,
}

impl Item {
    fn press(&self, deed: TrayDeed) {
        self.reporter.send(Message::Tray(deed));
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "unsit".into()
    }

    fn title(&self) -> String {
        format!("{}: {}", self.view.name, self.view.status)
    }

    fn status(&self) -> Status {
        if self.view.is_due { Status::NeedsAttention } else { Status::Active }
    }

    fn icon_name(&self) -> String {
        "unsit".into()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.icons.clone()
    }

    fn attention_icon_name(&self) -> String {
        self.icon_name()
    }

    fn attention_icon_pixmap(&self) -> Vec<Icon> {
        self.icon_pixmap()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: self.view.name.clone(), description: self.view.status.clone(), ..ToolTip::default() }
    }

    fn text_direction(&self) -> TextDirection {
        if self.view.is_right_to_left { TextDirection::RightToLeft } else { TextDirection::LeftToRight }
    }

    fn activate(&mut self, _: i32, _: i32) {
        self.press(TrayDeed::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let groups = self.view.menu.iter().map(|group| group.iter().map(entry).collect::<Vec<_>>());
        let lined = groups.flat_map(|group| std::iter::once(MenuItem::Separator).chain(group));
        // Between groups, not before the first one.
        lined.skip(1).collect()
    }
}

fn entry(entry: &TrayEntry) -> MenuItem<Item> {
    match entry {
        TrayEntry::Told(text) => StandardItem { label: label(text), enabled: false, ..StandardItem::default() }.into(),
        TrayEntry::Press(text, deed) => press(text, *deed),
        TrayEntry::Choose(text, choices) => {
            let submenu = choices.iter().map(|(text, deed)| press(text, *deed)).collect();
            SubMenu { label: label(text), submenu, ..SubMenu::default() }.into()
        }
    }
}

fn press(text: &str, deed: TrayDeed) -> MenuItem<Item> {
    StandardItem { label: label(text), activate: Box::new(move |item: &mut Item| item.press(deed)), ..StandardItem::default() }.into()
}

/// In menus of this kind an underscore marks a key; two of them are one.
fn label(text: &str) -> String {
    text.replace('_', "__")
}
