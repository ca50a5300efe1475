#!/usr/bin/env bash
# The vendor's own client (PyPI: outsystems-pipeline) fetches environments and applications from the practice LifeTime.
#
#     pipeline.sh ACMOVE
#
# Needs Python 3 with venv, and PyPI; where one of them is missing it says that it is skipped.
set -euo pipefail
acmove=$(realpath "$1")
folder=$(mktemp -d)
served=
trap 'if [[ -n $served ]]; then kill "$served" && wait "$served" || true; fi; rm -rf "$folder"' EXIT

skip() {
    echo "skipped: $*"
    exit 0
}

command -v python3 >/dev/null || skip "python3 is not here"
python3 -m venv "$folder/venv" >/dev/null 2>&1 || skip "python3 has no venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check outsystems-pipeline==0.11.0 >"$folder/pip.log" 2>&1 ||
    skip "outsystems-pipeline cannot be installed: $(tail -n 1 "$folder/pip.log")"

mkfifo "$folder/addresses"
"$acmove" simulate deployment-at-pause --listen 127.0.0.1:0 >"$folder/addresses" &
served=$!
read -r addresses <"$folder/addresses"
lifetime=$(python3 -c 'import json, sys; print(json.loads(sys.argv[1])["lifetime"])' "$addresses")

"$folder/venv/bin/python" -m outsystems.pipeline.fetch_lifetime_data \
    -a "$folder/artifacts" --lt_url "$lifetime" --lt_token practice
python3 - "$folder/artifacts" <<'PYTHON'
import json, pathlib, sys
folder = pathlib.Path(sys.argv[1])
names = [one["Name"] for one in json.loads((folder / "environments.cache").read_text())]
assert names == ["Development", "Quality", "Production"], names
applications = json.loads((folder / "applications.cache").read_text())
assert applications and all(one["Key"] and one["Name"] for one in applications)
print(f"fetched {len(names)} environments and {len(applications)} applications")
PYTHON
