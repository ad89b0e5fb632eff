"""``dateline schema``."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> int:
    """Print the JSON Schema of what ``dateline read --json`` prints."""
    import json

    from dateline.records import CodedArticle

    click.echo(json.dumps(CodedArticle.model_json_schema(mode="serialization"), indent=2))
    return 0
