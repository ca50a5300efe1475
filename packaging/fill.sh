#!/usr/bin/env bash
# Fills the descriptions for winget and scoop: fill.sh VERSION SHA256.SUM FOLDER
set -euo pipefail
version=$1 sums=$2 folder=$3
mkdir -p "$folder"
fill=(-e "s/@version@/$version/g")
while read -r digest name; do
    fill+=(-e "s/@${name#\*}@/$digest/g")
done <"$sums"
for template in "$(dirname "$0")"/winget/*.yaml "$(dirname "$0")"/scoop/*.json; do
    filled=$folder/$(basename "$template")
    sed "${fill[@]}" "$template" >"$filled"
    if grep -n '@[^ ]*@' "$filled"; then
        echo "$filled: there is no digest for this in $sums" >&2
        exit 1
    fi
done
