"""What the database says when it cannot go on → a `StoreError` that tells the user what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from dateline.errors import StoreError

_LOCKED = "another process is writing to it; wait until it has finished, or end it"
_READONLY = "it cannot be written: the file or its folder is read-only"
_FULL = "the disk is full; nothing of the unfinished document was kept. Make room and run the same command again"
_CANNOT_OPEN = "it cannot be opened: no such folder, or no right to read it"
_NOT_A_CORPUS = "not a corpus: this file is something else, or damaged at its start"
_DAMAGED = "the file is damaged; `dateline check` says where. Restore a backup"

_SQLITE = {
    "SQLITE_BUSY": _LOCKED, "SQLITE_LOCKED": _LOCKED, "SQLITE_READONLY": _READONLY, "SQLITE_PERM": _READONLY,
    "SQLITE_FULL": _FULL, "SQLITE_CANTOPEN": _CANNOT_OPEN, "SQLITE_NOTADB": _NOT_A_CORPUS, "SQLITE_CORRUPT": _DAMAGED,
    "SQLITE_IOERR": "the disk gives errors on reading or writing it",
}  # fmt: skip
_POSTGRES = {
    "53100": _FULL, "25006": _READONLY, "42501": "the database user has no right to do this",
    "55P03": _LOCKED, "57014": _LOCKED, "40P01": _LOCKED, "3D000": "the server has no such database",
    "28P01": "user or password is wrong", "28000": "the server does not let this user in",
}  # fmt: skip


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turns errors of the database into `StoreError`; `where` names the corpus without its password.

    Ctrl-C in the midst of a statement breaks the connection, and taking the transaction back then fails: it is Ctrl-C.
    """
    try:
        yield
    except SQLAlchemyError as error:
        if _interrupted(error):
            raise KeyboardInterrupt from error
        raise _told(where, error) from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{where}: no text: it holds half a character (a lone surrogate)") from error


def _told(where: str, error: SQLAlchemyError) -> StoreError:
    return StoreError(f"{where}: {_reason(error) if isinstance(error, DBAPIError) else error}")


def _interrupted(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__context__
    return False


def code(error: DBAPIError) -> str:
    """SQLite's error name or PostgreSQL's SQLSTATE, empty when there is none."""
    return str(getattr(error.orig, "sqlite_errorname", None) or getattr(error.orig, "sqlstate", None) or "")


def _reason(error: DBAPIError) -> str:
    name = code(error)
    if name in _POSTGRES:
        return _POSTGRES[name]
    for prefix, reason in _SQLITE.items():
        if name.startswith(prefix):
            return reason
    return " ".join(str(error.orig).split()) or type(error.orig).__name__
