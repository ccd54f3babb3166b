//! The cues of a session that iOS gives while the app stands still, and until when they were given.

use std::collections::BTreeSet;

use unsit_core::Mono;
use unsit_core::app::{PhaseNotice, heard_until};

/// What iOS was asked to say, and what of it it has taken.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    wanted: Vec<PhaseNotice>,
    taken: BTreeSet<Mono>,
}

impl Cues {
    /// Other ones are wanted. What was taken stays known as long as it is wanted.
    pub fn want(&mut self, phases: &[PhaseNotice]) {
        self.wanted = phases.to_vec();
        self.taken.retain(|at| phases.iter().any(|notice| notice.at == *at));
    }

    #[must_use]
    pub fn wanted(&self) -> &[PhaseNotice] {
        &self.wanted
    }

    /// iOS has taken the one of this moment, and gives it unless it is taken back.
    pub fn take(&mut self, at: Mono) {
        self.taken.insert(at);
    }

    /// Until when cues were given to a loop that should have run at `due`, and runs again `now`.
    #[must_use]
    pub fn heard_until(&self, due: Mono, now: Mono) -> Mono {
        heard_until(&self.wanted, |notice| self.taken.contains(&notice.at), due, now)
    }
}

#[cfg(test)]
mod tests {
    use unsit_core::record::SessionId;
    use uuid::Uuid;

    use super::*;

    fn notice(at: u64) -> PhaseNotice {
        PhaseNotice { session: SessionId(Uuid::nil()), at: Mono(at), title: "Hold.".into(), body: "Bridge".into() }
    }

    #[test]
    fn cues_that_ios_has_taken_were_heard() {
        let mut cues = Cues::default();
        cues.want(&[notice(10), notice(20), notice(30)]);
        cues.take(Mono(10));
        cues.take(Mono(20));
        assert_eq!(cues.heard_until(Mono(5), Mono(25)), Mono(25));
        assert_eq!(cues.heard_until(Mono(5), Mono(35)), Mono(20), "30 was not taken");
    }

    #[test]
    fn what_is_wanted_no_more_was_not_heard() {
        let mut cues = Cues::default();
        cues.want(&[notice(10)]);
        cues.take(Mono(10));
        cues.want(&[]);
        cues.want(&[notice(10), notice(20)]);
        assert_eq!(cues.heard_until(Mono(5), Mono(15)), Mono(5));
    }

    #[test]
    fn without_cues_a_late_loop_was_heard_until_it_should_have_run() {
        assert_eq!(Cues::default().heard_until(Mono(5), Mono(5000)), Mono(5));
    }
}
