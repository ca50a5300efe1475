#!/usr/bin/env bash
# Before a release is built on a machine: is everything ready for it, and what else belongs into an archive.
set -euo pipefail
cd "$(dirname "$0")/.."

# What a tag names must have its heading in the CHANGELOG: the text of the release is taken from there.
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
if [ "${GITHUB_REF_TYPE-}" = tag ] && ! grep -q "^## $version\b" CHANGELOG.md; then
    echo "CHANGELOG.md has no heading for $version: name it instead of Unreleased" >&2
    exit 1
fi

cargo run --locked -- manual package
python3 packaging/third_party.py >package/THIRD-PARTY.txt

# No path of this machine in the program; Windows checks where calls lead.
if [ -n "${GITHUB_ENV-}" ]; then
    home=$HOME here=$PWD flags=""
    if command -v cygpath >/dev/null 2>&1; then
        home=$(cygpath -w "$home") here=$(cygpath -w "$here") flags="-Ccontrol-flow-guard "
    fi
    echo "RUSTFLAGS=$flags--remap-path-prefix=$home=~ --remap-path-prefix=$here=acmove" >>"$GITHUB_ENV"
fi
