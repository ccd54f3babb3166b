//! Lines of fields with a checksum, as both files have them.
//!
//! UTF-8. A line ends with LF, its fields are separated by TAB; inside a field `\`, TAB, LF and CR are written `\\`, `\t`, `\n`
//! and `\r`. The last field is the CRC-32 of the bytes before the TAB in front of it, in eight lower-case hexadecimal digits.
//! Whoever is killed in the middle of a line leaves a torn one, and whoever comes next begins on a line of its own.

use super::crc::crc32;

/// How much of a file is read.
pub const MOST: usize = 1 << 20;

/// What was read of a file: the lines that are whole, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    pub lines: Vec<Vec<String>>,
    /// Lines whose checksum is wrong or missing, or that are not as this format has them.
    pub damaged: usize,
    /// Whether the end of the last line is missing.
    pub torn: bool,
    /// Bytes beyond [`MOST`] that nobody looked at.
    pub beyond: usize,
}

impl Read {
    /// Whether everything in the file was understood.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.damaged == 0 && !self.torn && self.beyond == 0
    }
}

/// Reads the lines of a file. It does not fail: what it cannot use it leaves out and counts.
#[must_use]
pub fn read(bytes: &[u8]) -> Read {
    let looked_at = if bytes.len() <= MOST {
        bytes
    } else {
        let end = bytes[..MOST].iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        &bytes[..end]
    };
    let mut read = Read { beyond: bytes.len() - looked_at.len(), ..Read::default() };
    let mut lines = looked_at.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_none() {
            // What follows the last LF.
            read.torn = !line.is_empty();
        } else if let Some(fields) = fields(line) {
            read.lines.push(fields);
        } else {
            read.damaged += 1;
        }
    }
    read
}

/// A line of these fields, with its checksum and its end.
#[must_use]
pub fn line<T: AsRef<str>>(fields: impl IntoIterator<Item = T>) -> String {
    let escaped: Vec<String> = fields.into_iter().map(|field| escaped(field.as_ref())).collect();
    let line = escaped.join("\t");
    format!("{line}\t{:08x}\n", crc32(line.as_bytes()))
}

fn fields(line: &[u8]) -> Option<Vec<String>> {
    let tab = line.iter().rposition(|byte| *byte == b'\t')?;
    let (told, sum) = (&line[..tab], std::str::from_utf8(&line[tab + 1..]).ok()?);
    if sum != format!("{:08x}", crc32(told)) {
        return None;
    }
    std::str::from_utf8(told).ok()?.split('\t').map(unescaped).collect()
}

fn escaped(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    for letter in field.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            other => text.push(other),
        }
    }
    text
}

/// None where a backslash stands before anything else than what it is for.
fn unescaped(field: &str) -> Option<String> {
    let mut text = String::with_capacity(field.len());
    let mut letters = field.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next()? {
                '\\' => '\\',
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ends(bytes: &[u8]) -> usize {
        bytes.split(|byte| *byte == b'\n').count() - 1
    }

    #[test]
    fn a_line_is_its_fields_and_their_checksum() {
        assert_eq!(line(["a", "b"]), format!("a\tb\t{:08x}\n", crc32(b"a\tb")));
        assert_eq!(line(["tab\there", "back\\slash"]), format!("tab\\there\tback\\\\slash\t{:08x}\n", crc32(b"tab\\there\tback\\\\slash")));
    }

    #[test]
    fn torn_and_damaged_lines_are_left_out_and_counted() {
        let (one, two) = (line(["one"]), line(["two", ""]));
        let text = format!("{one}{}\n{two}three\t1234", "one\t00000000");
        let read = read(text.as_bytes());
        assert_eq!(read.lines, [vec!["one"], vec!["two", ""]]);
        assert_eq!((read.damaged, read.torn, read.is_whole()), (1, true, false));
    }

    #[test]
    fn what_is_no_text_or_escapes_nothing_is_damaged() {
        for odd in ["\\x", "\\", "a\\"] {
            let text = format!("{odd}\t{:08x}\n", crc32(odd.as_bytes()));
            assert_eq!(read(text.as_bytes()), Read { damaged: 1, ..Read::default() }, "{odd}");
        }
        let no_text = [b"\xff\xfe\t".as_slice(), format!("{:08x}\n", crc32(b"\xff\xfe")).as_bytes()].concat();
        assert_eq!(read(&no_text).damaged, 1);
        assert_eq!(read(b"\n\n").damaged, 2);
        assert_eq!(read(line(["a"]).to_uppercase().as_bytes()).damaged, 1, "digits are lower-case");
    }

    #[test]
    fn of_a_file_that_is_too_long_whole_lines_of_its_beginning_are_read() {
        let one = line(["x".repeat(1000)]);
        let file = one.repeat(1100);
        let read = read(file.as_bytes());
        assert_eq!(read.lines.len(), MOST / one.len());
        assert_eq!((read.beyond, read.torn, read.damaged), (file.len() - MOST / one.len() * one.len(), false, 0));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(all in prop::collection::vec(prop::collection::vec(any::<String>(), 1..6), 0..8)) {
            let file: String = all.iter().map(line).collect();
            let read = read(file.as_bytes());
            prop_assert!(read.is_whole());
            prop_assert_eq!(read.lines, all);
        }

        /// Wherever it is torn, the lines before are read, and whoever goes on below loses none of their own.
        #[test]
        fn a_file_may_be_torn_anywhere(all in prop::collection::vec(prop::collection::vec("[a-z\t\\\\]{0,6}", 1..4), 1..6), at in any::<prop::sample::Index>()) {
            let whole: Vec<String> = all.iter().map(line).collect();
            let file = whole.concat();
            let torn = &file.as_bytes()[..at.index(file.len())];
            let lines = ends(torn);
            let first = read(torn);
            prop_assert_eq!(&first.lines, &all[..lines]);
            let went_on = [torn, if first.torn { b"\n" } else { b"" }, line(["more"]).as_bytes()].concat();
            let then = read(&went_on);
            prop_assert_eq!(then.lines.len(), lines + 1 + usize::from(then.damaged < usize::from(first.torn)));
            prop_assert_eq!(then.lines.last().unwrap(), &vec!["more".to_owned()]);
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let read = read(&bytes);
            prop_assert!(read.lines.len() + read.damaged <= ends(&bytes));
        }
    }
}
