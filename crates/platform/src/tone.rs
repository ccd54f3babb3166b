//! The cue sounds, computed instead of shipped as audio files.
//!
//! Every sound is a few struck notes. A note is a sum of decaying partials under an envelope that starts and ends at
//! zero, so that nothing clicks; the partials decide whether it sounds soft, bright or like a bell.

use std::f64::consts::{PI, TAU};

use unsit_core::session::Cue;

/// Samples per second of every rendered tone.
pub(crate) const RATE: u32 = 48_000;

const SAMPLES_PER_MILLISECOND: u32 = RATE / 1_000;

/// What an exercise wants to be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// A short soft tick: three, two, one.
    Tick,
    /// Two rising notes: lift.
    Rise,
    /// A low soft bell: hold.
    Bell,
    /// One gentle, higher note: half of the time has passed.
    Halfway,
    /// Two falling notes: lower.
    Fall,
    /// One soft, low note: rest.
    Rest,
    /// One bright note: the other side.
    Switch,
    /// Two bright notes: the next exercise.
    Change,
    /// A chord of three notes: finished.
    Done,
}

impl Tone {
    /// Every tone, in the order of [`Tone::index`].
    pub const ALL: [Self; 9] =
        [Self::Tick, Self::Rise, Self::Bell, Self::Halfway, Self::Fall, Self::Rest, Self::Switch, Self::Change, Self::Done];

    /// The sound of a cue. The last set is told by the voice and the dots; its lift sounds like any other.
    #[must_use]
    pub fn of(cue: Cue) -> Option<Self> {
        match cue {
            Cue::Count3 | Cue::Count2 | Cue::Count1 | Cue::Last3 | Cue::Last2 | Cue::Last1 => Some(Self::Tick),
            Cue::LastSet => None,
            Cue::Lift => Some(Self::Rise),
            Cue::Hold => Some(Self::Bell),
            Cue::Halfway => Some(Self::Halfway),
            Cue::Lower => Some(Self::Fall),
            Cue::Rest => Some(Self::Rest),
            Cue::SwitchLeft | Cue::SwitchRight => Some(Self::Switch),
            Cue::ChangePosition => Some(Self::Change),
            Cue::Done => Some(Self::Done),
        }
    }

    /// The position in [`Tone::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Computes the mono samples at [`RATE`], within -1.0..=1.0.
    pub(crate) fn render(self) -> Vec<f32> {
        let score = self.score();
        let end = score.notes.iter().map(Note::end).max().unwrap_or(0);
        let mut samples = vec![0.0; (end * SAMPLES_PER_MILLISECOND) as usize];
        for note in &score.notes {
            let start = (note.start * SAMPLES_PER_MILLISECOND) as usize;
            for (sample, value) in samples[start..].iter_mut().zip(note.samples()) {
                *sample += value;
            }
        }
        scaled(&samples, score.peak)
    }

    fn score(self) -> Score {
        let (notes, peak) = match self {
            Self::Tick => (vec![Note::new(0, 880.0, 70, SHORT)], 0.35),
            Self::Rise => (vec![Note::new(0, A4, 260, SOFT), Note::new(150, D5, 500, SOFT)], 0.6),
            Self::Bell => (vec![Note::new(0, C4, 1_600, BELL)], 0.6),
            Self::Halfway => (vec![Note::new(0, E5, 600, SOFT)], 0.4),
            Self::Fall => (vec![Note::new(0, D5, 260, SOFT), Note::new(150, A4, 500, SOFT)], 0.6),
            Self::Rest => (vec![Note::new(0, D4, 900, SOFT)], 0.55),
            Self::Switch => (vec![Note::new(0, G5, 550, BRIGHT)], 0.55),
            Self::Change => (vec![Note::new(0, G5, 300, BRIGHT), Note::new(180, C6, 600, BRIGHT)], 0.55),
            Self::Done => (vec![Note::new(0, G4, 1_800, SOFT), Note::new(90, B4, 1_710, SOFT), Note::new(180, D5, 1_620, SOFT)], 0.7),
        };
        Score { notes, peak }
    }
}

// Pitches of the equal-tempered scale, in hertz.
const C4: f64 = 261.63;
const D4: f64 = 293.66;
const G4: f64 = 392.0;
const A4: f64 = 440.0;
const B4: f64 = 493.88;
const D5: f64 = 587.33;
const E5: f64 = 659.26;
const G5: f64 = 783.99;
const C6: f64 = 1_046.5;

/// A mellow tick that is gone before it could be called a note.
const SHORT: &[Partial] = &[Partial::new(1.0, 1.0, 45.0), Partial::new(2.0, 0.2, 80.0)];
/// Like a kalimba: mostly the fundamental.
const SOFT: &[Partial] = &[Partial::new(1.0, 1.0, 4.5), Partial::new(2.0, 0.22, 8.0), Partial::new(3.0, 0.08, 14.0)];
/// More overtones that last longer: stands out without being loud.
const BRIGHT: &[Partial] =
    &[Partial::new(1.0, 1.0, 5.0), Partial::new(2.0, 0.45, 7.0), Partial::new(3.0, 0.2, 9.0), Partial::new(4.0, 0.1, 12.0)];
/// The inharmonic overtones that make a bell a bell; the high ones fade first.
const BELL: &[Partial] =
    &[Partial::new(1.0, 1.0, 2.2), Partial::new(2.0, 0.4, 3.0), Partial::new(2.76, 0.25, 4.5), Partial::new(5.4, 0.08, 9.0)];

/// The notes of a tone and the peak they are scaled to.
struct Score {
    notes: Vec<Note>,
    peak: f64,
}

/// One struck note; times in milliseconds.
struct Note {
    start: u32,
    hertz: f64,
    length: u32,
    partials: &'static [Partial],
}

