//! New ids from a given time and given randomness.

use uuid::{Builder, Uuid};

use crate::Wall;

/// Makes `UUIDv7`s that nobody can foresee or repeat, from a seed that the platform drew once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mint {
    state: u128,
}

impl Mint {
    /// `seed` comes from the system's source of randomness.
    #[must_use]
    pub const fn new(seed: u128) -> Self {
        Self { state: seed }
    }

    /// The next id, stamped with `at`.
    pub fn mint(&mut self, at: Wall) -> Uuid {
        let (high, low) = (self.next(), self.next());
        let mut random = [0; 10];
        random[..8].copy_from_slice(&high.to_be_bytes());
        random[8..].copy_from_slice(&low.to_be_bytes()[..2]);
        Builder::from_unix_timestamp_millis(at.0.max(0).unsigned_abs(), &random).into_uuid()
    }

    /// `PCG64` (XSL-RR): 128 bits of state, 64 bits out, a full period. Ids need no secrecy, only no collisions.
    #[allow(clippy::cast_possible_truncation)] // folding 128 bits into 64 is the generator's output step
    fn next(&mut self) -> u64 {
        const MULTIPLIER: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;
        const INCREMENT: u128 = 0x5851_F42D_4C95_7F2D_1405_7B7E_F767_814F;
        self.state = self.state.wrapping_mul(MULTIPLIER).wrapping_add(INCREMENT);
        let folded = (self.state >> 64) as u64 ^ self.state as u64;
        folded.rotate_right((self.state >> 122) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_carry_their_time_and_version() {
        let id = Mint::new(7).mint(Wall(1_700_000_000_000));
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_timestamp().map(|stamp| stamp.to_unix().0), Some(1_700_000_000));
    }

    #[test]
    fn a_hundred_thousand_ids_of_one_millisecond_differ() {
        let mut mint = Mint::new(1);
        let ids: BTreeSet<_> = (0..100_000).map(|_| mint.mint(Wall(0))).collect();
        assert_eq!(ids.len(), 100_000);
    }
}
