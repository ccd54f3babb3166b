//! Every case as a test of a machine, and the count that leaves none of them out in silence.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::conformance::subject::Machine;

/// Makes a test of every case: `every_case!(on a_name { a_new_machine() } how_many_cases_run)`.
macro_rules! on {
    ([$machine:ident $new:block $expected:literal] $($case:ident,)*) => {
        mod $machine {
            use super::*;

            $(
                #[test]
                fn $case() {
                    crate::conformance::runs::play(stringify!($case), &$new, crate::conformance::cases::$case);
                }
            )*

            #[test]
            fn no_case_is_left_out_in_silence() {
                crate::conformance::runs::count(&[$(stringify!($case)),*], &$new, $expected);
            }
        }
    };
}
pub(crate) use on;

/// Plays a case unless the machine leaves it out. Whoever plays it on threads waits there, so that it is over at once.
pub fn play<M: Machine>(name: &str, machine: &M, case: impl AsyncFnOnce(&M)) {
    if machine.profile().left_out.iter().any(|(own, _)| *own == name) {
        return;
    }
    let outcome = pin!(case(machine)).poll(&mut Context::from_waker(Waker::noop()));
    assert_eq!(outcome, Poll::Ready(()));
}

pub fn count(cases: &[&str], machine: &impl Machine, expected: usize) {
    let left_out = machine.profile().left_out;
    for (name, reason) in left_out {
        assert!(cases.contains(name), "there is no case {name}");
        assert!(reason.contains(' '), "{name}: why does it not run?");
    }
    assert_eq!(cases.len() - left_out.len(), expected, "cases that run, of {}", cases.len());
}
