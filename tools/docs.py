"""Writes the generated parts of the docs: ``python tools/docs.py``; with ``--check`` it only says what is stale.

Generated are docs/reference/{cli,schema,codebook}.md, and in README.md what stands between ``<!-- generated:NAME -->``
and ``<!-- end -->``; the picture of the terminal view is docs/terminal.svg.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import click
from click.testing import CliRunner

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SAMPLE = ROOT / "tests/cases/reports/border-shelling.txt"
PUBLISHED = "2025-11-07"


def cli() -> str:
    """Every command with its help text."""
    from dateline.cli import _COMMANDS, app

    out = ["# Command line", "", "Generated from `--help`.", ""]
    for name in ("", *_COMMANDS):
        text = CliRunner().invoke(app, [*name.split(), "--help"], prog_name="dateline", terminal_width=100).output
        out += [f"## dateline {name}".strip(), "", "```", text.rstrip(), "```", ""]
    return "\n".join(out)


def schema() -> str:
    """Every record with its fields."""
    from dateline.records import CodedArticle

    root = CodedArticle.model_json_schema(mode="serialization")
    out = [
        "# The coded article",
        "",
        "Generated from `dateline/records.py`; `dateline schema` prints the JSON Schema.",
        "",
    ]
    for name, model in {"CodedArticle": root, **root["$defs"]}.items():
        if "properties" not in model:
            continue
        out += [f"## {name}", "", model.get("description", "").strip(), "", "| field | type | |", "|---|---|---|"]
        for field, spec in model["properties"].items():
            out.append(f"| `{field}` | {_type(spec)} | {spec.get('description', '')} |")
        out.append("")
    return "\n".join(out)


def _type(spec: dict) -> str:  # type: ignore[type-arg]
    if "$ref" in spec:
        return f"[{(name := spec['$ref'].rpartition('/')[2])}](#{name.lower()})"
    if "anyOf" in spec:
        return " or ".join(_type(s) for s in spec["anyOf"])
    if "enum" in spec or "const" in spec:
        return ", ".join(f"`{v}`" for v in spec.get("enum", [spec.get("const")]))
    if spec.get("type") == "array":
        return f"list of {_type(spec['items'])}"
    return str(spec.get("type", "any"))


def codebook() -> str:
    """Every event type with definition, edges, modes and examples."""
    from dateline.events import codebook as book

    loaded = book.load()
    out = ["# Codebook", "", "Generated from `dateline/data/codebook`. Types, modes and scores are PLOVER's.", ""]
    for t in loaded.types.values():
        good, bad = book.examples(t.path)
        out += [
            f"## {t.name}",
            "",
            f"{t.quad.replace('_', ' ')}, intensity {t.intensity:+g}. {t.definition.strip()}",
            "",
        ]
        out += [f"- not {e.type}? {e.rule.strip()}" for e in t.edges]
        if t.modes:
            out += ["", "| mode | intensity | |", "|---|---|---|"]
            out += [f"| {m.name} | {m.intensity:+g} | {m.definition.strip()} |" for m in t.modes.values()]
        out += ["", "Examples:", "", *(f"- {e['text']}" for e in good[:6]), "", "Not this type:", ""]
        out += [*(f"- {e['text']} ({e.get('why', '')})" for e in bad[:4]), ""]
    return "\n".join(out)


def terminal() -> str:
    """What ``dateline read`` prints of the sample report, without colours."""
    from dateline.cli.view import View

    out = io.StringIO()
    View(out, width=100).show(_sample(), text=False)
    return "```\n" + "\n".join(line.rstrip() for line in out.getvalue().strip("\n").splitlines()) + "\n```"


def picture() -> str:
    """The same with colours and the marked text, as SVG."""
    from rich.console import Console, Group

    from dateline.cli.view import _Page

    console = Console(record=True, width=104, file=io.StringIO(), highlight=False)
    console.print(Group(*_Page(_sample(), False).parts(True)))
    svg = console.export_svg(title="dateline read report.txt", unique_id="dateline")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # no fonts from the web


def event() -> str:
    """The first event of the sample as JSON."""
    return "```json\n" + json.dumps(_sample().events[0].model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n```"


_CODED: list = []  # type: ignore[type-arg]


def _sample():  # type: ignore[no-untyped-def]
    if not _CODED:
        import dateline

        text = SAMPLE.read_text("utf-8")
        _CODED.append(dateline.Coder().read(text, id=SAMPLE.name, published=PUBLISHED, outlet="Example Post"))
    return _CODED[0]


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/cli.md": cli,
    "docs/reference/schema.md": schema,
    "docs/reference/codebook.md": codebook,
    "docs/terminal.svg": picture,
}
BLOCKS: dict[str, Callable[[], str]] = {"terminal": terminal, "event": event}


def pages() -> dict[Path, str]:
    """Path → what it should hold."""
    out = {ROOT / name: make().rstrip() + "\n" for name, make in PAGES.items()}
    readme = README.read_text("utf-8")
    for name, make in BLOCKS.items():
        pattern = re.compile(rf"(<!-- generated:{name} -->\n).*?(\n<!-- end -->)", re.DOTALL)
        if found := pattern.search(readme):
            readme = readme[: found.end(1)] + make() + readme[found.start(2) :]
    return out | {README: readme}


def main(arguments: list[str]) -> int:
    """Exit code 1 where ``--check`` finds a stale page."""
    stale = {p: text for p, text in pages().items() if not p.exists() or p.read_text("utf-8") != text}
    for path, text in stale.items():
        click.echo(f"{path.relative_to(ROOT)} {'is stale: run make docs' if '--check' in arguments else 'written'}")
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
