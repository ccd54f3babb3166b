//! Input as GNOME's compositor sees it (`org.gnome.Mutter.IdleMonitor`), on Wayland and on X11.

use std::convert::Infallible;

use futures_lite::StreamExt;
use futures_lite::stream::or;
use zbus::{Connection, Proxy};

use super::Blind;
use super::idle::Input;

pub(super) const NAME: &str = "Mutter";
pub(super) const SERVICE: &str = "org.gnome.Mutter.IdleMonitor";
const CORE: &str = "/org/gnome/Mutter/IdleMonitor/Core";

enum Told {
    Fired(u32),
    Gone,
}

pub(super) async fn watch(bus: &Connection, input: &mut Input<'_>) -> Result<Infallible, Blind> {
    let monitor = Proxy::new(bus, SERVICE, CORE, SERVICE).await?;
    let fired = monitor.receive_signal("WatchFired").await?;
    let owners = monitor.receive_owner_changed().await?;
    let idle: u32 = monitor.call("AddIdleWatch", &(input.after().0)).await?;
    input.found(NAME);
    let fired = fired.filter_map(|signal| signal.body().deserialize().ok().map(Told::Fired));
    let mut told = or(owners.filter_map(|owner| owner.is_none().then_some(Told::Gone)), fired);
    let mut active: Option<u32> = None;
    while let Some(told) = told.next().await {
        match told {
            Told::Fired(id) if id == idle => {
                input.none_for(input.after());
                // It rings once, with the next input.
                active = Some(monitor.call("AddUserActiveWatch", &()).await?);
            }
            Told::Fired(id) => {
                if active.take_if(|active| *active == id).is_some() {
                    input.again();
                }
            }
            Told::Gone => break,
        }
    }
    Err("it has ended".into())
}
