//! `ungarble index`: makes, merges and describes indexes.
//!
//! Building runs in a stream: articles are gathered until they make a part, the part is written beside the output, and
//! parts are merged in the end, sixteen at a time. So memory holds one part, however many articles there are. The output
//! takes its name only when it is complete.

mod files;

use std::fmt::Write as _;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use ungarble::article::ArticleStatus;
use ungarble::compare::MIN_WORDS;
use ungarble::index::{Entry, Info, Origin, build};
use ungarble::text::Document;

use super::args::{IndexBuildArgs, IndexCommand, IndexInfoArgs, IndexMergeArgs, PlainFormat};
use super::batch::{self, Batch};
use super::input::{Refused, Unit};
use super::render::view::clean;
use super::{Failure, Outcome, complain, output_failure};
use files::{Beside, join};

pub use files::Mapped;

/// Bytes of articles that make a part.
const PART_BYTES: usize = 24 << 20;
/// Parts that are merged at a time.
const AT_A_TIME: usize = 16;
/// Inputs left out that are told one by one.
const TOLD: usize = 20;

/// Runs the command.
pub fn run(command: &IndexCommand) -> Result<Outcome, Failure> {
    match command {
        IndexCommand::Build(args) => gather(args, false),
        IndexCommand::Add(args) => gather(args, true),
        IndexCommand::Merge(args) => merge_files(args),
        IndexCommand::Info(args) => info(args),
    }
}

/// Parts on their way to one index; those of one height have about the same size.
struct Parts<'a> {
    output: &'a Path,
    made: usize,
    heap: Vec<(u32, Beside)>,
}

impl Parts<'_> {
    fn add(&mut self, entries: Vec<Entry>) -> Result<(), Failure> {
        let part = self.next();
        part.write(|out| build(entries, out))?;
        self.heap.push((0, part));
        while let Some(&(height, _)) = self.heap.last() {
            let same = self.heap.iter().rev().take_while(|p| p.0 == height).count();
            if same < AT_A_TIME {
                break;
            }
            let joined = self.next();
            let from = self.heap.len() - same;
            join(self.heap.get(from..).unwrap_or(&[]).iter().map(|p| p.1.path()), &joined)?;
            self.heap.truncate(from);
            self.heap.push((height + 1, joined));
        }
        Ok(())
    }

    fn next(&mut self) -> Beside {
        self.made += 1;
        Beside::new(self.output, &format!("part{}", self.made))
    }
}

/// What came of one input.
enum Read {
    Entry(Entry),
    /// Nothing to index: the input and why.
    LeftOut(String, String),
    Unreadable(String, String),
}

fn read(unit: Unit<'_>) -> Read {
    let item = match unit.item() {
        Ok(item) => item,
        Err(refused) => return refuse(refused),
    };
    let id = item.id.as_str().to_owned();
    let (paper, day) = (item.publisher.clone(), item.published.clone());
    let article = item.article(None);
    match &article.status {
        ArticleStatus::NotArticle(why) | ArticleStatus::TranslatedByBrowser(why) => {
            return Read::LeftOut(id, why.clone());
        }
        ArticleStatus::Article => {}
    }
    let doc = Document::new(&article);
    if doc.word_count() < MIN_WORDS {
        return Read::LeftOut(id, format!("It has fewer than {MIN_WORDS} words."));
    }
    let own = Origin::of(&article, &id);
    let origin = Origin { publisher: paper.or(own.publisher), published: day.or(own.published), ..own };
    Read::Entry(Entry::new(&doc, origin))
}

fn refuse(refused: Refused) -> Read {
    Read::Unreadable(refused.id.as_str().to_owned(), refused.reason)
}

