"""Reference pages of the documentation, made from code and data while the site is built, so that none can be out of date.

MkDocs calls :func:`on_files` and :func:`on_page_markdown`; each function of :data:`PAGES` gives one page as Markdown.
"""

from __future__ import annotations

import json
import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from localize.data import package_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

__all__ = ["PAGES", "on_files", "on_page_markdown"]

_ABOUT_LIMITS = """Each limit names its source and the source's grade. Where a limit is an integrator's word and not the
marketplace's, the grade says so."""
_ABOUT_SETTINGS = """Found upwards from the working folder. Paths are relative to it; an unknown key is an error that
names the one that was probably meant. `localize init` writes one with comments; `localize init --schema` puts the schema
beside it, by which editors complete and explain every key."""
_ABOUT_SIZES = """A converted label keeps the original beside it where its column is contested or unverified. Your own tables
come before these: `[sizes] tables = ["sizes.csv"]`."""
PUBLIC = ("localize", "localize.testing", "localize.protocols")
"""Modules whose names are promised."""
_QUOTED = re.compile(r"(: |-> )'([^']*)'")
"""Annotations, which are texts until somebody asks."""
_NAMED_FENCE = re.compile(r"^```(\w+) (\S+)$", re.MULTILINE)
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)]+)\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    from mkdocs.structure.files import File

    for name, page in PAGES.items():
        files.append(File.generated(config, f"reference/{name}.md", content=page()))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """A link to a file of the repository that is no page becomes that file's name; so does the name behind a fence."""
    return _NAMED_FENCE.sub(r"`\2`:\n\n```\1", _OUTSIDE.sub(r"\1 (`\2`)", markdown))


def commands_page() -> str:
    """Every command as its own help shows it."""
    from localize.cli.main import cli

    def described(command: click.Command, context: click.Context, depth: int) -> Iterator[str]:
        yield f"{'#' * depth} {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group) and depth < 3:
            for name in command.list_commands(context):
                if (inner := command.get_command(context, name)) and not inner.hidden:
                    below = click.Context(inner, info_name=name, parent=context, terminal_width=100)
                    yield from described(inner, below, 3 if context.parent else 2)

    top = click.Context(cli, info_name="localize", terminal_width=100)
    return "# Commands\n\nThe same as `--help` of each.\n\n" + "\n".join(described(cli, top, 2))


def settings_page() -> str:
    """Every key of ``localize.toml`` from its schema."""
    from localize.settings import settings_schema

    schema = settings_schema()
    rows = [
        (f"`{path}`", _kind(node, schema), node.get("description", ""), _example(path, node))
        for path, node in _keys(schema, schema, "")
    ]
    return f"# localize.toml\n\n{_ABOUT_SETTINGS}\n\n" + _table(("key", "value", "meaning", "example"), rows)


def markets_page() -> str:
    """The customs of every market."""
    from localize.market import load_market, market_tags

    rows = []
    sources = []
    for market in map(load_market, market_tags()):
        tax = "" if market.standard_tax is None else f"{market.standard_tax}%"
        shown = "in the price" if market.prices_include_tax else "added later"
        systems = ", ".join(f"{key} {value}" for key, value in market.size_systems.items())
        rows.append(
            (f"`{market.locale}`", market.data["name"], market.currency, market.measures, f"{tax} {shown}", systems)
        )
        doubts = ", ".join(
            f"`{key}`" for key in (*market.data.get("unverified", ()), *market.data.get("contested", ()))
        )
        found = "; ".join(market.data["sources"])
        sources.append((f"`{market.locale}`", market.data["checked"], found, doubts or "none"))
    heads = ("market", "country", "currency", "measures", "standard tax", "size systems")
    return (
        '# Markets\n\n`localize markets TAG` shows all of one. `[markets."TAG"]` in `localize.toml` says it otherwise.\n\n'
        + _table(heads, rows)
        + "\n## Where it is from\n\n"
        + _table(("market", "checked", "sources", "defaults, not facts"), sources)
    )


def marketplaces_page() -> str:
    """Every marketplace: the files that are known, and each limit with its source."""
    from localize.layouts import layout_specs

    parts = [f"# Marketplaces\n\n{_ABOUT_LIMITS}\n"]
    for folder in sorted(package_folder("marketplaces").iterdir()):
        schema = folder / "schema.json"
        if not schema.is_file():
            continue
        data = json.loads(schema.read_text(encoding="utf-8"))
        parts.append(f"## {folder.name}\n")
        specs = [
            (spec.title, f"`{spec.name}`", spec.source) for spec in layout_specs() if spec.marketplace == folder.name
        ]
        if specs:
            parts.append(_table(("file", "layout", "source"), specs))
        limits = sorted({row for path, node in _limits(data, "") for row in [_limit(path, node)]})
        if limits:
            parts.append(_table(("field", "limit", "finding", "markets", "grade", "source", "checked"), limits))
    return "\n".join(parts)


def sizes_page() -> str:
    """Every size table: its systems, how sure each is, its sources."""
    from localize.data import data_folder, read_toml

    parts = [f"# Sizes\n\n{_ABOUT_SIZES}\n"]
    for path in sorted(data_folder("size_tables").glob("*.toml")):
        data = read_toml(path)
        parts.append(f"## {data['title']}\n\n{data.get('note', '')}\n")
        systems = data.get("columns", {}).items()
        default = data.get("status", "verified")
        rows = [
            (f"`{name}`", ", ".join(column.get("also", ())), column.get("status", default), column.get("note", ""))
            for name, column in systems
        ]
        if rows:
            parts.append(_table(("system", "also", "status", "note"), rows))
        sources = "".join(f"- {_plain(source)}\n" for source in data.get("sources", ()))
        parts.append(f"Sources, checked {data.get('checked', '')}:\n\n{sources}")
    return "\n".join(parts)


