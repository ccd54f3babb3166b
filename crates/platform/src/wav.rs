//! A tone as a file of sixteen-bit samples on one channel, as a player takes it from memory.

use crate::tone::{RATE, Tone};

const HEADER: u32 = 44;
const BYTES: u32 = 2;

/// The bytes of a WAV file.
#[must_use]
pub fn wav(tone: Tone) -> Vec<u8> {
    let samples = tone.render();
    let length = u32::try_from(samples.len()).unwrap_or(0) * BYTES;
    let mut file = Vec::with_capacity((HEADER + length) as usize);
    file.extend(b"RIFF");
    file.extend((HEADER - 8 + length).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes()); // as it is, not compressed
    file.extend(1_u16.to_le_bytes()); // one channel
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * BYTES).to_le_bytes());
    file.extend(2_u16.to_le_bytes()); // bytes a sample
    file.extend(16_u16.to_le_bytes()); // bits a sample
    file.extend(b"data");
    file.extend(length.to_le_bytes());
    file.extend(samples.into_iter().flat_map(|sample| whole(sample).to_le_bytes()));
    file
}

#[allow(clippy::cast_possible_truncation, reason = "it is within the range")]
fn whole(sample: f32) -> i16 {
    (sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_a_file_that_says_its_own_length() {
        for tone in Tone::ALL {
            let file = wav(tone);
            let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap());
            assert_eq!(&file[..4], b"RIFF");
            assert_eq!((number(4) + 8) as usize, file.len());
            assert_eq!((number(24), number(28)), (48_000, 96_000));
            assert_eq!((number(40) + HEADER) as usize, file.len());
            assert_eq!(file.len() - HEADER as usize, tone.render().len() * 2);
            assert!(
                file[44..].chunks(2).any(|sample| i16::from_le_bytes([sample[0], sample[1]]).unsigned_abs() > 9_000),
                "{tone:?} is heard"
            );
        }
    }
}
