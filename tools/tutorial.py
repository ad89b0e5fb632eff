"""Makes docs/tutorial.md out of tools/tutorial.md by running its commands: ``python tools/tutorial.py [--check]``.

A ``console`` block holds commands after ``$ ``; what they print follows them on the page. ``m:shelling`` and the like
stand for ids that this run gave (`NAMES`); times and sizes are made the same for every run.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SOURCE, PAGE = ROOT / "tools/tutorial.md", ROOT / "docs/tutorial.md"
_BLOCK = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
_NAME = re.compile(r"\b[a-z]:[a-z]+\b")
_VOLATILE = [(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "2025-11-10T09:00:00Z"), (r"\d+\.\d MB", "1.0 MB"),
             (r"[\d,]+ bytes", "1,000,000 bytes")]  # fmt: skip


def run(command: str, folder: Path) -> str:
    """What a command prints on both streams, as the shell runs it."""
    environment = {**os.environ, "COLUMNS": "100", "PYTHONPATH": str(ROOT)}
    environment.pop("DATELINE_DB", None)
    shell = command.replace("dateline ", f"{sys.executable} -m dateline ", 1)
    done = subprocess.run(shell, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, encoding="utf-8")  # fmt: skip
    text = done.stdout.replace(f"{folder}/", "")
    for pattern, value in _VOLATILE:
        text = re.sub(pattern, value, text)
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def asked(command: str, folder: Path) -> Any:
    """The JSON that a command prints."""
    return json.loads(run(command, folder))


def shelling(folder: Path) -> str:
    """The event that most reports tell."""
    events = asked("dateline stories --events --type ASSAULT --country KHM --json", folder)
    return str(max(events, key=lambda e: (len(e["members"]), e["id"]))["id"])


def report(words: str) -> Callable[[Path], str]:
    """The report whose title has these words."""

    def found(folder: Path) -> str:
        listed = asked(f"dateline show {story(folder)} --json", folder)["reports"]
        return str(next(r["id"] for r in listed if words in (r["title"] or "")))

    return found


def story(folder: Path) -> str:
    """The story of that event."""
    return str(asked(f"dateline show {shelling(folder)} --json", folder)["stories"][0])


def reprint(folder: Path) -> str:
    """The family of the reprint."""
    return str(asked(f"dateline show {report('accuses')(folder)} --json", folder)["family"]["id"])


def talks(folder: Path) -> str:
    """The last of the reports."""
    return f"r{asked('dateline status --json', folder)['reports']}"


NAMES: dict[str, Callable[[Path], str]] = {
    "m:shelling": shelling, "t:shelling": story, "f:reprint": reprint, "r:talks": talks, "r:toll": report("Death toll"),
}  # fmt: skip


def page(text: str) -> str:
    """The page with the outputs of now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("reports", "later"):
            shutil.copytree(ROOT / "tests/cases" / part, folder / part)
        known: dict[str, str] = {}
        return _BLOCK.sub(lambda m: m[1] + _answered(m[2], folder, known) + m[3], text)


def _answered(block: str, folder: Path, known: dict[str, str]) -> str:
    out = ""
    for line in block.splitlines():
        for name in _NAME.findall(line):
            if name not in known:
                known[name] = NAMES[name](folder)
        command = _NAME.sub(lambda m: known[m[0]], line.removeprefix("$ "))
        output = run(command, folder)
        out += f"$ {command}\n" + (f"{output}\n" if output else "")
    return out


def main(arguments: list[str]) -> int:
    """Exit code 1 where ``--check`` finds the page stale."""
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    after = page(SOURCE.read_text("utf-8"))
    if "--check" in arguments:
        print("docs/tutorial.md is " + ("true" if before == after else "stale: run python tools/tutorial.py"))
        return int(before != after)
    PAGE.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
