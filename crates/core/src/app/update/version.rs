//! A new version of the app takes the place of this one.

use super::telling::put_away;
use crate::app::effect::Effect;
use crate::app::model::{Model, Notice, Saving};

/// Not in a session, and not while one is being stored.
pub(super) fn reload(model: &mut Model) -> Vec<Effect> {
    if is_busy(model) || !model.notices.contains(&Notice::NewVersion) {
        return vec![];
    }
    put_away(model, &Notice::NewVersion);
    vec![Effect::Reload]
}

/// As [`reload`], whether there is a new version or not: the server may have one that this one has not heard of.
pub(super) fn open_again(model: &mut Model) -> Vec<Effect> {
    if is_busy(model) { vec![] } else { vec![Effect::Reload] }
}

fn is_busy(model: &Model) -> bool {
    model.is_in_session() || model.playing.as_ref().is_some_and(|playing| playing.saving == Saving::Pending)
}

#[cfg(test)]
mod tests {
    use crate::app::{Control, Effect, Message, Model, Start, StoreFailure, update, view};
    use crate::app::{FailureReason, Screen};
    use crate::{Mono, Now, Wall};

    const NOW: Now = Now { wall: Wall(1_750_939_200_000), offset_seconds: 7200, zone: None, mono: Mono(1000) };

    fn woken() -> Model {
        let mut model = Model::new(NOW, 1);
        tell(&mut model, Message::Woken(Box::default()));
        model
    }

    fn tell(model: &mut Model, message: Message) -> Vec<Effect> {
        update(model, message, NOW)
    }

    fn shown(model: &Model) -> Option<String> {
        view::notice(model).map(|notice| notice.text)
    }

    #[test]
    fn a_new_version_is_told_once_and_taken_when_the_person_says_so() {
        let mut model = woken();
        tell(&mut model, Message::NewVersion);
        tell(&mut model, Message::NewVersion);
        assert_eq!(shown(&model).as_deref(), Some("A new version of Unsit is ready."));
        assert_eq!(tell(&mut model, Message::Reload), [Effect::Reload]);
        assert_eq!(shown(&model), None);
        assert_eq!(tell(&mut model, Message::Reload), [], "there is nothing to be taken any more");
    }

    #[test]
    fn a_new_version_can_wait() {
        let mut model = woken();
        tell(&mut model, Message::NewVersion);
        tell(&mut model, Message::DismissNotice);
        assert_eq!(shown(&model), None);
        assert_eq!(tell(&mut model, Message::Reload), []);
    }

    #[test]
    fn no_session_is_disturbed_by_a_new_version() {
        let mut model = woken();
        tell(&mut model, Message::Start(Start::routine("quick-bridge")));
        tell(&mut model, Message::NewVersion);
        assert_eq!(shown(&model), None);
        assert_eq!(tell(&mut model, Message::Reload), []);
        tell(&mut model, Message::Control(Control::Stop));
        tell(&mut model, Message::Show(Screen::Today));
        assert!(shown(&model).is_some());
        assert_eq!(tell(&mut model, Message::Reload), [Effect::Reload]);
    }

    #[test]
    fn a_person_can_open_the_app_again_but_not_over_a_session() {
        let mut model = woken();
        assert_eq!(tell(&mut model, Message::OpenAgain), [Effect::Reload]);
        tell(&mut model, Message::Start(Start::routine("quick-bridge")));
        assert_eq!(tell(&mut model, Message::OpenAgain), []);
    }

    #[test]
    fn trouble_is_told_before_news_and_put_away_before_them() {
        let mut model = woken();
        tell(&mut model, Message::NewVersion);
        let full = StoreFailure { reason: FailureReason::DiskFull, detail: String::new() };
        tell(&mut model, Message::SettingsNotSaved(full));
        assert!(shown(&model).is_some_and(|text| text.contains("no space left")));
        tell(&mut model, Message::DismissNotice);
        assert!(shown(&model).is_some_and(|text| text.contains("new version")));
    }
}
