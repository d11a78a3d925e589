//! `ungarble calibrate`: fits the probability to labelled texts, and prints or writes down how well it does.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use ungarble::score::CALIBRATION;
use ungarble::train::calibration;
use ungarble::train::style::Corpus;

use super::args::CalibrateArgs;
use super::{Failure, Outcome, output_failure};

/// Between these marks of a page stands what this command writes.
const MARKS: [&str; 2] = ["<!-- calibrate: begin -->\n", "<!-- calibrate: end -->"];

pub fn run(args: &CalibrateArgs) -> Result<Outcome, Failure> {
    let corpus = Corpus::read(&args.texts)
        .map_err(|error| Failure::Io(format!("cannot read the texts of {}", args.texts.display()), error))?;
    let outcome = calibration::calibrate(&corpus);
    if let Some(page) = &args.write {
        write(page, &outcome)?;
    } else {
        io::stdout().write_all(outcome.tables.as_bytes()).map_err(output_failure)?;
    }
    writeln!(io::stdout(), "\nfitted  {:?}\nin use  {CALIBRATION:?}", outcome.fitted).map_err(output_failure)?;
    Ok(Outcome::Done)
}

fn write(page: &Path, outcome: &calibration::Outcome) -> Result<(), Failure> {
    let failure = |what: &str, error| Failure::Io(format!("cannot {what} {}", page.display()), error);
    let text = fs::read_to_string(page).map_err(|e| failure("read", e))?;
    let [begin, end] = MARKS;
    let marked = text.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    let Some((before, after)) = marked else {
        return Err(Failure::Usage(format!("{} has no marks {} and {end}", page.display(), begin.trim_end())));
    };
    let fresh = format!("{before}{begin}{}{end}{after}", outcome.tables);
    fs::write(page, fresh).map_err(|e| failure("write", e))?;
    fs::write(page.with_file_name("reliability.svg"), &outcome.plot).map_err(|e| failure("write beside", e))
}
