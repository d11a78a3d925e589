//! What the makers of the files in `data/` share: reading their lists, writing the file or comparing it, and saying what
//! came of it.

use std::process::ExitCode;

/// Prints what a tool says, or why it could not.
pub fn tell(tool: &str, outcome: Result<String, String>) -> ExitCode {
    match outcome {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{tool}: {why}");
            ExitCode::from(2)
        }
    }
}

/// The text of a list.
pub fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))
}

/// Writes the file, or with `check` only says whether it is what the lists give.
pub fn write_or_check(output: &str, file: &[u8], summary: &str, check: bool) -> Result<String, String> {
    if !check {
        std::fs::write(output, file).map_err(|e| format!("{output}: {e}"))?;
        return Ok(format!("{output}: {summary}"));
    }
    let there = std::fs::read(output).map_err(|e| format!("{output}: {e}"))?;
    if there == file {
        Ok(format!("{output} is what the lists give: {summary}"))
    } else {
        Err(format!("{output} is not what the lists give ({summary}): run again without --check"))
    }
}
