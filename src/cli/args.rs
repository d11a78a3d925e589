//! The command line, and the help it prints.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use ungarble::report::Verdict;
use ungarble::score::Sensitivity;

use super::Failure;

/// Tells whether a news article is a garbled copy, shows why, and names the likely original.
#[derive(Debug, Parser)]
#[command(
    name = "ungarble",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done; 1 a verdict reached --fail-on; 2 wrong usage, or an input that cannot be read.\n\
                  `ungarble COMMAND --help` has examples."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Check(CheckArgs),
    Compare(CompareArgs),
    Extract(ExtractArgs),
    Index(IndexArgs),
    Name(NameArgs),
    Data(DataArgs),
    Explain(ExplainArgs),
    #[cfg(feature = "train")]
    Train(TrainArgs),
    #[cfg(feature = "train")]
    Calibrate(CalibrateArgs),
}

/// Check articles for signs of machine rewriting
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What is read: HTML, plain text, or NDJSON (one {\"id\", \"text\" or \"html\", \"url\"?, \"title\"?} a line), told apart by \
                  content; of a folder, all of these in it. Every line of NDJSON gets exactly one answer, in the same order.\n\n\
                  Examples:\n  \
                  ungarble check article.html\n  \
                  ungarble check --format html incoming/ > report.html\n  \
                  ungarble check --fail-on likely-garbled submission.txt && echo accepted\n  \
                  curl -s https://example.org/story | ungarble check --url https://example.org/story\n  \
                  ungarble check --format ndjson - < articles.ndjson | jq -r 'select(.score > 50).id'"
)]
pub struct CheckArgs {
    /// How to print the reports
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,

    #[command(flatten)]
    pub inputs: InputArgs,

    /// Exit with 1 if a verdict is this or worse: some-signs or likely-garbled
    #[arg(long, value_name = "VERDICT", value_parser = parse_verdict)]
    pub fail_on: Option<Verdict>,

    /// Show the signs of detectors on trial too; they never count
    #[arg(long)]
    pub nursery: bool,

    /// Look for the original in this index too; may be given several times (`ungarble index` makes them)
    #[arg(long, value_name = "FILE")]
    pub index: Vec<PathBuf>,

    /// Leave a detector out, or all of a kind of sign; may be given several times (`ungarble explain` lists them)
    #[arg(long, value_name = "DETECTOR|KIND")]
    pub without: Vec<String>,

    /// Take a name for right as it stands in the text; may be given several times
    #[arg(long, value_name = "NAME")]
    pub accept: Vec<String>,

    /// How much it takes for a verdict: cautious, balanced or keen
    #[arg(long, value_name = "LEVEL", default_value = "balanced", value_parser = parse_sensitivity)]
    pub sensitivity: Sensitivity,
}

/// Hold an article against a candidate for its original, sentence by sentence
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Each of the two may be HTML or plain text, told apart by content. With - alone, or without either, standard input is \
                  read as NDJSON: one {\"id\", \"copy\": {\"text\" or \"html\", \"url\"?, \"title\"?}, \"original\": {the same}} a line, \
                  each answered by one line.\n\n\
                  Examples:\n  \
                  ungarble compare copy.html original.html\n  \
                  ungarble compare --format html copy.txt original.txt > side-by-side.html\n  \
                  ungarble compare --format ndjson - < pairs.ndjson | jq -r 'select(.relation == \"garbled-copy\").id'"
)]
pub struct CompareArgs {
    /// How to print the comparisons
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub format: CompareFormat,

    #[command(flatten)]
    pub threads: ThreadArgs,

    /// The article in question and the candidate for its original
    #[arg(value_names = ["COPY", "ORIGINAL"], num_args = 0..=2)]
    pub paths: Vec<PathBuf>,
}

/// Print the article of a page: headline, author, dates, text, and where each comes from
#[derive(Debug, clap::Args)]
#[command(after_help = "Inputs are those of `ungarble check`.\n\n\
                  Examples:\n  \
                  ungarble extract page.html\n  \
                  ungarble extract --explain page.html\n  \
                  ungarble extract --format ndjson - < pages.ndjson | jq -r .text")]
pub struct ExtractArgs {
    /// How to print the articles
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub format: PlainFormat,

    /// Show where each field comes from and what says otherwise, and every block of the page: kept (+) or left out (-), and why
    #[arg(long)]
    pub explain: bool,

    #[command(flatten)]
    pub inputs: InputArgs,
}

/// Make and read indexes, in which `ungarble check --index` looks for the original
#[derive(Debug, clap::Args)]
pub struct IndexArgs {
    #[command(subcommand)]
    pub command: IndexCommand,
}

