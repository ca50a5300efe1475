#!/usr/bin/env bash
# Plays a recording of a rehearsal in an ordinary player: player.sh ACMOVE. Needs Python, PyPI and `script` (util-linux).
set -euo pipefail
acmove=$(realpath "$1")
if ! command -v python3 >/dev/null || ! command -v script >/dev/null; then
    echo "skipped: python3 or script is not here"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
if ! (python3 -m venv player && player/bin/pip install -q --disable-pip-version-check asciinema==2.4.0) >pip.log 2>&1; then
    echo "skipped: asciinema cannot be installed here ($(tail -1 pip.log))"
    exit 0
fi
"$acmove" rehearse --scenario ip-error-middle --auto --dir night >/dev/null 2>&1
"$acmove" cast night -o night.cast --size 100x30 --longest 1 2>/dev/null
# A player wants a terminal; `cat` shows all of it at once.
script -qec "$folder/player/bin/asciinema cat night.cast" played </dev/null >/dev/null
for part in "REHEARSAL" "YOU DECIDE"; do
    grep -qa "$part" played || { echo "the player did not show: $part" >&2; exit 1; }
done
echo "played by $(player/bin/asciinema --version): $(wc -l <night.cast) lines"
