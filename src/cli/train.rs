//! `ungarble train`: makes the models in `data/`, or prints how well they do on what they have not seen.

use std::io::{self, Write};

use ungarble::train::extraction;

use super::args::{Model, TrainArgs};
use super::{Failure, Outcome, output_failure};

pub fn run(args: &TrainArgs) -> Result<Outcome, Failure> {
    let Model::Extraction { pages, output, cross_validate } = &args.model;
    let failure = |error| Failure::Io(format!("cannot read the pages of {}", pages.display()), error);
    if let Some(folds) = cross_validate {
        let table = extraction::cross_validate(pages, (*folds).max(2)).map_err(failure)?;
        io::stdout().write_all(table.as_bytes()).map_err(output_failure)?;
    } else {
        let weights = extraction::train(pages).map_err(failure)?;
        std::fs::write(output, weights)
            .map_err(|error| Failure::Io(format!("cannot write {}", output.display()), error))?;
    }
    Ok(Outcome::Done)
}
