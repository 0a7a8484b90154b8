"""A schema that the seller gives: Amazon's Product Type Definition, used as Amazon serves it.

``[marketplaces.amazon] schema`` names a file, or a folder with a file for each product type (``HAIRBAND.json``). Limits
that it states hold beside those that we ship. Nothing is fetched: its ``$schema`` is an identifier.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError
from localize.listing import Severity
from localize.validation.attributes import attributes_of
from localize.validation.fault import Fault
from localize.validation.measures import MEASURES, excess_of
from localize.validation.vocabulary import compile_definition, compile_schema, standard_problems

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jsonschema.exceptions import ValidationError

    from localize.listing import Listing

__all__ = ["Definition", "Definitions", "load_definitions"]

_CODES = {
    **dict.fromkeys(MEASURES, "definition-too-long"),
    "enum": "definition-value",
    "const": "definition-value",
    "required": "definition-missing",
    **dict.fromkeys(("maxUniqueItems", "maxItems"), "definition-too-many"),
}
_FIXES = {
    "definition-too-long": "Shorten it.",
    "definition-missing": "Fill it in.",
    "definition-too-many": "Take out what is too much.",
}
_MOST_NAMED = 8


class Definition:
    """One schema, compiled; ``name`` is its file.

    Raises:
        ConfigError: it is no JSON Schema.
    """

    def __init__(self, schema: Mapping[str, Any], name: str, language: str = "") -> None:
        if problems := standard_problems(schema):
            raise ConfigError(f"{name} is no JSON Schema: {problems[0]}", "Give the definition as Amazon serves it.")
        self.name = name
        self._schema = schema
        compiled = compile_schema if "2020-12" in schema.get("$schema", "") else compile_definition
        self._validator = compiled(schema, language)

    def faults(self, listing: Listing, values: Mapping[str, str]) -> list[Fault]:
        """What of a listing's attributes the definition refuses.

        An attribute that is missing altogether is a fault only where the file has a field for it.
        """
        attributes = attributes_of(listing, values, self._schema)
        if not attributes.instance:
            return []
        everything = attributes_of(listing, dict.fromkeys(listing.fields, "x"), {})
        found = []
        for error in self._validator.iter_errors(attributes.instance):
            path = attributes.field_at(error.absolute_path)
            if str(error.validator) == "required" and not path:
                path = everything.field_at(error.absolute_path)
                if not path:
                    continue
            found.append(self._fault(error, path))
        return found

    def _fault(self, error: ValidationError, path: str) -> Fault:
        keyword, limit = str(error.validator), error.validator_value
        code = _CODES.get(keyword, "definition-broken")
        return Fault(
            path=path,
            code=code,
            severity=Severity.ERROR,
            message=f"{_place(error)}: {_reason(error)}. Source: {self.name}.",
            suggestion=_one_of(limit) if keyword == "enum" else _FIXES.get(code, ""),
            keyword=keyword,
            limit=limit,
            excess=excess_of(keyword, limit, error.instance) if isinstance(error.instance, str) else 0,
        )


class Definitions:
    """The definitions of a folder by product type, or one for all listings."""

    def __init__(self, by_type: Mapping[str, Definition], single: Definition | None = None) -> None:
        self._by_type = by_type
        self._single = single

    def faults(self, listing: Listing, values: Mapping[str, str]) -> list[Fault]:
        """What the definition of the listing's product type refuses; nothing where there is none."""
        chosen = self._single or self._by_type.get(listing.group.product_type.strip().upper())
        return chosen.faults(listing, values) if chosen else []


@cache
def load_definitions(path: Path, language: str = "") -> Definitions:
    """The definitions at a path: a file, or a folder with ``PRODUCT_TYPE.json``.

    Raises:
        ConfigError: there is nothing, or something that is no JSON Schema.
    """
    if path.is_dir():
        files = sorted(path.glob("*.json"))
        if not files:
            raise ConfigError(f"{path}: there is no PRODUCT_TYPE.json in it.", "Save the definitions there.")
        return Definitions({file.stem.upper(): _loaded(file, language) for file in files})
    return Definitions({}, _loaded(path, language))


def _loaded(path: Path, language: str) -> Definition:
    try:
        schema = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).", "Name a JSON Schema.") from error
    except ValueError as error:
        raise ConfigError(f"{path}: {error}.", "Save the definition as UTF-8 JSON.") from error
    if not isinstance(schema, dict):
        raise ConfigError(f"{path}: is no JSON object.", "Give the definition as Amazon serves it.")
    return Definition(schema, path.name, language)


def _place(error: ValidationError) -> str:
    return "".join(f"#{part + 1}" if isinstance(part, int) else f".{part}" for part in error.absolute_path).lstrip(".")


def _reason(error: ValidationError) -> str:
    keyword = str(error.validator)
    limit: Any = error.validator_value
    if keyword in MEASURES and isinstance(error.instance, str):
        unit = "bytes" if "Byte" in keyword else "characters"
        return f"{MEASURES[keyword](error.instance, limit)} {unit}, {limit} are accepted"
    if keyword == "enum":
        return f"'{error.instance}' is none of the {len(limit)} accepted values"
    return error.message.rstrip(".")


def _one_of(values: Any) -> str:
    shown = ", ".join(map(str, values[:_MOST_NAMED]))
    return f"One of: {shown}{', …' if len(values) > _MOST_NAMED else '.'}"
