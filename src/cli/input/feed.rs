//! Paths to chunks: opens files, walks folders, and cuts streams at line ends, on a thread of its own.
//!
//! Memory stays flat: what is on its way counts against a budget of bytes, and one line of a stream is read up to
//! [`MAX_LINE_BYTES`]. A chunk is handed on as soon as it is there, so that a program which writes one line and waits for
//! its answer gets it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::{Id, Opened, Refused, decode, sniff};

/// Bytes that are read of one line of a stream.
pub const MAX_LINE_BYTES: usize = 64 << 20;

/// Bytes read at a time from a stream.
const BLOCK: usize = 256 << 10;

/// Bytes looked at to tell what a document is.
const HEAD: usize = 64 << 10;

/// Bytes of streams that may be on their way; a single block is let through even if it is larger.
const BUDGET: usize = 16 << 20;

/// Chunks that may be on their way; each document among them is an open file.
const AHEAD: usize = 64;

/// A piece of the input, in order.
pub enum Chunk {
    /// A file or standard input that is one document.
    Document(Opened),
    /// Whole lines of a stream.
    Lines(Block),
    /// Something that cannot be read.
    Refused(Refused),
}

/// Whole lines of a stream, one after the other.
pub struct Block {
    /// Lines with their ends; only the last of a stream may lack its end.
    pub bytes: Vec<u8>,
    /// Number of the first, counted from 1.
    pub first: u64,
    /// The file they stand in; none for standard input.
    pub origin: Option<Arc<str>>,
    /// The block is the beginning of one line that is too long.
    pub cut: bool,
}

/// The chunks of all inputs.
pub struct Feed {
    chunks: Receiver<Chunk>,
    budget: Arc<Budget>,
}

impl Feed {
    /// Starts reading. `lines_only` takes every input for a stream, whatever it looks like.
    pub fn new(paths: Vec<PathBuf>, lines_only: bool) -> Self {
        let (out, chunks) = sync_channel(AHEAD);
        let budget = Arc::new(Budget::default());
        let feeder = Feeder { out, budget: Arc::clone(&budget), lines_only };
        std::thread::spawn(move || {
            for path in paths {
                if feeder.path(&path).is_err() {
                    break; // nobody listens any more
                }
            }
        });
        Self { chunks, budget }
    }

    /// The next chunk, as soon as there is one; none at the end.
    pub fn next(&self) -> Option<Chunk> {
        self.chunks.recv().ok()
    }

    /// The next chunk if it is there already.
    pub fn ready(&self) -> Option<Chunk> {
        self.chunks.try_recv().ok()
    }

    /// Says that a block is done with.
    pub fn done(&self, block: &Block) {
        self.budget.give(block.bytes.len());
    }
}

/// Nobody takes the chunks any more.
struct Gone;

struct Feeder {
    out: SyncSender<Chunk>,
    budget: Arc<Budget>,
    lines_only: bool,
}

impl Feeder {
    fn send(&self, chunk: Chunk) -> Result<(), Gone> {
        if let Chunk::Lines(block) = &chunk {
            self.budget.take(block.bytes.len());
        }
        self.out.send(chunk).map_err(|_| Gone)
    }

    fn refuse(&self, id: String, reason: String) -> Result<(), Gone> {
        self.send(Chunk::Refused(Refused { id: Id::Text(id), reason, unreadable: true }))
    }

    /// A path as the user gave it.
    fn path(&self, path: &Path) -> Result<(), Gone> {
        if path == Path::new("-") {
            return self.stream_or_document("-".to_owned(), None, Box::new(io::stdin()), false);
        }
        if path.is_dir() { self.folder(path) } else { self.file(path) }
    }

    fn file(&self, path: &Path) -> Result<(), Gone> {
        let id = path.to_string_lossy().into_owned();
        match File::open(path) {
            Ok(file) => {
                let by_name = path.extension().is_some_and(|e| e == "ndjson" || e == "jsonl");
                self.stream_or_document(id.clone(), Some(&id.into()), Box::new(file), by_name)
            }
            Err(e) => self.refuse(id, format!("Cannot open it: {e}.")),
        }
    }

