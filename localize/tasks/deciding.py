"""``decide``: a person's answers, from the file that the report saves or from a review workbook, into ``localize.toml``.

Comments are kept.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError, UsageError
from localize.settings import load_settings
from localize.tasks.outputs import replacing
from localize.tasks.review.questions import answers_of_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["Decided", "decide"]

_PLACES = ("column", "option", "category", "brand", "value", "market")
_ACCEPT_PLACES = ("code", "market", "listing", "field", "group")
_REMEDY = "Save it anew from the report: 'Save answers'."
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SHEETS = frozenset({".xlsx", ".xlsm", ".ods", ".csv", ".tsv"})


@dataclass(slots=True)
class Decided:
    """What came into ``localize.toml``, how much was there already, and what was left out with the reason.

    ``settings`` are keys by their path (``source.currency``) with their new values.
    """

    decisions: list[dict[str, Any]] = field(default_factory=list)
    settings: dict[str, Any] = field(default_factory=dict)
    accepted: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0
    left_out: list[str] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        accepted = [{k: str(v) for k, v in entry.items()} for entry in self.accepted]
        told = {"known": self.known, "left_out": self.left_out}
        return {"decisions": self.decisions, "settings": self.settings, "accept": accepted, **told}

    def __bool__(self) -> bool:
        """Is there anything to write?"""
        return bool(self.decisions or self.settings or self.accepted)


def decide(answers: Path, config: Path | None, *, write: bool = True) -> Decided:
    """Write answers to a configuration. A new answer to a question takes the old one's place.

    Raises:
        UsageError: there is no ``localize.toml``, or the file holds no answers, or two to one question that differ.
        CatalogError: the file is a sheet that cannot be read.
        ConfigError: the answers are not what ``localize.toml`` takes; nothing was written.
        OutputError: it cannot be written.
    """
    import tomlkit  # late: only here

    if config is None:
        raise UsageError("Answers go to localize.toml, and there is none.", "'localize init' makes one.")
    result = Decided()
    data = _of_sheet(answers, result) if answers.suffix.lower() in _SHEETS else _read(answers)
    _refuse_clashes(answers, data["decisions"])
    document = tomlkit.parse(config.read_text(encoding="utf-8"))
    for entry in data["decisions"]:
        _put(document, "decision", entry, _PLACES, result, result.decisions)
    for tables in data["settings"]:
        _set(document, tables, "", result)
    for entry in data["accept"]:
        if not str(entry.get("reason", "")).strip():
            result.left_out.append(f"{entry.get('code', '?')}: to accept it, a reason is needed")
            continue
        _put(document, "accept", _dated(entry), _ACCEPT_PLACES, result, result.accepted)
    with replacing(config) as draft:
        draft.write_text(tomlkit.dumps(document), encoding="utf-8", newline="")
        try:
            load_settings(draft)
        except ConfigError as error:
            draft.unlink()
            message = error.message.replace(str(draft), str(answers))
            raise ConfigError(message, error.hint or _REMEDY) from error
        if not write or not result:
            draft.unlink()
    return result


def _of_sheet(path: Path, result: Decided) -> dict[str, list[dict[str, Any]]]:
    if not path.is_file():
        raise UsageError(f"There is no file {path} to read answers from.", _REMEDY)
    found = answers_of_sheet(path)
    if found is None:
        hint = "Corrections of texts are for: localize review import. Questions are on the sheet “Questions”."
        raise UsageError(f"{path} asks nothing that could be decided.", hint)
    result.left_out += found.left_out
    if not any(found.tables.values()) and not found.left_out:
        raise UsageError(f"{path} holds no answers.", "Choose them on the sheet “Questions”, in the column “Answer”.")
    return found.tables


def _refuse_clashes(path: Path, decisions: Iterable[dict[str, Any]]) -> None:
    """Two answers to one question that differ: which is meant, nobody knows."""
    said: dict[tuple[Any, ...], dict[str, Any]] = {}
    for entry in decisions:
        place = tuple(entry.get(name, "") for name in _PLACES)
        for key in entry.keys() - set(_PLACES):
            first = said.setdefault((*place, key), entry)
            if first[key] != entry[key]:
                where = ", ".join(f"{name} “{entry[name]}”" for name in _PLACES if entry.get(name))
                message = f"{path}: two answers differ: for {where} {key} is {first[key]!r} and {entry[key]!r}."
                raise UsageError(message, "Answer it once.")


def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"There is no file {path} to read answers from ({error.strerror}).", _REMEDY) from error
    except ValueError as error:
        raise UsageError(f"{path} holds no answers: it is not JSON.", _REMEDY) from error
    tables = ("decisions", "settings", "accept")
    found = {name: data.get(name, []) if isinstance(data, dict) else None for name in tables}
    if not all(isinstance(v, list) and all(isinstance(e, dict) for e in v) for v in found.values()) or not any(
        found.values()
    ):
        raise UsageError(f"{path} holds no answers.", _REMEDY)
    return {name: entries or [] for name, entries in found.items()}


def _dated(entry: dict[str, Any]) -> dict[str, Any]:
    """The day as TOML's own kind of date; what is none is left for the check to refuse."""
    try:
        return {**entry, "until": date.fromisoformat(str(entry["until"]))} if entry.get("until") else entry
    except ValueError:
        return entry


def _set(document: Any, tables: dict[str, Any], path: str, result: Decided) -> None:
    """Set keys in tables, which are made where they are missing; the comments of what is there stay."""
    import tomlkit

    for key, value in tables.items():
        at = f"{path}.{key}".lstrip(".")
        if isinstance(value, dict):
            if key not in document:
                document[key] = tomlkit.table(is_super_table=all(isinstance(v, dict) for v in value.values()))
            _set(document[key], value, at, result)
            continue
        value = _typed(at, value)  # noqa: PLW2901
        if document.get(key) == value:
            result.known += 1
        else:
            document[key] = value
            result.settings[at] = value


def _typed(path: str, value: Any) -> Any:
    """A person's words for a number as a number: ``655,957`` is 655.957."""
    if not path.endswith(".per_eur") or not isinstance(value, str):
        return value
    text = value.strip().replace(",", ".")
    if not _NUMBER.fullmatch(text):
        raise UsageError(f"“{value}” is no rate.", "Write how much of the currency one euro buys: 655.957")
    return float(text) if "." in text else int(text)


def _put(
    document: Any, name: str, entry: dict[str, Any], places: tuple[str, ...], result: Decided, new: list[dict[str, Any]]
) -> None:
    """Add a table, or change the one that answers the same question."""
    import tomlkit

    entry = {key: value for key, value in entry.items() if value != ""}
    tables = document.get(name)
    if tables is None:
        tables = document[name] = tomlkit.aot()
    for table in tables:
        same_place = all(table.get(place, "") == entry.get(place, "") for place in places)
        if same_place and set(table) == set(entry):
            if all(table[key] == value for key, value in entry.items()):
                result.known += 1
                return
            for key, value in entry.items():
                table[key] = value
            new.append(entry)
            return
    table = tomlkit.table()
    table.update(entry)
    tables.append(table)
    new.append(entry)