impl Note {
    /// How long a note takes to swell from silence, in seconds.
    const ATTACK: f64 = 0.006;
    /// How long the end of a note takes to fall to silence, in seconds.
    const RELEASE: f64 = 0.03;

    fn new(start: u32, hertz: f64, length: u32, partials: &'static [Partial]) -> Self {
        Self { start, hertz, length, partials }
    }

    fn end(&self) -> u32 {
        self.start + self.length
    }

    fn samples(&self) -> impl Iterator<Item = f64> {
        let length = f64::from(self.length) / 1_000.0;
        (0..self.length * SAMPLES_PER_MILLISECOND).map(move |sample| {
            let time = f64::from(sample) / f64::from(RATE);
            let envelope = swell(time / Self::ATTACK) * swell((length - time) / Self::RELEASE);
            let body: f64 = self.partials.iter().map(|partial| partial.at(self.hertz, time)).sum();
            envelope * body
        })
    }
}

/// One sine of a note: its `ratio` to the note's pitch, its level, and how fast it fades (1/s).
struct Partial {
    ratio: f64,
    level: f64,
    decay: f64,
}

impl Partial {
    const fn new(ratio: f64, level: f64, decay: f64) -> Self {
        Self { ratio, level, decay }
    }

    fn at(&self, hertz: f64, time: f64) -> f64 {
        self.level * (-self.decay * time).exp() * (TAU * hertz * self.ratio * time).sin()
    }
}

/// Rises smoothly from 0 at 0 to 1 at 1, and stays there.
fn swell(progress: f64) -> f64 {
    0.5 - 0.5 * (PI * progress.clamp(0.0, 1.0)).cos()
}

/// Scales the samples so that the largest reaches `peak`.
#[allow(clippy::cast_possible_truncation, reason = "a sample needs no more than the precision of an f32")]
fn scaled(samples: &[f64], peak: f64) -> Vec<f32> {
    let largest = samples.iter().fold(f64::MIN_POSITIVE, |largest, sample| largest.max(sample.abs()));
    samples.iter().map(|sample| (sample * peak / largest) as f32).collect()
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    #[test]
    fn index_is_the_position_in_all() {
        for (position, tone) in Tone::ALL.into_iter().enumerate() {
            assert_eq!(tone.index(), position);
        }
    }

    #[test]
    fn tones_are_short_audible_and_never_clip() {
        for tone in Tone::ALL {
            let samples = tone.render();
            let length = milliseconds(&samples);
            let peak = samples.iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            assert!((50..=2_000).contains(&length), "{tone:?} lasts {length} ms");
            assert!((0.3..=0.8).contains(&peak), "{tone:?} peaks at {peak}");
        }
        assert_eq!(milliseconds(&Tone::Tick.render()), 70);
    }

    #[test]
    fn tones_start_and_end_in_silence_and_never_jump() {
        for tone in Tone::ALL {
            let samples = tone.render();
            assert!(samples[0].abs() < 0.001, "{tone:?}");
            assert!(samples[samples.len() - 1].abs() < 0.001, "{tone:?}");
            let jump = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0_f32, f32::max);
            assert!(jump < 0.15, "{tone:?} jumps by {jump}");
        }
    }

    #[test]
    fn lift_rises_and_lower_falls() {
        let rise = Tone::Rise.render();
        let fall = Tone::Fall.render();
        assert_eq!(loudest(&rise, 20..140), "A4");
        assert_eq!(loudest(&rise, 300..600), "D5");
        assert_eq!(loudest(&fall, 20..140), "D5");
        assert_eq!(loudest(&fall, 300..600), "A4");
    }

    #[test]
    fn change_rises_and_rest_stays_low() {
        let change = Tone::Change.render();
        assert_eq!(loudest(&change, 20..170), "G5");
        assert_eq!(loudest(&change, 330..600), "C6");
        assert_eq!(loudest(&Tone::Rest.render(), 20..600), "D4");
        assert_eq!(loudest(&Tone::Bell.render(), 20..1_000), "C4");
    }

    #[test]
    fn the_closing_chord_holds_three_notes() {
        let done = Tone::Done.render();
        let chord = window(&done, 300..900);
        for hertz in [G4, B4, D5] {
            assert!(power(chord, hertz) > 10.0 * power(chord, E5), "{hertz} Hz is missing");
        }
    }

    fn milliseconds(samples: &[f32]) -> usize {
        samples.len() / SAMPLES_PER_MILLISECOND as usize
    }

    fn window(samples: &[f32], milliseconds: Range<usize>) -> &[f32] {
        let per = SAMPLES_PER_MILLISECOND as usize;
        &samples[milliseconds.start * per..milliseconds.end * per]
    }

    /// The strongest of the pitches in use during the given milliseconds.
    fn loudest(samples: &[f32], milliseconds: Range<usize>) -> &'static str {
        let heard = window(samples, milliseconds);
        let pitches = [("C4", C4), ("D4", D4), ("G4", G4), ("A4", A4), ("B4", B4), ("D5", D5), ("E5", E5), ("G5", G5), ("C6", C6)];
        let strongest = pitches.into_iter().max_by(|one, other| power(heard, one.1).total_cmp(&power(heard, other.1)));
        strongest.unwrap().0
    }

    /// The power of one frequency, by Goertzel's algorithm.
    fn power(samples: &[f32], hertz: f64) -> f64 {
        let coefficient = 2.0 * (TAU * hertz / f64::from(RATE)).cos();
        let (one, two) = samples.iter().fold((0.0, 0.0), |(one, two), sample| (f64::from(*sample) + coefficient * one - two, one));
        one * one + two * two - coefficient * one * two
    }
}