    /// Everything in a folder that holds text, in the order of the names. Hidden entries are left out; links to folders
    /// are not followed, so that a loop is no danger.
    fn folder(&self, top: &Path) -> Result<(), Gone> {
        let mut stack = vec![top.to_owned()];
        while let Some(path) = stack.pop() {
            let is_folder = path == top || fs::symlink_metadata(&path).is_ok_and(|m| m.is_dir());
            if !is_folder {
                // A link that leads nowhere is told; a link to a folder, a pipe or a device is passed over.
                let wanted = match fs::metadata(&path) {
                    Ok(m) => m.is_file() && holds_text(&path),
                    Err(_) => has_text_name(&path),
                };
                if wanted {
                    self.file(&path)?;
                }
                continue;
            }
            let entries = fs::read_dir(&path).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            match entries {
                Ok(entries) => {
                    let mut inside: Vec<PathBuf> = entries
                        .into_iter()
                        .filter(|e| !e.file_name().as_encoded_bytes().starts_with(b"."))
                        .map(|e| e.path())
                        .collect();
                    inside.sort_by(|a, b| b.cmp(a)); // the stack turns it round
                    stack.extend(inside);
                }
                Err(e) => self.refuse(path.to_string_lossy().into_owned(), format!("Cannot read the folder: {e}."))?,
            }
        }
        Ok(())
    }

    /// Reads until it is clear what it is. A stream is told by its first line, and not kept waiting.
    fn stream_or_document(
        &self,
        id: String,
        origin: Option<&Arc<str>>,
        mut input: Box<dyn Read + Send>,
        by_name: bool,
    ) -> Result<(), Gone> {
        let mut head = Vec::new();
        let mut stream = self.lines_only || by_name;
        while !stream && head.len() < HEAD {
            match read_some(&mut input, &mut head, HEAD) {
                Ok(0) => break,
                Ok(_) => stream = head.contains(&b'\n') && sniff::kind(&head) == sniff::Kind::Ndjson,
                Err(e) => return self.refuse(id, format!("Cannot read it: {e}.")),
            }
        }
        if !stream && sniff::kind(&head) != sniff::Kind::Ndjson {
            return self.send(Chunk::Document(Opened { id, head, rest: input }));
        }
        match decode::wide(&head) {
            None => self.lines(&id, origin, head, &mut input),
            // Some shells pipe in two bytes a character.
            Some(encoding) => {
                let whole = io::Cursor::new(head).chain(input);
                self.lines(&id, origin, Vec::new(), &mut decode::Recoded::new(whole, encoding))
            }
        }
    }

    /// Cuts a stream into blocks of whole lines. `buffer` is what was read already.
    fn lines(
        &self,
        id: &str,
        origin: Option<&Arc<str>>,
        mut buffer: Vec<u8>,
        input: &mut dyn Read,
    ) -> Result<(), Gone> {
        let mut first = 1;
        let block = |bytes, first, cut| Chunk::Lines(Block { bytes, first, origin: origin.cloned(), cut });
        let (mut searched, mut ink) = (0, false);
        loop {
            if let Some(end) = whole_lines(&buffer, searched, ink) {
                let rest = buffer.split_off(end);
                let lines = memchr::memchr_iter(b'\n', &buffer).count() as u64;
                self.send(block(std::mem::replace(&mut buffer, rest), first, false))?;
                first += lines;
                (searched, ink) = (0, false);
            }
            ink = ink || !blank(buffer.get(searched..).unwrap_or(&[]));
            searched = buffer.len();
            if buffer.len() > MAX_LINE_BYTES {
                buffer.truncate(HEAD); // enough for its id
                self.send(block(std::mem::take(&mut buffer), first, true))?;
                first += 1;
                (searched, ink) = (0, false);
                match skip_line(input) {
                    Ok(rest) => buffer = rest,
                    Err(e) => return self.refuse(id.to_owned(), format!("Cannot read on: {e}.")),
                }
                continue;
            }
            let full = buffer.len() + BLOCK;
            match read_some(input, &mut buffer, full) {
                Ok(0) => break,
                Ok(_) => {}
                Err(e) => return self.refuse(id.to_owned(), format!("Cannot read on: {e}.")),
            }
        }
        if blank(&buffer) { Ok(()) } else { self.send(block(buffer, first, false)) }
    }
}

/// Where the last whole line of a buffer ends. Empty lines at its end are held back: every line is answered, but those
/// after the last are not meant as lines. Only what follows `searched` is looked at; `ink` says that what stands before
/// it is not blank.
fn whole_lines(buffer: &[u8], searched: usize, ink: bool) -> Option<usize> {
    let new = buffer.get(searched..)?;
    let end = match new.iter().rposition(|b| !b.is_ascii_whitespace()) {
        Some(last) => {
            let (before, after) = new.split_at(last);
            match after.iter().position(|&b| b == b'\n') {
                Some(end) => Some(last + end),
                None => before.iter().rposition(|&b| b == b'\n'),
            }
        }
        None if ink => new.iter().position(|&b| b == b'\n'),
        // So many empty lines are no slip at the end of a file.
        None if buffer.len() > BLOCK => new.iter().rposition(|&b| b == b'\n'),
        None => None,
    };
    end.map(|at| searched + at + 1)
}

