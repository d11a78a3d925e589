//! Bytes to text. A wrong guess would plant the very damage that a detector looks for, so the guess is careful: marks
//! first, then UTF-8 if it holds, then what the page declares, then the encoding of the old Western web.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far a page may go until it has declared its encoding (browsers stop at 1,024 bytes).
const DECLARED_WITHIN: usize = 4096;

/// Decodes a whole document. `cut` says that its end is missing, which may split a character.
pub fn decode(bytes: Vec<u8>, html: bool, cut: bool) -> String {
    let encoding = guess(&bytes, html);
    if encoding == UTF_8 {
        return match String::from_utf8(bytes) {
            Ok(text) => strip_mark(text),
            Err(e) => {
                let whole = e.utf8_error().valid_up_to();
                let split = cut && e.utf8_error().error_len().is_none();
                let bytes = e.into_bytes();
                strip_mark(String::from_utf8_lossy(bytes.get(..whole).filter(|_| split).unwrap_or(&bytes)).into_owned())
            }
        };
    }
    encoding.decode(&bytes).0.into_owned()
}

/// Decodes a beginning, for a look at it.
pub fn preview(head: &[u8]) -> Cow<'_, str> {
    match wide(head) {
        Some(encoding) => encoding.decode(head).0,
        // What is looked for is ASCII; other bytes may come out as they will.
        None => String::from_utf8_lossy(head),
    }
}

/// UTF-16, told by its mark or by NULs at every second place.
pub fn wide(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) if encoding != UTF_8 => return Some(encoding),
        Some(_) => return None,
        None => {}
    }
    let head = head.get(..head.len().min(512)).unwrap_or(head);
    let nuls = |from: usize| head.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, units) = (nuls(0), nuls(1), head.len() / 2);
    if units >= 4 && even == 0 && odd * 4 >= units * 3 {
        Some(UTF_16LE)
    } else if units >= 4 && odd == 0 && even * 4 >= units * 3 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn guess(bytes: &[u8], html: bool) -> &'static Encoding {
    if let Some(encoding) = wide(bytes) {
        return encoding;
    }
    let declared = if html { declared(bytes) } else { None };
    let invalid = match std::str::from_utf8(bytes) {
        // Escape sequences in ASCII: valid UTF-8, and yet not meant so.
        Ok(_) if declared == Some(ISO_2022_JP) && bytes.contains(&0x1b) => return ISO_2022_JP,
        Ok(_) => return UTF_8,
        Err(e) => e,
    };
    match declared {
        Some(encoding) if encoding != UTF_8 => encoding,
        _ if mostly_utf8(bytes, invalid) => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// A few broken bytes among good UTF-8: better a few replacement characters than a text full of `Ã©`.
fn mostly_utf8(bytes: &[u8], first: std::str::Utf8Error) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    let mut rest = bytes;
    let mut error = Some(first);
    while let Some(e) = error {
        let (valid, tail) = rest.split_at(e.valid_up_to());
        good += valid.iter().filter(|&&b| b >= 0xc0).count();
        match e.error_len() {
            // A character cut off at the end says nothing.
            None => return good > bad,
            Some(n) => {
                bad += 1;
                rest = tail.get(n..).unwrap_or(&[]);
            }
        }
        error = std::str::from_utf8(rest).err();
    }
    good += rest.iter().filter(|&&b| b >= 0xc0).count();
    good > bad
}

/// The encoding that `<meta charset>`, `<meta http-equiv>` or `<?xml encoding>` names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head =
        String::from_utf8_lossy(bytes.get(..bytes.len().min(DECLARED_WITHIN)).unwrap_or(bytes)).to_ascii_lowercase();
    for key in ["charset", "encoding"] {
        for (at, _) in head.match_indices(key) {
            let rest = head[at + key.len()..].trim_start();
            let Some(value) = rest.strip_prefix('=') else { continue };
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let label = value.split(['"', '\'', ';', '>', '?', ' ', '/', '\n']).next().unwrap_or("");
            if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
                // A page that can be read far enough to find this is not in UTF-16, whatever it says.
                return Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding });
            }
        }
    }
    None
}

fn strip_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    text
}

/// A stream of another encoding, read as UTF-8.
pub struct Recoded<R> {
    input: R,
    decoder: Decoder,
    /// What is decoded but not taken yet.
    ready: String,
    taken: usize,
    ended: bool,
}

impl<R: Read> Recoded<R> {
    /// Reads from `input`, which is in `encoding`.
    pub fn new(input: R, encoding: &'static Encoding) -> Self {
        Self { input, decoder: encoding.new_decoder(), ready: String::new(), taken: 0, ended: false }
    }
}

impl<R: Read> Read for Recoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let mut raw = [0; 1 << 14];
        while self.taken == self.ready.len() && !self.ended {
            let n = self.input.read(&mut raw)?;
            let bytes = raw.get(..n).unwrap_or(&[]);
            self.ended = n == 0;
            self.ready.clear();
            self.taken = 0;
            // Room for the worst case, so that nothing of the input is left over.
            self.ready.reserve(self.decoder.max_utf8_buffer_length(n).unwrap_or(4 * n + 16));
            let _ = self.decoder.decode_to_string(bytes, &mut self.ready, self.ended);
        }
        let rest = self.ready.as_bytes().get(self.taken..).unwrap_or(&[]);
        let n = rest.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.taken += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(bytes: &[u8]) -> String {
        decode(bytes.to_vec(), true, false)
    }

    #[test]
    fn a_declared_encoding_is_taken() {
        assert!(html(b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2").contains("Привет"));
        assert!(
            html(b"<meta http-equiv=Content-Type content='text/html; charset=Shift_JIS'>\x83J\x83\x89\x83X")
                .contains("カラス")
        );
        assert!(html(b"<?xml version='1.0' encoding='ISO-8859-2'?><html>\xb3\xf3d\xbc").contains("łódź"));
    }

    #[test]
    fn valid_utf_8_wins_over_a_wrong_declaration() {
        assert!(html("<meta charset=iso-8859-1>Kallás".as_bytes()).contains("Kallás"));
    }

    #[test]
    fn undeclared_bytes_are_read_as_the_old_western_web_wrote_them() {
        assert_eq!(decode(b"caf\xe9 \x93quoted\x94".to_vec(), false, false), "café “quoted”");
    }

    #[test]
    fn one_broken_byte_does_not_spoil_a_text_in_utf_8() {
        let mut bytes = "É é è ü ö".as_bytes().to_vec();
        bytes.push(0xff);
        bytes.extend(" ß".as_bytes());
        assert_eq!(decode(bytes, false, false), "É é è ü ö\u{fffd} ß");
    }

    #[test]
    fn a_character_split_by_the_cut_is_left_out() {
        let bytes = &"éé".as_bytes()[..3];
        assert_eq!(decode(bytes.to_vec(), false, true), "é");
        assert_eq!(decode(bytes.to_vec(), false, false), "é\u{fffd}");
    }

    #[test]
    fn marks_are_honoured_and_removed() {
        assert_eq!(decode(b"\xef\xbb\xbfabc".to_vec(), false, false), "abc");
        assert_eq!(decode(b"\xff\xfea\0b\0".to_vec(), false, false), "ab");
        assert_eq!(decode(b"\xfe\xff\0a\0b".to_vec(), false, false), "ab");
        assert_eq!(decode(b"a\0b\0c\0d\0".to_vec(), false, false), "abcd");
    }
}