#[derive(Debug, Subcommand)]
pub enum IndexCommand {
    Build(IndexBuildArgs),
    Add(IndexBuildArgs),
    Merge(IndexMergeArgs),
    Info(IndexInfoArgs),
}

/// Make an index of articles (build), or add articles to one (add)
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Inputs are those of `ungarble check`; a line of NDJSON may also have \"publisher\" and \"published\". The index holds no \
                  text. An article replaces one of the same id. Pages without an article and lines that cannot be read are left \
                  out and told.\n\n\
                  Examples:\n  \
                  ungarble index build -o news.ungarble - < articles.ndjson\n  \
                  ungarble index add -o news.ungarble today/\n  \
                  ungarble check --index news.ungarble page.html"
)]
pub struct IndexBuildArgs {
    /// The index; replaced only when all is done
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    #[command(flatten)]
    pub threads: ThreadArgs,

    /// Files, folders, or - for standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

/// Make one index of several; of two articles with one id that of the later index counts
#[derive(Debug, clap::Args)]
pub struct IndexMergeArgs {
    /// The index that is made; replaced only when all is done
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,

    /// Indexes
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
}

/// Tell what an index holds, and whether it is sound
#[derive(Debug, clap::Args)]
pub struct IndexInfoArgs {
    /// How to print it
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub format: PlainFormat,

    /// Indexes
    #[arg(value_name = "FILE", required = true)]
    pub inputs: Vec<PathBuf>,
}

/// Tell whether one name may be another, corrupted
#[derive(Debug, clap::Args)]
#[command(
    after_help = "With - or without names, standard input is read as NDJSON: one {\"id\", \"known\", \"observed\"} a line, each \
                  answered by {\"id\", \"distance\", \"same_person\", \"channel\", \"why\"} with --format ndjson.\n\n\
                  Examples:\n  \
                  ungarble name \"Kaja Kallas\" \"Kaja Karas\"\n  \
                  ungarble name --format ndjson - < pairs.ndjson"
)]
pub struct NameArgs {
    /// How to print the answers
    #[arg(long, value_enum, default_value_t = PlainFormat::Text)]
    pub format: PlainFormat,

    #[command(flatten)]
    pub threads: ThreadArgs,

    /// The name as it is, and the name as it was seen
    #[arg(value_names = ["KNOWN", "OBSERVED"], num_args = 0..=2)]
    pub names: Vec<String>,
}

/// Check the facts the engine knows, or bring them up to date from local files
#[derive(Debug, clap::Args)]
pub struct DataArgs {
    #[command(subcommand)]
    pub command: DataCommand,
}

#[derive(Debug, Subcommand)]
pub enum DataCommand {
    Check(DataCheckArgs),
    Refresh(DataRefreshArgs),
}

/// Check tables of facts; each fault is told as data/FILE:LINE: reason
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit codes: 0 all are sound; 2 there are faults, or a file cannot be read.\n\n\
                  Examples:\n  \
                  ungarble data check data\n  \
                  ungarble data check data/figures.tsv")]
pub struct DataCheckArgs {
    /// Tables or folders of tables; the ones compiled in when left out
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// Bring the offices of figures.tsv up to date from its public sources
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The sources are factbook_exec.json, executive.yaml and legislators-current.yaml (see data/PROVENANCE.md). New \
                  holders of an office are added, former ones get the year it ended; what is written by hand stays.\n\n\
                  Exit codes: 0 done; 1 with --check, where something would change; 2 wrong usage or a faulty table.\n\n\
                  Examples:\n  \
                  ungarble data refresh --check --sources lists/\n  \
                  ungarble data refresh --sources lists/"
)]
pub struct DataRefreshArgs {
    /// Folder the source files were put in
    #[arg(long, value_name = "DIR")]
    pub sources: PathBuf,

    /// Change nothing; say what would change
    #[arg(long)]
    pub check: bool,

    /// Folder of the tables
    #[arg(long, value_name = "DIR", default_value = "data")]
    pub data: PathBuf,
}

/// Tell what the detectors find, why that is a sign, and where they err
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// Id of one detector; all are listed when left out
    pub detector: Option<String>,
}

/// What is common to the commands that read articles.
#[derive(Debug, clap::Args)]
pub struct InputArgs {
    /// Address of the page, where one page is read
    #[arg(long, value_parser = parse_url)]
    pub url: Option<String>,

    #[command(flatten)]
    pub threads: ThreadArgs,