fn blank(bytes: &[u8]) -> bool {
    bytes.trim_ascii().is_empty()
}

/// One read, repeated only when interrupted, up to `full` bytes in all.
fn read_some(input: &mut dyn Read, buffer: &mut Vec<u8>, full: usize) -> io::Result<usize> {
    let had = buffer.len();
    buffer.resize(full, 0);
    let outcome = loop {
        match input.read(buffer.get_mut(had..).unwrap_or(&mut [])) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            other => break other,
        }
    };
    buffer.truncate(had + outcome.as_ref().copied().unwrap_or(0));
    outcome
}

/// Reads past the next line end; gives what was read beyond it.
fn skip_line(input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        if read_some(input, &mut buffer, BLOCK)? == 0 {
            return Ok(buffer);
        }
        if let Some(end) = buffer.iter().position(|&b| b == b'\n') {
            return Ok(buffer.split_off(end + 1));
        }
    }
}

/// Is a file of a folder worth opening? Known names are; of the others, those that look like markup or a stream.
fn holds_text(path: &Path) -> bool {
    if has_text_name(path) {
        return true;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|mut f| read_some(&mut f, &mut head, 4096));
    match (read, sniff::kind(&head)) {
        // Programs hold markup too, and settings are JSON: only what is surely meant to be read is taken.
        (Ok(_), sniff::Kind::Html) => sniff::is_whole_page(&head),
        (Ok(_), sniff::Kind::Ndjson) => sniff::holds_articles(&head),
        // README and LICENSE are text; .css and .js are text too, but no articles.
        (Ok(n), sniff::Kind::Text) => path.extension().is_none() && n > 0,
        // A file that cannot be read at all might have been one.
        (Err(_), _) => path.extension().is_none(),
        _ => false,
    }
}

fn has_text_name(path: &Path) -> bool {
    const NAMES: &[&str] = &["htm", "html", "jsonl", "md", "ndjson", "shtml", "text", "txt", "xhtml"];
    let extension = path.extension().and_then(|e| e.to_str()).map(str::to_ascii_lowercase);
    extension.is_some_and(|e| NAMES.contains(&e.as_str()))
}

/// Bytes on their way.
#[derive(Default)]
struct Budget {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Budget {
    fn take(&self, bytes: usize) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let mut used =
            self.freed.wait_while(used, |u| *u > 0 && *u + bytes > BUDGET).unwrap_or_else(PoisonError::into_inner);
        *used += bytes;
    }

    fn give(&self, bytes: usize) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = used.saturating_sub(bytes);
        self.freed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads as little at a time as a slow pipe gives.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(into.len()).min(self.0.len());
            into[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    /// All lines of a stream with their numbers, however it is cut into blocks.
    fn lines(stream: &str, at_a_time: usize) -> Vec<(u64, String)> {
        let (out, chunks) = sync_channel(1 << 16);
        let feeder = Feeder { out, budget: Arc::default(), lines_only: true };
        assert!(feeder.lines("-", None, Vec::new(), &mut Drops(stream.as_bytes(), at_a_time)).is_ok());
        drop(feeder);
        let mut lines = Vec::new();
        for chunk in chunks {
            let Chunk::Lines(block) = chunk else { panic!("a block") };
            let text = String::from_utf8(block.bytes).expect("UTF-8");
            lines.extend((block.first..).zip(text.strip_suffix('\n').unwrap_or(&text).split('\n').map(str::to_owned)));
        }
        lines
    }

    #[test]
    fn lines_are_the_same_however_they_arrive() {
        for (stream, want) in [
            ("a\nbb\nccc\n", vec![(1, "a"), (2, "bb"), (3, "ccc")]),
            ("a\n\n\nb", vec![(1, "a"), (2, ""), (3, ""), (4, "b")]),
            ("\n a\n", vec![(1, ""), (2, " a")]),
            ("a\n \n\t\n\n", vec![(1, "a")]),
            ("a \n", vec![(1, "a ")]),
            ("\n\n", vec![]),
            ("", vec![]),
        ] {
            let want: Vec<(u64, String)> = want.into_iter().map(|(n, l)| (n, l.to_owned())).collect();
            for at_a_time in 1..8 {
                assert_eq!(lines(stream, at_a_time), want, "{stream:?}, {at_a_time} at a time");
            }
        }
    }

    #[test]
    fn a_long_line_is_not_searched_again_and_again() {
        let long = "x".repeat(4 << 20);
        let stream = format!("{long}\nshort\n");
        let got = lines(&stream, 1000);
        assert_eq!((got.len(), got[0].1.len(), got[1].1.as_str()), (2, long.len(), "short"));
    }
}