def python_page() -> str:
    """Every public name with its signature and what it says of itself."""
    import inspect

    parts = ["# Python\n\nTyped (`py.typed`). Examples: [Developers](../developers.md).\n"]
    for module in PUBLIC:
        home = import_module(module)
        parts.append(f"## {module}\n")
        for name in sorted(home.__all__):
            found = getattr(home, name)
            if isinstance(found, str):
                continue
            parts.append(f"### {name}\n\n```text\n{_signature(name, found)}\n\n{inspect.getdoc(found)}\n```\n")
            for member, value in vars(found).items() if isinstance(found, type) else ():
                plain = value.__func__ if isinstance(value, classmethod) else value
                if (member == "__init__" or not member.startswith("_")) and inspect.isfunction(plain) and plain.__doc__:
                    parts.append(f"```text\n{_signature(f'{name}.{member}', plain)}\n\n{inspect.getdoc(plain)}\n```\n")
    return "\n".join(parts)


def _signature(name: str, found: Any) -> str:
    import inspect

    try:
        return _QUOTED.sub(r"\1\2", f"{name}{inspect.signature(found)}")
    except ValueError:  # an exception of Python's own making
        return name


PAGES = {
    "python": python_page,
    "commands": commands_page,
    "settings": settings_page,
    "markets": markets_page,
    "marketplaces": marketplaces_page,
    "sizes": sizes_page,
}


def _keys(node: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Keys that hold values, by their dotted path; ``*`` stands for a name that the person chooses."""
    for name, raw in node.get("properties", {}).items():
        yield from _key(raw, schema, f"{path}.{name}" if path else name)
    if isinstance(raw := node.get("additionalProperties"), dict):
        yield from _key(raw, schema, f"{path}.*")


def _key(raw: Mapping[str, Any], schema: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    node = _followed(raw, schema)
    items = _followed(node.get("items", {}), schema) if isinstance(node.get("items"), dict) else {}
    if items.get("properties"):
        yield f"[[{path}]]", node
        yield from _keys(items, schema, path)
    elif node.get("properties") or isinstance(node.get("additionalProperties"), dict):
        if node.get("description"):
            yield f"[{path}]", node
        yield from _keys(node, schema, path)
    else:
        yield path, node


def _example(path: str, node: Mapping[str, Any]) -> str:
    """A key with a value, as ``localize.toml`` has it."""
    if not node.get("examples"):
        return ""
    name = path.rpartition(".")[2].strip("[]")
    return f"`{'NAME' if name == '*' else name} = {_toml(node['examples'][0])}`"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value, ensure_ascii=value == "\u202f")


def _followed(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """A node, or the definition that it refers to, with what it says itself laid over."""
    if not str(node.get("$ref", "")).startswith("#/"):
        return node
    found: Any = schema
    for part in node["$ref"][2:].split("/"):
        found = found[part]
    return {**found, **{key: value for key, value in node.items() if key != "$ref"}}


def _kind(node: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    if "enum" in node:
        return ", ".join(f"`{json.dumps(value)}`" for value in node["enum"])
    if isinstance(node.get("items"), dict) and not node["items"].get("properties"):
        return f"list of {_kind(_followed(node['items'], schema), schema) or 'values'}"
    names = {"array": "tables, any number", "object": "table", "string": "text", "boolean": "true or false"}
    kind = node.get("type", "")
    for part in node.get("oneOf", node.get("anyOf", ())) if not kind else ():
        kind = f"{kind} or {_kind(_followed(part, schema), schema)}" if kind else _kind(_followed(part, schema), schema)
    return names.get(kind, kind) if isinstance(kind, str) else " or ".join(names.get(k, k) for k in kind)


def _limits(node: Any, path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every node that can be broken, with the path of the field that it is for."""
    if isinstance(node, list):
        for item in node:
            yield from _limits(item, path)
    elif isinstance(node, dict):
        if "x-code" in node:
            yield path, node
        for key, value in node.items():
            if key in {"properties", "patternProperties"}:
                for name, inner in value.items():
                    yield from _limits(inner, f"{path}/{name}".strip("/"))
            elif not key.startswith("x-"):
                yield from _limits(value, path)


def _limit(path: str, node: Mapping[str, Any]) -> tuple[str, ...]:
    rules = {
        key: value
        for key, value in node.items()
        if not key.startswith(("x-", "$")) and key not in {"description", "title"}
    }
    number = next((value for value in rules.values() if isinstance(value, int) and not isinstance(value, bool)), None)
    message = str(node.get("x-message", "")).replace("{limit}", "…" if number is None else str(number))
    said = re.sub(r"\{\w+\}", "…", message) or ", ".join(rules)
    where = ", ".join(node.get("x-markets", ())) or (
        ", ".join(f"not {m}" for m in node.get("x-not-markets", ())) or "all"
    )
    source = str(node.get("x-source", ""))
    return (
        f"`{path or 'listing'}`",
        said,
        f"`{node['x-code']}`",
        where,
        node.get("x-grade", ""),
        source,
        node.get("x-checked", ""),
    )


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    heads = tuple(heads)
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join("| " + " | ".join(_plain(cell) for cell in line) + " |" for line in lines) + "\n"


def _plain(cell: Any) -> str:
    """A cell that is no markup of its own: bars, brackets and line ends would end or link it; code stays code."""
    text = " ".join(str(cell).split()).replace("|", r"\|")
    return text if "`" in text else re.sub(r"([\[\]<*_])", r"\\\1", text)
