//! The machines that can be played here, by the cases that every machine has to pass.

// Elsewhere than on Linux it cannot be kept from finding what there is to be heard.
#[cfg(all(feature = "desktop", target_os = "linux"))]
mod desktop;
mod fake;
mod faults;
mod ios;
mod memory;
mod noting;

use self::fake::Fake;
use self::ios::Ios;
use self::noting::Plain;
use crate::conformance::cases::every_case;
use crate::conformance::runs::on;
use crate::conformance::threads::Threads;

every_case!(on on_the_simulated_machine { Fake::default() } 24);
every_case!(on on_the_loop_of_a_desktop { Threads::new(Plain) } 25);
every_case!(on on_ios { Threads::new(Ios::default()) } 25);
