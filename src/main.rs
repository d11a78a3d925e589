//! The `ungarble` command. All of it is in [`cli`]; the judging is the library's.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
