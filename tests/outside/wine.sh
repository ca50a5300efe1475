#!/usr/bin/env bash
# The tests as a program for Windows, on Linux under Wine, and the real program in its console. Needs Debian's packages
# gcc-mingw-w64-x86-64 and wine64 with wine, and the target x86_64-pc-windows-gnu. Arguments go to the tests.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=x86_64-pc-windows-gnu
build=${CARGO_TARGET_DIR:-$PWD/target}
export WINEPREFIX="$build/wine" WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml="

if ! [ -f "$WINEPREFIX/system.reg" ]; then
    wineboot -i >/dev/null 2>&1
    wineserver -w
fi
# Wine 8 lacks the one function that Rust's library wants of this library.
if ! [ -f "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" ]; then
    x86_64-w64-mingw32-gcc -shared -o "$WINEPREFIX/drive_c/windows/system32/bcryptprimitives.dll" \
        tests/outside/bcryptprimitives.c -ladvapi32
fi

(cd tests/console && CARGO_TARGET_DIR="$build/console" cargo build --locked --quiet --target "$target")
ACMOVE_CONSOLE="$(winepath -w "$build/console/$target/debug/console.exe")"
export ACMOVE_CONSOLE
# The folder of temporary files is one that Windows knows.
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
cargo test --locked --target "$target" --test suite -- "$@"
