//! The program `acmove`.

fn main() -> std::process::ExitCode {
    acmove::cli::main()
}
