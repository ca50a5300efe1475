# What CI runs, and what a person can run.

# Everything that CI checks.
ci: format lint doc test

# Formatting.
format:
    cargo fmt --check
    cargo fmt --check --manifest-path tests/console/Cargo.toml
    cargo fmt --check --manifest-path crates/session-end/Cargo.toml

# Lints, with warnings denied.
lint:
    cargo clippy --locked --all-targets -- -D warnings

# The documentation of the code, with warnings denied.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items

# The tests.
test:
    cargo test --locked

# The vendor's client and a browser against the practice infrastructure, a report in that browser, a recording in a player
# (needs Python, PyPI, chromium, chromedriver).
outside:
    cargo build --locked
    bash tests/outside/pipeline.sh target/debug/acmove
    bash tests/outside/player.sh target/debug/acmove
    python3 tests/outside/browser.py target/debug/acmove

# How long a key takes to the screen while commands run, and how long the record of a thousand environments takes.
bench:
    cargo bench --bench keys
    cargo bench --bench record

# Any bytes at any times, as a terminal may send them, from the streams of the tests on (needs: cargo install cargo-fuzz).
fuzz seconds="60":
    ACMOVE_SEEDS="$PWD/fuzz/corpus/keyboard" cargo test --locked --test suite seeds
    RUSTC_BOOTSTRAP=1 cargo fuzz run --sanitizer none keyboard -- -max_total_time={{seconds}}

# Whether a release could be made from this: docs/releasing.md (needs dist or PyPI, musl-tools, root).
release-check:
    bash tests/outside/release.sh

# Licenses, bans and sources of the dependencies (needs cargo-deny).
deny:
    cargo deny check licenses bans sources

# Whether it builds for Windows (needs: rustup target add x86_64-pc-windows-gnu, and a C compiler for it: gcc-mingw-w64-x86-64).
check-windows:
    cargo check --locked --target x86_64-pc-windows-gnu

# The tests and the console as programs for Windows, under Wine (needs, besides: Debian's wine and wine64).
wine *tests:
    bash tests/outside/wine.sh {{tests}}
