"""Which corpus is meant: ``--db``, the environment, ``dateline.toml``, else ``news.dateline`` in this folder."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from dateline.errors import InputError

VARIABLE = "DATELINE_DB"
SETTINGS = "dateline.toml"
DEFAULT = "news.dateline"


def locate(given: str | None = None, folder: Path | None = None, environ: Mapping[str, str] | None = None) -> str:
    """The path or address of the corpus: `given`, else ``DATELINE_DB``, else ``[corpus] db`` of the ``dateline.toml``
    in `folder` (the current one) or a folder above it, else ``news.dateline`` in `folder`.

    A path in ``dateline.toml`` is relative to that file. Raises `InputError` for a file that is no such settings file.
    """
    folder = folder or Path.cwd()
    environ = os.environ if environ is None else environ
    if given or (given := environ.get(VARIABLE)):
        return given
    for parent in (folder, *folder.parents):
        if (file := parent / SETTINGS).is_file() and (found := _stated(file)):
            return found if "://" in found else str(parent / Path(found).expanduser())
    return str(folder / DEFAULT)


def _stated(file: Path) -> str | None:
    try:
        settings = tomllib.loads(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise InputError(f"{file}: not a text in UTF-8") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{file}: {error}") from None
    if "corpus" not in settings:
        return None
    section = settings["corpus"]
    if not isinstance(section, dict) or not isinstance(section.get("db"), str):
        raise InputError(f'{file}: [corpus] needs db, a path or an address in quotes, such as db = "{DEFAULT}"')
    return section["db"] or None
