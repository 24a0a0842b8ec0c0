//! Arguments become a window or a command.

use std::process::ExitCode;

fn main() -> ExitCode {
    haobu::cli::main()
}
