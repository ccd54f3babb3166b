//! The service worker of the page: it keeps the page for when there is no network, and a new version until it is wanted.

use unsit_core::app::Message;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

use super::{Reporter, js, page};

/// The page names the worker's file in this element. A page without it (that of `dx serve`) has none.
const NAMED_IN: &str = "offline";
/// What the worker that waits is told; see `assets/web/offline.js`.
const TAKE_OVER: &str = "take over";

/// Keeps the page, and tells of new versions of it.
pub(super) fn follow(reporter: Reporter) {
    let (Some(container), Some(file)) = (container(), page::named(NAMED_IN)) else { return };
    spawn_local(async move {
        // Without a worker the page is as good as before, but only while there is a network.
        let Ok(registration) = JsFuture::from(container.register(&file)).await else { return };
        let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else { return };
        if registration.waiting().is_some() {
            tell(&container, &reporter);
        }
        let installing = registration.clone();
        js::listen(&registration, "updatefound", move |_: Event| {
            if let Some(worker) = installing.installing() {
                let (container, reporter, state) = (container.clone(), reporter.clone(), worker.clone());
                js::listen(&worker, "statechange", move |_: Event| {
                    if state.state() == ServiceWorkerState::Installed {
                        tell(&container, &reporter);
                    }
                });
            }
        });
        look_again(registration);
    });
}

/// The first worker that a page gets is no news.
fn tell(container: &ServiceWorkerContainer, reporter: &Reporter) {
    if container.controller().is_some() {
        reporter.send(Message::NewVersion);
    }
}

/// A browser looks for a new version when a page is opened. This one may stay open for weeks.
fn look_again(registration: ServiceWorkerRegistration) {
    let Some(document) = js::window().document() else { return };
    js::listen(&document.clone(), "visibilitychange", move |_: Event| {
        if !document.hidden()
            && let Ok(update) = registration.update()
        {
            // Without a network there is nothing new.
            spawn_local(async move { drop(JsFuture::from(update).await) });
        }
    });
}

/// Lets the new version take over, then opens the page again. Pages in other tabs go on with theirs.
pub(super) fn reload() {
    spawn_local(async {
        let Some(container) = container() else { return page::reload() };
        js::listen(&container, "controllerchange", |_: Event| page::reload());
        let registration = JsFuture::from(container.get_registration()).await.ok();
        let waiting: Option<ServiceWorker> = registration
            .and_then(|registration| registration.dyn_into::<ServiceWorkerRegistration>().ok())
            .and_then(|registration| registration.waiting());
        // Another tab may have let it in already.
        if waiting.is_none_or(|worker| worker.post_message(&TAKE_OVER.into()).is_err()) {
            page::reload();
        }
    });
}

/// None where the browser has no such thing: an old one, or a page that did not come over a safe way.
pub(super) fn container() -> Option<ServiceWorkerContainer> {
    js::part(&js::window().navigator(), "serviceWorker").map(JsCast::unchecked_into)
}

/// The worker's registration, once it has one.
pub(super) async fn registration() -> Option<ServiceWorkerRegistration> {
    let registration = JsFuture::from(container()?.get_registration()).await.ok()?;
    registration.dyn_into::<ServiceWorkerRegistration>().ok().filter(|registration| registration.active().is_some())
}
