//! `ungarble train`: makes the models in `data/`, or prints how well they do on what they have not seen.

use std::io::{self, Write};
use std::path::Path;

use ungarble::train::{extraction, relation, style};

use super::args::{Model, TrainArgs};
use super::{Failure, Outcome, output_failure};

pub fn run(args: &TrainArgs) -> Result<Outcome, Failure> {
    match &args.model {
        Model::Extraction { pages, output, cross_validate } => {
            let failure = |error| Failure::Io(format!("cannot read the pages of {}", pages.display()), error);
            if let Some(folds) = cross_validate {
                print(&extraction::cross_validate(pages, (*folds).max(2)).map_err(failure)?)
            } else {
                write(output, &extraction::train(pages).map_err(failure)?)
            }
        }
        Model::Relation { texts, output, cross_validate } => {
            let failure = |error| Failure::Io(format!("cannot read the pairs of {}", texts.display()), error);
            if let Some(folds) = cross_validate {
                print(&relation::cross_validate(texts, (*folds).max(2)).map_err(failure)?)
            } else {
                write(output, &relation::train(texts).map_err(failure)?)
            }
        }
        Model::Style { texts, output, cross_validate } => {
            let failure = |error| Failure::Io(format!("cannot read the texts of {}", texts.display()), error);
            let corpus = style::Corpus::read(texts).map_err(failure)?;
            if let Some(folds) = cross_validate {
                print(&style::cross_validate(&corpus, (*folds).max(2)))
            } else {
                write(output, &style::train(&corpus, &corpus.all()))
            }
        }
    }
}

fn print(table: &str) -> Result<Outcome, Failure> {
    io::stdout().write_all(table.as_bytes()).map_err(output_failure)?;
    Ok(Outcome::Done)
}

fn write(output: &Path, weights: &[u8]) -> Result<Outcome, Failure> {
    std::fs::write(output, weights)
        .map_err(|error| Failure::Io(format!("cannot write {}", output.display()), error))?;
    Ok(Outcome::Done)
}
