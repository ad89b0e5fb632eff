"""A throw-away PostgreSQL server for tests.

An installed server is used; where there is none and the tests run as root with apt, Debian's is installed first.
``DATELINE_TEST_POSTGRES`` may hold the address of a server whose user can create databases, or the word ``skip``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

VARIABLE = "DATELINE_TEST_POSTGRES"
DEBIAN = Path("/usr/lib/postgresql")


class Unavailable(Exception):
    """There is no server, and why."""


@contextmanager
def running() -> Iterator[str]:
    """The address of a running server. Raises `Unavailable`."""
    named = os.environ.get(VARIABLE, "")
    if "://" in named:
        yield named
        return
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise Unavailable("PostgreSQL is not tested: the driver psycopg is not installed") from None
    if named == "skip":
        raise Unavailable(f"PostgreSQL is not tested: {VARIABLE}=skip")
    with _started(_binaries()) as address:
        yield address


def _binaries() -> Path:
    if (found := _find()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt()
        found = _find()
    if found is None:
        raise Unavailable(
            "PostgreSQL is not tested: no server is installed, and none can be without root and apt; "
            f"{VARIABLE}=postgresql://… names another"
        )
    return found


def _find() -> Path | None:
    if (own := shutil.which("pg_ctl")) and shutil.which("initdb"):
        return Path(own).resolve().parent
    versions = sorted(DEBIAN.glob("*/bin/pg_ctl"), key=lambda p: int(p.parts[-3]))
    return versions[-1].parent if versions else None


def _apt() -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", "postgresql"]):
        subprocess.run(["apt-get", "-q", *step], env=quiet, capture_output=True, timeout=600, check=False)


@contextmanager
def _started(binaries: Path) -> Iterator[str]:
    home = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp"))  # short: socket paths hold 107 bytes
    data, log = home / "data", home / "log"
    user = _prepare(home)
    try:
        _run(
            user,
            binaries / "initdb",
            "-D",
            data,
            "-U",
            "tester",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"-k {home} -c listen_addresses='' -c fsync=off"
        _run(user, binaries / "pg_ctl", "-D", data, "-l", log, "-w", "-o", options, "start")
        yield f"postgresql://tester@/postgres?host={home}"
    finally:
        if (data / "postmaster.pid").exists():
            _run(user, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _prepare(home: Path) -> list[str]:
    """The words before a command that make it run as somebody else than root, as PostgreSQL wants it to."""
    if os.geteuid() != 0:
        return []
    shutil.chown(home, "postgres", "postgres")
    home.chmod(0o755)
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]


def _run(user: list[str], *command: str | Path) -> None:
    done = subprocess.run([*user, *map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=60,
                          cwd="/tmp", check=False)  # fmt: skip
    if done.returncode:
        raise Unavailable(f"PostgreSQL is not tested: {Path(command[0]).name} failed: {done.stderr.decode()[-300:]}")


@contextmanager
def database(address: str) -> Iterator[str]:
    """An empty database of a server, dropped at the end."""
    import psycopg

    name = f"dateline_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        before, mark, after = address.partition("?")
        try:
            yield before.rsplit("/", 1)[0] + f"/{name}" + mark + after
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def empty(address: str) -> None:
    """Makes a corpus as it was when it was new."""
    import psycopg

    from dateline.store import schema

    kept = ("corpus", "migrations", "counters")
    tables = [t.name for t in reversed(schema.metadata.sorted_tables) if t.name not in kept]
    with psycopg.connect(address) as connection:
        connection.execute("; ".join(f"DELETE FROM {table}" for table in tables) + "; UPDATE counters SET last = 0")
