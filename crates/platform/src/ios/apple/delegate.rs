//! Hears what iOS tells of notifications: that one comes while the app is before the person, and what was pressed on one.

use std::sync::Arc;

use block2::DynBlock;
use objc2::rc::Retained;
use objc2::runtime::{AnyObject, NSObject, NSObjectProtocol, ProtocolObject};
use objc2::{AnyThread, DefinedClass, define_class, msg_send};
use objc2_user_notifications::{
    UNNotification, UNNotificationDefaultActionIdentifier, UNNotificationDismissActionIdentifier, UNNotificationPresentationOptions,
    UNNotificationResponse, UNUserNotificationCenter, UNUserNotificationCenterDelegate,
};
use unsit_core::app::{Break, Message, Mint, Opening, Pressed, Subject};

use super::centre::{centre, name_and_time};
use super::life::{Task, shown_by_now};
use crate::ios::name::Name;
use crate::ios::reconcile::reminder_of;
use crate::ios::record;
use crate::ios::shared::Shared;
use crate::native::seed;

define_class!(
    // SAFETY: NSObject asks nothing of its subclasses, and this one has no Drop of its own.
    #[unsafe(super(NSObject))]
    #[name = "UnsitNotificationDelegate"]
    #[ivars = Arc<Shared>]
    pub(super) struct Delegate;

    // SAFETY: NSObjectProtocol asks nothing.
    unsafe impl NSObjectProtocol for Delegate {}

    // SAFETY: both methods have the signatures of the protocol, and call their handlers once.
    unsafe impl UNUserNotificationCenterDelegate for Delegate {
        #[unsafe(method(userNotificationCenter:willPresentNotification:withCompletionHandler:))]
        fn will_present(
            &self,
            _: &UNUserNotificationCenter,
            notification: &UNNotification,
            done: &DynBlock<dyn Fn(UNNotificationPresentationOptions)>,
        ) {
            let (name, _) = name_and_time(notification);
            // The app itself gives its cues while it is before the person.
            let is_cue = matches!(name.parse(), Ok(Name { subject: Subject::Phase { .. }, .. }));
            let shown = UNNotificationPresentationOptions::Banner
                | UNNotificationPresentationOptions::List
                | UNNotificationPresentationOptions::Sound;
            done.call((if is_cue { UNNotificationPresentationOptions::empty() } else { shown },));
        }

        #[unsafe(method(userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:))]
        fn did_receive(&self, _: &UNUserNotificationCenter, response: &UNNotificationResponse, done: &DynBlock<dyn Fn()>) {
            self.hear(response);
            done.call(());
        }
    }
);

impl Delegate {
    /// Has to be there before the app has launched: iOS tells then what it was launched for.
    pub(super) fn install(shared: Arc<Shared>) {
        let allocated = Self::alloc().set_ivars(shared);
        // SAFETY: init of NSObject.
        let delegate: Retained<Self> = unsafe { msg_send![super(allocated), init] };
        centre().setDelegate(Some(ProtocolObject::from_ref(&*delegate)));
        // The centre does not keep it, and it is needed as long as the program runs.
        let _: *mut AnyObject = Retained::into_raw(delegate).cast();
    }

    fn hear(&self, response: &UNNotificationResponse) {
        let shared = self.ivars();
        let (name, came) = name_and_time(&response.notification());
        let word = word(response);
        let about = reminder_of(&name, came);
        // Cues and samples have nothing to answer.
        if !matches!(name.parse(), Ok(Name { subject: Subject::Reminder { .. } | Subject::Week { .. }, .. })) {
            return;
        }
        let now = shared.now();
        let id = Mint::new(seed()).mint(now.wall);
        // All that came until now came before the answer. The one that was answered is no longer in sight.
        let mut seen = shown_by_now();
        seen.push((name, came));
        let mut records = record::all_shown(&seen, &shared.zone());
        records.extend(about.and_then(|about| record::answer(&word, about, shared.snooze(), id, now.wall, &shared.zone())));
        let is_written = shared.write_down(&records).is_ok();
        match Pressed::named(&word) {
            Some(Pressed::Body) => shared.say(Message::Summoned(Opening::Due)),
            Some(Pressed::Start) => shared.say(Message::Summoned(Opening::Start)),
            Some(pressed @ (Pressed::Later | Pressed::Moved)) => {
                shared.await_plan();
                Task::begin();
                match about {
                    Some(_) if is_written => shared.say(Message::JournalGrew),
                    // The disk is full: it is done all the same, as long as the program runs.
                    Some(about) => shared.say(Message::Break(Break::Press(about.offer, pressed))),
                    // Of a week in which nobody opened the app. Whatever break is open was meant.
                    None => shared.say(Message::Break(pressed.deed())),
                }
            }
            None => {}
        }
    }
}

fn word(response: &UNNotificationResponse) -> String {
    let action = response.actionIdentifier();
    // SAFETY: constants of the framework.
    let (body, dismissed) = unsafe { (UNNotificationDefaultActionIdentifier, UNNotificationDismissActionIdentifier) };
    if &*action == body {
        "body".to_owned()
    } else if &*action == dismissed {
        "dismissed".to_owned()
    } else {
        action.to_string()
    }
}
