"""Whether the installed language model is byte for byte the one that Dateline was measured with."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from dateline.errors import MissingModelError
from dateline.language.engine import DEFAULT_MODEL

SUMS = Path(__file__).parent.parent / "data" / "model.sha256"


def folder(model: str = DEFAULT_MODEL) -> Path:
    """Folder of an installed model package. Raises `MissingModelError`."""
    spec = importlib.util.find_spec(model)
    if spec is None or spec.origin is None:
        raise MissingModelError(f"language model {model!r} is not installed: pip install {model}")
    return Path(spec.origin).parent


def sums(root: Path) -> dict[str, str]:
    """Relative path → SHA-256 of every file of a model, Python's caches left out."""
    files = sorted(p for p in root.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def verify() -> list[str]:
    """Files of the default model that are missing, added or altered; empty when all is as pinned."""
    pinned = dict(line.split(maxsplit=1)[::-1] for line in SUMS.read_text("utf-8").splitlines() if line)
    found = sums(folder())
    return sorted(name for name in pinned.keys() | found.keys() if pinned.get(name) != found.get(name))
