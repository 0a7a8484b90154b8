"""Files of rates, read into one shape: a seller's CSV or JSON, and what the ECB publishes (XML, CSV, either zipped).

    date,currency,per_eur            a line a rate; as Excel saves it in Europe, too: 20.11.2026;USD;1,1549
    Date,USD,JPY,…                   a line a day, as in the ECB's CSV; N/A is no rate
    <Cube time="…"><Cube currency="USD" rate="1.1549"/>…           the ECB's XML
    [{"date": …, "currency": …, "per_eur": …}, …]                   JSON, the same as the first
    {"date": …, "base": "USD", "rates": {"EUR": 0.86, …}}           JSON as rate services give it, or a list of such

Which one it is, the content says and not the name.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation, localcontext
from typing import TYPE_CHECKING, Any

from localize.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["PRECISION", "RateTable", "parse_rates", "read_rates", "write_rates"]

PRECISION = 40
RateTable = Mapping[str, tuple[tuple[date, ...], tuple[Decimal, ...]]]
"""Currency → days in order, and the units of it that one euro bought on each."""

_Line = tuple[str, str, str, str]
"""Where it stands, date, currency, rate per euro: as written."""

_LARGEST = 64_000_000
_HINT = "currency/README.md shows what is read."
_COLUMNS = ("date", "currency", "per_eur")
_CURRENCY = re.compile(r"[A-Z]{3}")


def read_rates(path: Path) -> RateTable:
    """Rates of a file.

    Raises:
        ConfigError: the file cannot be read or a line of it is wrong; the message names file and line.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    return parse_rates(data, str(path))


def parse_rates(data: bytes, name: str) -> RateTable:
    """Rates of a file's bytes; ``name`` is what messages call it.

    Raises:
        ConfigError: see :func:`read_rates`.
    """
    if data.startswith(b"PK\x03\x04"):
        data = _unzipped(data, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name}: {error}.", "Save it as UTF-8.") from error
    start = text.lstrip()[:1]
    lines = _xml(text, name) if start == "<" else _json(text, name) if start in ("{", "[") else _csv(text, name)
    return _table(lines)


def write_rates(path: Path, table: RateTable) -> None:
    """Rates as a CSV with a line a rate, the oldest first."""
    lines = sorted(
        (day, code, value) for code, (days, values) in table.items() for day, value in zip(days, values, strict=True)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("date", "currency", "per_eur"))
        writer.writerows((day.isoformat(), code, f"{value:f}") for day, code, value in lines)
    draft.replace(path)


def _table(lines: Iterable[_Line]) -> RateTable:
    found: defaultdict[str, dict[date, Decimal]] = defaultdict(dict)
    for where, day, code, rate in lines:
        currency, when, value = _checked(where, day.strip(), code.strip().upper(), rate.strip())
        found[currency][when] = value
    return {name: (tuple(sorted(by)), tuple(by[day] for day in sorted(by))) for name, by in found.items()}


def _checked(where: str, day: str, currency: str, rate: str) -> tuple[str, date, Decimal]:
    try:
        when, value = _date(day), Decimal(rate)
    except (ValueError, InvalidOperation):
        raise ConfigError(
            f"{where}: {day!r} and {rate!r} are no date and rate.", "Write 2026-10-30 and 1.1549."
        ) from None
    if not _CURRENCY.fullmatch(currency) or not value.is_finite() or value <= 0:
        raise ConfigError(
            f"{where}: '{currency}' at {value} is no rate.", "Write a currency code and a number above 0."
        )
    return currency, when, value


def _date(text: str) -> date:
    """``2026-10-30``, ``30.10.2026``, or ``30 October 2026`` as in the ECB's CSV of one day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        form = "%d.%m.%Y" if "." in text else "%d %B %Y"
        return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone


def _unzipped(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [info for info in archive.infolist() if info.filename.lower().endswith((".csv", ".xml", ".json"))]
            if len(inside) != 1 or inside[0].file_size > _LARGEST:
                raise ConfigError(f"{name}: holds no single file of rates.", _HINT)
            return archive.read(inside[0])
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        UnicodeDecodeError,
    ) as error:
        raise ConfigError(f"{name}: is a damaged archive ({error}).") from error


def _csv(text: str, name: str) -> Iterator[_Line]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    try:
        header = [column.strip() for column in reader.fieldnames or ()]
        small = [column.casefold() for column in header]
        if set(_COLUMNS) <= set(small):
            reader.fieldnames = small
            for row in reader:
                day, code, rate = (row[column] or "" for column in _COLUMNS)
                yield f"{name}:{reader.line_num}", day, code, rate if delimiter == "," else rate.replace(",", ".")
            return
        reader.fieldnames = header
        if header[:1] == ["Date"] and any(map(_CURRENCY.fullmatch, header)):
            for row in reader:
                for code in filter(_CURRENCY.fullmatch, header):
                    if (row[code] or "").strip() not in ("", "N/A"):
                        yield f"{name}:{reader.line_num}", row["Date"] or "", code, row[code]
        else:
            raise ConfigError(f"{name}: needs the columns date, currency, per_eur.", _HINT)
    except csv.Error as error:
        raise ConfigError(f"{name}: {error}.", "Save it as CSV in UTF-8.") from error


def _xml(text: str, name: str) -> Iterator[_Line]:
    from xml.etree import ElementTree as ET  # late: rarely needed

    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise ConfigError(f"{name}: declares entities, which a file of rates does not need.", _HINT)
    try:
        root = ET.fromstring(text)  # noqa: S314 - without entities it cannot grow
    except ET.ParseError as error:
        raise ConfigError(f"{name}: is no XML ({error}).") from error
    days = [node for node in root.iter() if node.get("time")]
    if not days:
        raise ConfigError(f"{name}: holds no rates of a day (<Cube time=…>).", _HINT)
    for day in days:
        for node in day:
            when = day.get("time", "")
            yield f"{name}, {when}", when, node.get("currency", ""), node.get("rate", "")


def _json(text: str, name: str) -> Iterator[_Line]:
    try:
        data = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except ValueError as error:
        raise ConfigError(f"{name}: is no JSON ({error}).") from error
    for number, entry in enumerate(data if isinstance(data, list) else [data], start=1):
        where = f"{name}, entry {number}"
        if not isinstance(entry, dict):
            raise ConfigError(f"{where}: is no object.", _HINT)
        yield from _based(entry, where) if isinstance(entry.get("rates"), dict) else _single(entry, where)


def _single(entry: Mapping[str, Any], where: str) -> Iterator[_Line]:
    missing = [key for key in ("date", "currency", "per_eur") if key not in entry]
    if missing:
        raise ConfigError(f"{where}: has no '{missing[0]}'.", _HINT)
    yield where, str(entry["date"]), str(entry["currency"]), str(entry["per_eur"])


def _based(entry: Mapping[str, Any], where: str) -> Iterator[_Line]:
    """Rates of one day against any base, turned into rates per euro."""
    base, rates = str(entry.get("base", "EUR")).upper(), {str(k).upper(): v for k, v in entry["rates"].items()}
    rates[base] = Decimal(1)
    euro = rates.get("EUR")
    if not isinstance(euro, Decimal) or not euro.is_finite() or euro <= 0:
        raise ConfigError(f"{where}: rates with base {base} need one for EUR.", _HINT)
    for code, rate in rates.items():
        if code != "EUR":
            with localcontext(prec=PRECISION):
                value = str(rate / euro) if isinstance(rate, Decimal) else str(rate)
            yield where, str(entry.get("date", "")), code, value
