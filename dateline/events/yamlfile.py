"""Reading the codebook's YAML: fast on the way in, and able to name a line when something is wrong.

The first document of a file is split off as text, so what stands after ``---`` costs nothing at run time.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import DataError

_BOUNDARY = re.compile(r"^---[ \t]*$", re.MULTILINE)


_STRING = "tag:yaml.org,2002:str"
_VALUES = frozenset(("true", "false", "null", "True", "False", "Null", "TRUE", "FALSE", "NULL"))


class _Loader(yaml.CSafeLoader):
    """YAML in which whatever begins with a letter is a word, "on", "off", "yes" and "no" too; and quick about it."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node; plain words need no pattern matching."""
        if kind is yaml.ScalarNode and implicit[0] and value[:1].isalpha() and value not in _VALUES:
            return _STRING
        return super().resolve(kind, value, implicit)  # type: ignore[no-untyped-call]

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """The value of a node; words need no constructor."""
        return node.value if node.tag == _STRING else super().construct_object(node, deep)


def documents(path: Path) -> list[str]:
    """The texts of the YAML documents of a file; a ``---`` on the first line opens the first one.

    Raises `DataError` where the file is no UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}:{1 + path.read_bytes()[: error.start].count(10)}", "not UTF-8") from error
    parts = _BOUNDARY.split(text)
    if len(parts) > 1 and not re.sub(r"#.*", "", parts[0]).strip():
        parts = ["\n" * parts[0].count("\n") + parts[1], *parts[2:]]
    return parts


def first(path: Path) -> dict[str, Any]:
    """The first document as a mapping. Raises `DataError`."""
    return _load(path, documents(path)[0], 0)


def second(path: Path) -> dict[str, Any]:
    """The second document as a mapping, empty where there is none. Raises `DataError`."""
    parts = documents(path)
    return _load(path, parts[1], parts[0].count("\n")) if len(parts) > 1 else {}


def _load(path: Path, text: str, offset: int) -> dict[str, Any]:
    try:
        data = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 + offset if error.problem_mark else 1
        raise DataError(f"{path.name}:{row}", f"not YAML: {error.problem}") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise DataError(f"{path.name}:{1 + offset}", f"not YAML: {error}") from error
    if not isinstance(data, dict):
        raise DataError(f"{path.name}:{1 + offset}", "a mapping is expected")
    return data


def line(path: Path, where: tuple[str | int, ...], document: int = 0) -> int:
    """Line, from 1, of the entry of a document reached by keys and indices; of its nearest parent if none."""
    parts = documents(path)
    node = yaml.compose(parts[document], Loader=_Loader)
    above = sum(p.count("\n") for p in parts[:document])
    row = 1
    for step in where:
        node, row = _child(node, step, row)
    return row + above


def _child(node: Any, step: str | int, row: int) -> tuple[Any, int]:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return child, child.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == step:
                return value, key.start_mark.line + 1
    return None, row
