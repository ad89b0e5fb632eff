"""The import direction of DESIGN: every package imports only from those to its left."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "dateline"
LAYERS = [
    {"version", "errors"},
    {"records"},
    {"articles"},
    {"language"},
    {"dates", "places", "actors"},
    {"events", "statements"},
    {"relations"},
    {"attribution"},
    {"coding"},
    {"stories"},
    {"runner"},
    {"store"},
    {"corpus"},
    {"analysis"},
    {"export", "health"},
    {"cli"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}
FILES = sorted(p for p in ROOT.rglob("*.py") if p not in (ROOT / "__init__.py", ROOT / "__main__.py"))
# Engines and side effects have fixed homes.
HOMES = {"spacy": "language", "thinc": "language", "trafilatura": "articles", "urllib3": "articles",
         "lxml": "articles", "fastwarc": "articles", "publicsuffixlist": "articles",
         "socket": "articles", "rich": "cli", "click": "cli", "sqlalchemy": "store", "sqlite3": "store"}  # fmt: skip


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found += [node.module or ""]
            if node.module == "dateline":
                found += [f"dateline.{alias.name}" for alias in node.names]
    return found


def package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_left(path: Path) -> None:
    own = package(path)
    assert own in RANK, f"{own} has no layer: add it to LAYERS where it belongs"
    for module in imports(path):
        parts = module.split(".")
        if parts[0] == "dateline" and len(parts) > 1 and parts[1] != own:
            assert RANK[parts[1]] < RANK[own], f"{path.name} imports {module}, which is not to its left"


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_engines_and_side_effects_stay_at_home(path: Path) -> None:
    for module in imports(path):
        home = HOMES.get(module.split(".")[0])
        assert home in (None, package(path)), f"{path.name} imports {module}, which belongs in {home}"


def test_data_holds_no_code() -> None:
    assert not list((ROOT / "data").rglob("*.py"))
