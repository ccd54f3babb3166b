//! Input as a Wayland compositor sees it (`ext-idle-notify-v1`: that of KDE, sway, labwc, niri, COSMIC and others).
//!
//! The notification that heeds idle inhibitors is the one asked for: who watches a film gives no input and sits.

use std::convert::Infallible;

use wayland_client::protocol::wl_seat::WlSeat;
use wayland_client::{Connection, Dispatch, QueueHandle, delegate_noop};
use wayland_protocols::ext::idle_notify::v1::client::ext_idle_notification_v1::{Event, ExtIdleNotificationV1};
use wayland_protocols::ext::idle_notify::v1::client::ext_idle_notifier_v1::ExtIdleNotifierV1;

use super::Blind;
use super::idle::Input;
use super::wayland::{Compositor, without_news_of_globals};

pub(super) const NAME: &str = "Wayland";

pub(super) async fn watch(input: &mut Input<'_>) -> Result<Infallible, Blind> {
    let mut compositor = Compositor::<Told>::open()?;
    let handle = compositor.queue.handle();
    let notifier: ExtIdleNotifierV1 = compositor.globals.bind(&handle, 1..=1, ())?;
    let seat: WlSeat = compositor.globals.bind(&handle, 1..=1, ())?;
    let _notification = notifier.get_idle_notification(u32::try_from(input.after().0)?, &seat, &handle, ());
    let mut told = Told::default();
    // A compositor that does not like what it was asked says so now.
    compositor.queue.roundtrip(&mut told)?;
    input.found(NAME);
    loop {
        for is_idle in told.0.drain(..) {
            if is_idle { input.none_for(input.after()) } else { input.again() }
        }
        compositor.hear(&mut told).await?;
    }
}

/// No input, or input again.
#[derive(Default)]
struct Told(Vec<bool>);

impl Dispatch<ExtIdleNotificationV1, ()> for Told {
    fn event(told: &mut Self, _: &ExtIdleNotificationV1, event: Event, (): &(), _: &Connection, _: &QueueHandle<Self>) {
        match event {
            Event::Idled => told.0.push(true),
            Event::Resumed => told.0.push(false),
            _ => {}
        }
    }
}

without_news_of_globals!(Told);
delegate_noop!(Told: ignore WlSeat);
delegate_noop!(Told: ignore ExtIdleNotifierV1);