    /// Files, folders, or - for standard input (also when left out and something is piped in)
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// How much of the machine is used.
#[derive(Debug, Clone, Copy, clap::Args)]
pub struct ThreadArgs {
    /// Threads to work on; all processors when left out
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

/// Forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading in a terminal
    Text,
    /// One object; an array for several inputs
    Json,
    /// One object a line
    Ndjson,
    /// One row for each input, for a spreadsheet
    Csv,
    /// For a ticket
    Markdown,
    /// One page with a table of all inputs
    Html,
}

/// Forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For reading in a terminal
    Text,
    /// One object; an array for several pairs
    Json,
    /// One object a line
    Ndjson,
    /// For a ticket
    Markdown,
    /// Both articles side by side, in one page that needs nothing else
    Html,
}

/// Forms of an answer that is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// For reading in a terminal
    Text,
    /// One object; an array for several inputs
    Json,
    /// One object a line
    Ndjson,
}

fn parse_verdict(word: &str) -> Result<Verdict, String> {
    [Verdict::NoSigns, Verdict::SomeSigns, Verdict::LikelyGarbled]
        .into_iter()
        .find(|v| v.as_str() == word)
        .ok_or_else(|| "the verdicts are no-signs, some-signs and likely-garbled".to_owned())
}

fn parse_sensitivity(word: &str) -> Result<Sensitivity, String> {
    Sensitivity::ALL
        .into_iter()
        .find(|s| s.as_str() == word)
        .ok_or_else(|| "the levels are cautious, balanced and keen".to_owned())
}

fn parse_url(url: &str) -> Result<String, String> {
    match super::render::view::link(url) {
        Some(url) => Ok(url.to_owned()),
        None => Err("give the whole address, beginning with https:// or http://".to_owned()),
    }
}

impl InputArgs {
    /// The paths that are read: standard input when none is given and something is piped in.
    pub fn paths(&self) -> Result<Vec<PathBuf>, Failure> {
        if self.paths.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Failure::Usage("nothing to read: give a PATH, or pipe a text in (see --help)".to_owned()));
            }
            return Ok(vec![PathBuf::from("-")]);
        }
        if self.url.is_some() && (self.paths.len() > 1 || self.paths.iter().any(|p| p.is_dir())) {
            return Err(Failure::Usage("--url is the address of one page; give one PATH with it".to_owned()));
        }
        Ok(self.paths.clone())
    }
}

/// Make the trained models in data/ from labelled examples
#[cfg(feature = "train")]
#[derive(Debug, clap::Args)]
pub struct TrainArgs {
    #[command(subcommand)]
    pub model: Model,
}

#[cfg(feature = "train")]
#[derive(Debug, Subcommand)]
pub enum Model {
    /// The judge of text blocks, from real pages whose article text is known
    Extraction {
        /// Folder with index.tsv (source, id, url, domain), SOURCE/ID.html and SOURCE/ID.txt
        pages: PathBuf,

        /// Where to write the weights
        #[arg(short, long, value_name = "FILE", default_value = "data/extraction.bin")]
        output: PathBuf,

        /// Write nothing; print the quality on domains left out of training, in this many folds
        #[arg(long, value_name = "FOLDS", num_args = 0..=1, default_missing_value = "8")]
        cross_validate: Option<u64>,
    },

    /// The judges of a pair: is it one story, was one made from the other, by a machine?
    Relation {
        /// Folder with text.jsonl and pairs.jsonl, or the same with .gz (see src/train/relation.rs)
        texts: PathBuf,

        /// Where to write the weights
        #[arg(short, long, value_name = "FILE", default_value = "data/relation.bin")]
        output: PathBuf,

        /// Write nothing; print what becomes of articles left out of training, in this many folds
        #[arg(long, value_name = "FOLDS", num_args = 0..=1, default_missing_value = "5")]
        cross_validate: Option<u64>,
    },

    /// The style model, from labelled texts
    Style {
        /// Folder with text.jsonl or text.jsonl.gz (see src/train/texts.rs)
        texts: PathBuf,

        /// Where to write the weights
        #[arg(short, long, value_name = "FILE", default_value = "data/style.bin")]
        output: PathBuf,

        /// Write nothing; print the quality on families of engines and on articles left out of training, in this many folds
        #[arg(long, value_name = "FOLDS", num_args = 0..=1, default_missing_value = "5")]
        cross_validate: Option<u64>,
    },
}

/// Fit the probability to labelled texts and tell how well it does, also on articles and engines not seen
#[cfg(feature = "train")]
#[derive(Debug, clap::Args)]
pub struct CalibrateArgs {
    /// Folder with text.jsonl or text.jsonl.gz (see src/train/texts.rs)
    pub texts: PathBuf,

    /// Put the tables between the marks of this page, and reliability.svg beside it, instead of printing them
    #[arg(long, value_name = "FILE")]
    pub write: Option<PathBuf>,
}
