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

# A machine without a screen has no windows otherwise, and only windows are told that a session ends.
wine reg add 'HKCU\Software\Wine\Drivers' /v Graphics /d null /f >/dev/null

(cd tests/console && CARGO_TARGET_DIR="$build/console" cargo build --locked --quiet --target "$target")
ACMOVE_CONSOLE="$(winepath -w "$build/console/$target/debug/console.exe")"
export ACMOVE_CONSOLE
export CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER=wine
# Wine cannot say whether a certificate was revoked, and refuses them all where nothing says so.
told="$build/wine-told.txt"
if cargo test --locked --target "$target" --test suite -- --skip practice::certificates "$@" | tee "$told"; then
    exit 0
fi
# Wine loses a pipe to a program now and then (error 1359): what failed has to pass alone.
mapfile -t failed < <(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p' "$told")
[ ${#failed[@]} -gt 0 ] && [ ${#failed[@]} -le 5 ]
echo "once more, alone: ${failed[*]}"
cargo test --locked --target "$target" --test suite -- --exact --test-threads=1 "${failed[@]}"
