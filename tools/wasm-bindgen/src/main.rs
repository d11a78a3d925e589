//! Turns the module `cargo` compiled into the WebAssembly file, the JavaScript that loads it, and its TypeScript types.
//!
//! A front end over `wasm-bindgen-cli-support`, the library inside the `wasm-bindgen` command: the same output, and it
//! builds in a fraction of the time because the command's test runner and web server stay out. `build.sh` calls it and
//! makes sure that its version is the one of `wasm-bindgen` in the main `Cargo.lock`; the two must agree to the digit.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

const USAGE: &str = "\
usage: ungarble-wasm-bindgen [--target web|no-modules] --out-dir DIR --out-name NAME [--no-typescript] INPUT.wasm

  --target web         an ES module with the reset function `__wbg_reset_state` (the default)
  --target no-modules  a classic script that sets the global `wasm_bindgen`; it has no reset function
  --out-dir DIR        where NAME.js, NAME_bg.wasm and NAME.d.ts go
  --out-name NAME      their common name
  --no-typescript      leave NAME.d.ts out";

#[derive(PartialEq)]
enum Target {
    Web,
    NoModules,
}

struct Args {
    target: Target,
    out_dir: PathBuf,
    out_name: String,
    typescript: bool,
    input: PathBuf,
}

fn parse(mut args: impl Iterator<Item = String>) -> Result<Args> {
    let (mut target, mut typescript) = (Target::Web, true);
    let (mut out_dir, mut out_name, mut input) = (None, None, None);
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--target" => {
                target = match value()?.as_str() {
                    "web" => Target::Web,
                    "no-modules" => Target::NoModules,
                    other => bail!("unknown target {other}: web and no-modules are offered"),
                }
            }
            "--out-dir" => out_dir = Some(PathBuf::from(value()?)),
            "--out-name" => out_name = Some(value()?),
            "--no-typescript" => typescript = false,
            flag if flag.starts_with('-') => bail!("unknown option {flag}"),
            path => input = Some(PathBuf::from(path)),
        }
    }
    Ok(Args {
        target,
        out_dir: out_dir.context("--out-dir is missing")?,
        out_name: out_name.context("--out-name is missing")?,
        typescript,
        input: input.context("the input file is missing")?,
    })
}

fn run(args: &Args) -> Result<()> {
    let mut bindgen = Bindgen::new();
    match args.target {
        // A panic leaves an instance poisoned; the reset function gives a fresh one without compiling again.
        Target::Web => bindgen.web(true)?.reset_state_function(true),
        Target::NoModules => bindgen.no_modules(true)?,
    };
    bindgen
        .input_path(&args.input)
        .out_name(&args.out_name)
        .typescript(args.typescript)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&args.out_dir)
        .with_context(|| format!("could not bind {}", args.input.display()))
}

fn main() -> ExitCode {
    let args = match parse(std::env::args().skip(1)) {
        Ok(args) => args,
        Err(error) => {
            eprintln!("error: {error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
