//! Running the binary, and texts to feed it.

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run of the command left behind.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// Every line of the output as JSON.
    #[track_caller]
    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e} in {l}"))).collect()
    }

    /// The output as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e} in {}", self.out))
    }
}

/// The command, ready to be given arguments.
pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ungarble"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("NO_COLOR");
    command
}

/// Runs the command with this on its standard input.
#[track_caller]
pub fn run(args: &[&str], input: impl AsRef<[u8]>) -> Ran {
    let mut child = command(args).spawn().expect("the binary starts");
    let mut stdin = child.stdin.take().expect("stdin");
    let input = input.as_ref().to_vec();
    // A command that does not read its input closes the pipe; that is for the test to judge.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("the binary ends");
    writer.join().expect("the writer ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran { code: output.status.code().expect("no signal"), out: text(output.stdout), err: text(output.stderr) }
}

/// Reads up to and with the next line end, as someone does who waits for an answer.
pub fn read_line(from: &mut impl Read) -> String {
    let mut line = Vec::new();
    let mut byte = [0];
    while from.read(&mut byte).expect("a byte") == 1 {
        line.push(byte[0]);
        if byte[0] == b'\n' {
            break;
        }
    }
    String::from_utf8(line).expect("UTF-8")
}

/// An empty folder for one test.
pub fn folder(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

/// The path as an argument.
pub fn arg(path: &std::path::Path) -> &str {
    path.to_str().expect("UTF-8")
}

/// An article with nothing wrong in it.
pub const HONEST: &str = "\
The town council voted on Monday evening to keep the small library on Mill Lane open for another two years, after \
residents collected more than four thousand signatures against the plan to close it.

Councillors had argued that the building costs too much to heat and that most visitors now use the larger branch near \
the station. Parents answered that young children cannot walk that far, and that the reading club on Wednesdays has \
never had so many members.

The money will come from a fund for repairs that nobody had used since the flood of last winter. A report on the roof \
is due in the autumn, and the council promised to publish it in full.
";

/// A text with damage of four kinds, which no editor would let pass.
pub const DAMAGED: &str = "\
The town council voted on Monday evening to to keep the small {library|bookstore} on Mill Lane open for another two \
years, after residents collected signatures. According to Provisionthe plan is ready and it remains unaddressedMost of all.

Councillors donâ€™t agree that the the building costs too much to heat, and that most visitors now use the larger branch \
near the station. Parents answered that the childrenâ€™s club has has never had so many {members|participants|associates}.

The money will come from a fund for repairs that that nobody had used since the flood of last winter. A report on the \
roof is due in the autumn, and the statementThe council promised will be published in full.
";

/// One line of NDJSON.
pub fn row(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "text": text }))
}
