"""The house: arrows between packages point one way, facts are data, nothing heavy is imported early."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "localize"
NOUNS = {
    "acceptances",
    "listing",
    "choices",
    "context",
    "protocols",
    "errors",
    "data",
    "decisions",
    "market",
    "settings",
    "toml_lines",
    "values",
    "findings",
    "garbage",
    "goods",
    "limits",
    "locks",
    "plug_ins",
    "price_settings",
    "problem",
    "problem_codes",
    "remembered",
    "spilled",
    "_version",
}
STAGES = {
    "text",
    "terms",
    "units",
    "sizes",
    "money",
    "translation",
    "typography",
    "rules",
    "validation",
    "pins",
    "formats",
    "layouts",
}
# Who may import whom, besides itself and the nouns. Stages know the nouns and text, and not each other.
ALLOWED = {
    "text": set(),
    "formats": set(),
    "layouts": set(),
    "terms": {"text"},
    "units": {"text"},
    "sizes": {"text"},
    "money": {"text"},
    "translation": {"text"},
    "typography": {"text"},
    "rules": {"text"},
    "validation": {"text"},
    "pins": set(),
    "report": set(),
    "localizer": STAGES,
    "tasks": STAGES | {"localizer", "report"},
    "api": STAGES | {"localizer", "tasks", "report"},
    "cli": STAGES | {"localizer", "tasks", "api", "report", "scale"},
    "scale": STAGES | {"localizer", "tasks"},
    "testing": {"layouts", "tasks"},
    "__init__": {"api", "tasks"},
    "__main__": {"cli"},
}


def modules() -> list[Path]:
    """Every module of ours."""
    return sorted(ROOT.rglob("*.py"))


def home(path: Path) -> str:
    """The package, or the module at the top, that a file belongs to."""
    part = path.relative_to(ROOT).parts[0]
    return part.removesuffix(".py")


def imported(path: Path) -> set[str]:
    """Our packages that a module imports, at its top or inside a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("localize.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_arrows_point_one_way(path: Path) -> None:
    """Nouns ◄ stages ◄ localizer ◄ tasks ◄ cli."""
    own = home(path)
    allowed = NOUNS | {own} | (set() if own in NOUNS else ALLOWED[own])
    assert imported(path) <= allowed, f"{path.name} imports {sorted(imported(path) - allowed)}"


def test_nouns_of_listing_import_nothing_of_ours() -> None:
    """Listings are the ground that all else stands on; of how values are made they know."""
    assert imported(ROOT / "listing.py") == {"values"}


def test_help_imports_nothing_heavy() -> None:
    """``localize --help`` answers at once."""
    heavy = [
        "babel",
        "pint",
        "openpyxl",
        "jsonschema",
        "ctranslate2",
        "lingua",
        "argostranslate",
        "jinja2",
        "re2",
        "sentencex",
    ]
    code = (
        "import sys; from localize.cli.main import main; code = main(['--help']);"
        f"print([m for m in {heavy!r} if m in sys.modules], file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_importing_the_package_imports_none_of_it() -> None:
    """``import localize`` costs nothing."""
    code = "import sys, localize; print(sorted(m for m in sys.modules if m.startswith('localize')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['localize', 'localize._version', 'localize.errors']"
