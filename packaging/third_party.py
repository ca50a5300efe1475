#!/usr/bin/env python3
"""Prints the licenses of everything that is in the program: one text for all crates that have the same one."""
import json
import pathlib
import re
import subprocess
import sys

NAMES = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


def targets():
    """The systems that a release is for."""
    return re.findall(r'^    "([\w-]+)",$', pathlib.Path("dist-workspace.toml").read_text("utf-8"), re.MULTILINE)


def crates(metadata):
    """Everything that the program is linked from, without the program."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    found, waiting = set(), [root]
    while waiting:
        for needed in nodes[waiting.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in needed["dep_kinds"])
            if is_linked and needed["pkg"] not in found:
                found.add(needed["pkg"])
                waiting.append(needed["pkg"])
    # A crate without a source is of this repository.
    others = [crate for crate in metadata["packages"] if crate["id"] in found and crate["source"]]
    return sorted(others, key=lambda crate: crate["name"])


def files(crate):
    """The license files of a crate."""
    folder = pathlib.Path(crate["manifest_path"]).parent
    return sorted(file for file in folder.iterdir() if file.is_file() and NAMES.match(file.name))


def texts(crate, known):
    """The licenses of a crate. Some bring no file: the text of theirs is the same everywhere, but for who has the rights."""
    found = files(crate)
    if not found and "Apache-2.0" in crate["license"]:
        found = [pathlib.Path("LICENSE-APACHE")]
    if not found and crate["license"] == "BSL-1.0":
        found = next((files(other) for other in known if other["license"] == "BSL-1.0" and files(other)), [])
    if not found and crate["license"] == "MIT":
        holders = ", ".join(crate["authors"]) or f"the authors of {crate['name']}"
        own = pathlib.Path("LICENSE-MIT").read_text("utf-8").strip()
        return [re.sub("^Copyright.*$", f"Copyright (c) {holders}", own, count=1, flags=re.MULTILINE)]
    if not found:
        sys.exit(f"{crate['name']} {crate['version']} ({crate['license']}) has no text of its license")
    return [file.read_text("utf-8", errors="replace").strip() for file in found]


def main():
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    command += [f"--filter-platform={target}" for target in targets()]
    known = crates(json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout))
    by_text = {}
    for crate in known:
        for text in texts(crate, known):
            by_text.setdefault("".join(text.split()), (text, []))[1].append(f"{crate['name']} {crate['version']}")
    print("acmove is made with the work of others. Their licenses follow; acmove's own are LICENSE-MIT and LICENSE-APACHE.")
    print("Rust's standard library is in it, too (MIT OR Apache-2.0, the Rust project); on Linux, musl (MIT, Rich Felker and others).\n")
    for crate in known:
        print(f"{crate['name']} {crate['version']}: {crate['license']}, {crate['repository'] or crate['homepage'] or ''}")
    for text, names in by_text.values():
        print("\n" + "=" * 100 + "\n" + ", ".join(names) + "\n" + "-" * 100 + "\n" + text)


sys.stdout.reconfigure(encoding="utf-8", newline="\n")
main()