fn gather(args: &IndexBuildArgs, add: bool) -> Result<Outcome, Failure> {
    let output = args.output.as_path();
    if add && !output.is_file() {
        return Err(Failure::Usage(format!("there is no index {}; make it with `index build`", output.display())));
    }
    if output.is_dir() {
        return Err(Failure::Usage(format!("{} is a folder; give the name of a file", output.display())));
    }
    let mut parts = Parts { output, made: 0, heap: Vec::new() };
    let (mut waiting, mut size): (Vec<Entry>, usize) = (Vec::new(), 0);
    let (mut left_out, mut unreadable) = (0_usize, 0_usize);
    let batch = Batch { paths: args.paths.clone(), lines_only: false, jobs: args.threads.jobs };
    batch::each(batch, &read, &refuse, |answers, _, progress| {
        for answer in answers {
            let (id, why) = match answer {
                Read::Entry(entry) => {
                    size += entry.size();
                    waiting.push(entry);
                    continue;
                }
                Read::LeftOut(id, why) => {
                    left_out += 1;
                    (id, why)
                }
                Read::Unreadable(id, why) => {
                    unreadable += 1;
                    (id, why)
                }
            };
            if left_out + unreadable <= TOLD {
                progress.suspend(|| complain(&format!("left out: {id}: {why}")));
            }
        }
        if size >= PART_BYTES {
            size = 0;
            parts.add(std::mem::take(&mut waiting))?;
        }
        Ok(())
    })?;
    let made = Beside::new(output, "made");
    if parts.heap.is_empty() && !add {
        made.write(|out| build(waiting, out))?;
    } else {
        parts.add(waiting)?;
        let before = add.then_some(output);
        join(before.into_iter().chain(parts.heap.iter().map(|p| p.1.path())), &made)?;
    }
    let articles = Mapped::open(made.path())?.index()?.articles();
    made.publish(output)?;
    let mut told = format!("{}: {articles} articles", output.display());
    if left_out > 0 {
        let _ = write!(told, "; {left_out} inputs without an article left out");
    }
    if unreadable > 0 {
        let _ = write!(told, "; {unreadable} could not be read");
    }
    complain(&told);
    Ok(if unreadable > 0 { Outcome::SomeUnreadable } else { Outcome::Done })
}

fn merge_files(args: &IndexMergeArgs) -> Result<Outcome, Failure> {
    let made = Beside::new(&args.output, "made");
    join(args.inputs.iter().map(PathBuf::as_path), &made)?;
    made.publish(&args.output)?;
    Ok(Outcome::Done)
}

fn info(args: &IndexInfoArgs) -> Result<Outcome, Failure> {
    let mut infos = Vec::new();
    for path in &args.inputs {
        let mapped = Mapped::open(path)?;
        let index = mapped.index()?;
        let damaged = |fault| Failure::Usage(format!("{}: {fault}", mapped.name()));
        infos.push(Named { id: mapped.name().to_owned(), info: Info::of(&index, mapped.size()).map_err(damaged)? });
    }
    let mut out = io::stdout().lock();
    let json = |info: &Named| serde_json::to_string(info).unwrap_or_default();
    match args.format {
        PlainFormat::Text => infos.iter().try_for_each(|i| write!(out, "{}", sheet(i))),
        PlainFormat::Ndjson => infos.iter().try_for_each(|i| writeln!(out, "{}", json(i))),
        PlainFormat::Json => match infos.as_slice() {
            [one] => writeln!(out, "{}", json(one)),
            all => writeln!(out, "[{}]", all.iter().map(json).collect::<Vec<_>>().join(",\n")),
        },
    }
    .map_err(output_failure)?;
    Ok(Outcome::Done)
}

/// An index and its name.
#[derive(Debug, Serialize)]
struct Named {
    id: String,
    #[serde(flatten)]
    info: Info,
}

fn sheet(named: &Named) -> String {
    let Named { id, info: Info { version, articles, terms, bytes, checksum, oldest, newest } } = named;
    let each = if *articles == 0 { 0 } else { bytes / articles };
    let mut out = format!("{}: {articles} articles, {terms} terms, {bytes} bytes ({each} an article)\n", clean(id));
    let _ = writeln!(out, "  version {version}, checksum {checksum}");
    if let (Some(oldest), Some(newest)) = (oldest, newest) {
        let _ = writeln!(out, "  published from {} to {}", clean(oldest), clean(newest));
    }
    out
}
