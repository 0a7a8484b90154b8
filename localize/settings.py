"""``localize.toml``: found upwards from the working folder, checked against its schema, read into :class:`Settings`.

The schema ships as ``localize/localize.schema.json``; an unknown key is an error with a suggestion. Paths in the file
are relative to it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from localize.acceptances import Acceptance, acceptance_of
from localize.data import package_folder, read_toml
from localize.decisions import Decision, decision_of
from localize.errors import ConfigError, did_you_mean
from localize.limits import Limits, limits_of
from localize.market import Market, load_market
from localize.price_settings import PriceSettings, price_settings
from localize.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

__all__ = [
    "APPROVED_FOLDER",
    "PriceSettings",
    "Settings",
    "SizeSettings",
    "UnitSettings",
    "find_config",
    "load_settings",
    "settings_schema",
]

FILE_NAME = "localize.toml"
APPROVED_FOLDER = "approved"


@dataclass(frozen=True, slots=True)
class UnitSettings:
    """``[units]``: ``original`` keeps the source's quantity in brackets behind the converted one."""

    original: bool = False


@dataclass(frozen=True, slots=True)
class SizeSettings:
    """``[sizes]``: ``source`` system, and when the original label stays in brackets (``auto``, ``always``, ``never``)."""

    source: str = ""
    original: str = "auto"
    tables: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """A whole configuration with defaults filled in; ``source_file`` is where it came from, if anywhere.

    ``approved`` is the folder of approved translations, None where there is none. ``layouts`` are the seller's own, as the
    ``[[layout]]`` tables that they were written; ``values`` are files with the closed lists of fields.
    """

    source_file: Path | None = None
    source_locale: str = "en-US"
    source_currency: str = ""
    source_units: str = ""
    source_decimal: str = ""
    encoding: str = ""
    marketplace: str = ""
    markets: tuple[str, ...] = ()
    out: Path | None = None
    engine: str = "auto"
    fail_on: str = "error"
    cache: Path | None = None
    dictionaries: tuple[Path, ...] = ()
    shipped_dictionaries: bool = True
    approved: Path | None = None
    rules: tuple[Path, ...] = ()
    units: UnitSettings = field(default_factory=UnitSettings)
    sizes: SizeSettings = field(default_factory=SizeSettings)
    prices: PriceSettings = field(default_factory=PriceSettings)
    columns: Mapping[str, str] = field(default_factory=dict)
    market_overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    marketplace_overrides: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    layouts: tuple[Mapping[str, Any], ...] = ()
    values: tuple[Path, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def for_market(self, tag: str, marketplace: str = "") -> Settings:
        """These settings with ``[marketplaces.NAME]`` and over it ``[markets."TAG"]`` laid over them."""
        settings = self
        for override in (self.marketplace_overrides.get(marketplace), self.market_overrides.get(tag)):
            settings = _overlaid(settings, override) if override else settings
        return settings

    def market(self, name: str) -> Market:
        """A market's profile with what ``[markets."TAG"]`` says otherwise.

        Raises:
            UsageError: there is no such market.
        """
        market = load_market(name)
        return market.overridden(self.market_overrides.get(market.locale, {}))


def find_config(start: Path) -> Path | None:
    """The nearest ``localize.toml`` from ``start`` upwards, or None."""
    folder = start.resolve()
    return next((p for d in (folder, *folder.parents) if (p := d / FILE_NAME).is_file()), None)


def settings_schema() -> dict[str, Any]:
    """The JSON Schema of ``localize.toml``."""
    path = package_folder("localize.schema.json")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def load_settings(path: Path | None) -> Settings:
    """Read and check a configuration file; defaults where there is none.

    Raises:
        ConfigError: not TOML, an unknown key, a value of the wrong kind; the message names file and key.
    """
    if path is None:
        return Settings()
    data = read_toml(path)
    _check(data, path)
    base = path.resolve().parent
    source, run, prices = data.get("source", {}), data.get("run", {}), data.get("prices", {})
    return Settings(
        source_file=path.resolve(),
        source_locale=source.get("locale", "en-US"),
        source_currency=source.get("currency", ""),
        source_units=source.get("units", ""),
        source_decimal=source.get("decimal", ""),
        encoding=source.get("encoding", ""),
        marketplace=run.get("marketplace", ""),
        markets=tuple(run.get("to", ())),
        out=base / run["out"] if "out" in run else None,
        engine=run.get("engine", "auto"),
        fail_on=run.get("fail_on", "error"),
        cache=base / run["cache"] if "cache" in run else None,
        dictionaries=_paths(base, data.get("dictionaries", {}).get("paths", ())),
        shipped_dictionaries=data.get("dictionaries", {}).get("shipped", True),
        approved=_approved(base, data.get("dictionaries", {}).get("approved")),
        rules=_paths(base, data.get("rules", {}).get("paths", ())),
        units=_units(data.get("units", {})),
        sizes=_sizes(data.get("sizes", {}), base, source.get("sizes", "")),
        prices=price_settings(prices, base),
        columns=dict(data.get("columns", {})),
        market_overrides={tag: _with_base(over, base) for tag, over in data.get("markets", {}).items()},
        marketplace_overrides={name: _with_base(over, base) for name, over in data.get("marketplaces", {}).items()},
        decisions=tuple(map(decision_of, data.get("decision", ()))),
        accepted=tuple(acceptance_of(table, str(path)) for table in data.get("accept", ())),
        layouts=tuple(data.get("layout", ())),
        values=_paths(base, source.get("values", ())),
        limits=limits_of(data.get("limits", {})),
    )


def _with_base(override: Mapping[str, Any], base: Path) -> dict[str, Any]:
    return {**override, "_base": base}


def _overlaid(settings: Settings, override: Mapping[str, Any]) -> Settings:
    from dataclasses import replace

    base = override["_base"]
    changes: dict[str, Any] = {}
    if "units" in override:
        changes["units"] = _units(override["units"], settings.units)
    if "sizes" in override:
        changes["sizes"] = _sizes(override["sizes"], base, settings.sizes.source, settings.sizes)
    if "prices" in override:
        changes["prices"] = price_settings(override["prices"], base, settings.prices)
    return replace(settings, **changes)


def _paths(base: Path, names: Iterable[str]) -> tuple[Path, ...]:
    return tuple(base / name for name in names)


def _approved(base: Path, name: str | None) -> Path | None:
    """The folder that is named, or ``approved/`` beside the file if there is one."""
    folder = base / (name or APPROVED_FOLDER)
    return folder if name or folder.is_dir() else None


def _units(data: Mapping[str, Any], old: UnitSettings | None = None) -> UnitSettings:
    old = old or UnitSettings()
    return UnitSettings(original=data.get("original", old.original))


def _sizes(data: Mapping[str, Any], base: Path, source: str, old: SizeSettings | None = None) -> SizeSettings:
    old = old or SizeSettings(source=source)
    return SizeSettings(
        source=data.get("source", old.source),
        original=data.get("original", old.original),
        tables=(*_paths(base, data.get("tables", ())), *old.tables),
    )


def _check(data: Mapping[str, Any], path: Path) -> None:
    from jsonschema import Draft202012Validator  # late: 80 ms

    errors = sorted(Draft202012Validator(settings_schema()).iter_errors(data), key=lambda e: list(map(str, e.path)))
    if errors:
        first = errors[0]
        unknown = [key for key in _keys(first) if key not in _known_keys(first)] if _is_unknown(first) else []
        line = line_of(path.read_text(encoding="utf-8"), (*first.absolute_path, *unknown[:1]))
        raise ConfigError(f"{path}:{line}: {_explain(first)}", _suggest(first))


def _is_unknown(error: ValidationError) -> bool:
    return bool(error.validator == "additionalProperties")


def _where(error: ValidationError) -> str:
    return ".".join(map(str, error.path)) or "top level"


def _explain(error: ValidationError) -> str:
    if error.validator == "additionalProperties":
        return f"[{_where(error)}] has an unknown key {_unknown_keys(error)}."
    return f"[{_where(error)}] {error.message}."


def _unknown_keys(error: ValidationError) -> str:
    known = _known_keys(error)
    return ", ".join(f"'{key}'" for key in _keys(error) if key not in known)


def _known_keys(error: ValidationError) -> list[str]:
    schema: Any = error.schema
    return list(schema.get("properties", {}))


def _keys(error: ValidationError) -> list[str]:
    instance: Any = error.instance
    return list(instance)


def _suggest(error: ValidationError) -> str:
    if error.validator != "additionalProperties":
        return ""
    known = _known_keys(error)
    unknown = [key for key in _keys(error) if key not in known]
    return did_you_mean(unknown[0], known) or f"Known keys: {', '.join(known)}."
