"""The command line: parses arguments, hands over, prints. One module a command, imported when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Any

import click

from dateline.errors import DatelineError, MissingModelError
from dateline.version import __version__

OK, SOME_FAILED, USAGE, BAD_INPUT, MISSING, INTERRUPTED = 0, 1, 2, 3, 4, 130

_COMMANDS = {
    "read": "Code reports: who did what to whom, where, when, and who says so.",
    "add": "Read, code and store reports in a corpus that lasts; follow feeds.",
    "status": "Say what is in the corpus, what was left out and why, what was run.",
    "stories": "List stories or merged events, the latest first.",
    "show": "Show a report, event, merged event, story or family with all its words.",
    "recode": "Code stored reports again and say what changed.",
    "merge": "Make two events one, by hand; can be undone.",
    "split": "Take a report out of a merged event, by hand; can be undone.",
    "backup": "Copy the corpus while it is in use.",
    "check": "Check the corpus: file, references, spans against texts.",
    "resolve": "Say who an actor phrase denotes: country, sector, role, and why.",
    "codebook": "Show the event ontology, or check a codebook file.",
    "schema": "Print the JSON Schema of a coded article.",
    "doctor": "Check the installation: versions, model, gazetteer, no network.",
}


class _Lazy(click.Group):
    """Lists commands without importing them, so that --help answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"dateline.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """A command whose reader has left (`| head`) ends at once and in peace; click would make it an error."""
        try:
            code = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what Python flushes at its end
            return OK
        return code

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
def app() -> None:
    """Dateline reads news reports and gives back the system of actors they describe.

    Exit codes: 0 ok, 1 finished, but documents failed or all were skipped, 2 usage, 3 nothing could be read or no
    corpus opened, 4 missing model or data, 130 interrupted.
    """


def main() -> None:
    """Entry point: runs a command and turns errors into one line and an exit code."""
    try:
        code = app.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("dateline: interrupted", err=True)
        code = INTERRUPTED
    except click.ClickException as error:
        error.show()
        code = USAGE
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        code = MISSING if isinstance(error, MissingModelError) else BAD_INPUT
    sys.exit(code or OK)
