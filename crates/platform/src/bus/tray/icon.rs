//! The brand's mark as pixels, in the sizes that trays ask for: a file of icons may not be installed.

use ksni::Icon;

/// What trays show on screens of different density.
const SIZES: [u16; 3] = [22, 32, 48];
/// Each pixel is the mean of so many by so many points.
const FINE: u16 = 4;

/// The mark is drawn on a square of this side, as in `assets/icons/unsit.svg`.
const SIDE: f32 = 512.0;
const CORNER: f32 = 116.0;
/// The arc: its middle, its radius, how thick it is, and where it ends, on both sides of the middle.
const ARC: (f32, f32) = (256.0, 293.0);
const RADIUS: f32 = 142.0;
const HALF: f32 = 27.0;
const END: (f32, f32) = (123.0, 71.0);
const DOT: (f32, f32) = (256.0, 316.0);
const DOT_RADIUS: f32 = 46.0;

const GROUND: [u8; 3] = [0x47, 0x1a, 0x3b];
const STROKE: [u8; 3] = [0xff, 0x9d, 0x6e];
const LIGHT: [u8; 3] = [0xff, 0xf6, 0xf0];

pub(super) fn icons() -> Vec<Icon> {
    SIZES.map(draw).to_vec()
}

fn draw(size: u16) -> Icon {
    let places = (0..size).flat_map(|row| (0..size).map(move |column| (column, row)));
    Icon { width: size.into(), height: size.into(), data: places.flat_map(|place| pixel(place, size)).collect() }
}

/// Opacity, red, green, blue.
fn pixel((column, row): (u16, u16), size: u16) -> [u8; 4] {
    let step = SIDE / f32::from(size * FINE);
    let middle = |pixel: u16, part: u16| (f32::from(pixel * FINE + part) + 0.5) * step;
    let points = (0..FINE).flat_map(|down| (0..FINE).map(move |right| (middle(column, right), middle(row, down))));
    let mut sums = [0_u32; 3];
    let mut covered = 0_u32;
    for colour in points.filter_map(colour) {
        covered += 1;
        sums.iter_mut().zip(colour).for_each(|(sum, part)| *sum += u32::from(part));
    }
    let mean = |sum: u32| u8::try_from(sum / covered.max(1)).unwrap_or(u8::MAX);
    let opacity = u8::try_from(covered * 255 / u32::from(FINE * FINE)).unwrap_or(u8::MAX);
    [opacity, mean(sums[0]), mean(sums[1]), mean(sums[2])]
}

/// What is at a point; none outside of the mark.
fn colour(at: (f32, f32)) -> Option<[u8; 3]> {
    if is_outside(at) {
        None
    } else if distance(at, DOT) <= DOT_RADIUS {
        Some(LIGHT)
    } else if is_on_the_arc(at) {
        Some(STROKE)
    } else {
        Some(GROUND)
    }
}

fn is_outside((x, y): (f32, f32)) -> bool {
    let inner = |along: f32| along.clamp(CORNER, SIDE - CORNER);
    distance((x, y), (inner(x), inner(y))) > CORNER
}

fn is_on_the_arc(at: (f32, f32)) -> bool {
    let (right, down) = (at.0 - ARC.0, at.1 - ARC.1);
    // Open at the bottom, between both ends.
    let in_the_gap = down > 0.0 && right.abs() * END.1 < down * END.0;
    let round_end = distance((right.abs(), down), END) <= HALF;
    round_end || (!in_the_gap && (distance(at, ARC) - RADIUS).abs() <= HALF)
}

fn distance(one: (f32, f32), other: (f32, f32)) -> f32 {
    (one.0 - other.0).hypot(one.1 - other.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_in_eleven_lines() {
        let Icon { width, height, data } = draw(22);
        assert_eq!((width, height, data.len()), (22, 22, 22 * 22 * 4));
        let sign = |pixel: &[u8]| match pixel {
            [opacity, ..] if *opacity < 128 => '.',
            [_, red, green, _] if *red > 200 && *green > 200 => 'o',
            [_, red, ..] if *red > 180 => '#',
            _ => '-',
        };
        let lines: Vec<String> =
            data.chunks_exact(22 * 4).step_by(2).map(|row| row.chunks_exact(4).step_by(1).map(sign).collect()).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }
}
