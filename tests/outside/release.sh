#!/usr/bin/env bash
# Whether a release could be made from this: release.sh [STATIC PROGRAM]. What cannot be tried here is said.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dist=$(command -v dist || true)
if [ -z "$dist" ] && python3 -m venv "$work/venv" && "$work/venv/bin/pip" install -q astral-dev-toolchain-cargo-dist; then
    dist=$work/venv/bin/dist
fi
if [ -n "$dist" ]; then
    "$dist" generate --check
    "$dist" plan
else
    echo "skipped: dist is not here: whether the workflow is what dist-workspace.toml says is not checked"
fi

python3 packaging/third_party.py >"$work/THIRD-PARTY.txt"
echo "every crate in the program has a text of its license: $(grep -c '^====' "$work/THIRD-PARTY.txt") texts"

for processor in x86_64 aarch64; do
    echo "0123456789abcdef *acmove-$processor-pc-windows-msvc.zip"
done >"$work/sha256.sum"
bash packaging/fill.sh 1.2.3 "$work/sha256.sum" "$work/filled"
python3 -m json.tool "$work/filled/acmove.json" >/dev/null
echo "the descriptions for winget and scoop can be filled"

program=${1-}
target=x86_64-unknown-linux-musl
if [ "$(id -u)" != 0 ]; then
    echo "skipped: only root can give the static program a folder as its whole world"
    exit 0
elif [ -z "$program" ]; then
    if ! command -v musl-gcc >/dev/null 2>&1 || ! rustup target add "$target" >/dev/null 2>&1; then
        echo "skipped: the static program needs musl-tools and the target $target"
        exit 0
    fi
    cargo build --locked --release --target "$target"
    program=${CARGO_TARGET_DIR:-target}/$target/release/acmove
fi
# A machine with nothing on it: no library, no zone, no locale, no name of a user.
mkdir "$work/empty" "$work/empty/tmp"
cp "$program" "$work/empty/acmove"
chroot=$(command -v chroot)
within() { env -i "${zone[@]}" "$chroot" "$work/empty" /acmove "$@"; }
zone=()
within --version
within rehearse --auto --dir /night >"$work/told"
within verify /night
within report /night -o /night.html
grep -q '</html>' "$work/empty/night.html"
within doctor
zone=(TZ=Europe/Lisbon)
within doctor >"$work/told"
grep 'clock: .* WES\?T here' "$work/told" || { echo "a zone is not known on such a machine" >&2 && exit 1; }
echo "the static program works on a machine with nothing on it"
