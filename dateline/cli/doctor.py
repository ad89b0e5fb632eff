"""``dateline doctor``."""

from __future__ import annotations

import click

from dateline.cli import MISSING, OK


@click.command("doctor")
def command() -> int:
    """Check versions, the language model's files, the gazetteer, the codebook, and that coding needs no network."""
    from dateline.health import checks

    results = checks()
    for check in results:
        mark = click.style("✗", fg="red") if check.problem else click.style("✓", fg="green")
        click.echo(f"{mark} {check.name:<15} {check.problem or check.found}")
    return MISSING if any(check.problem for check in results) else OK
