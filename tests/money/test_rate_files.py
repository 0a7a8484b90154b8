"""Files of rates: the seller's, and what the ECB publishes."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import ConfigError
from localize.money.rate_files import parse_rates, read_rates, write_rates

if TYPE_CHECKING:
    from pathlib import Path

DAY = date(2026, 11, 20)
XML = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
  <gesmes:subject>Reference rates</gesmes:subject>
  <Cube>
    <Cube time="2026-11-20"><Cube currency="USD" rate="1.1549"/><Cube currency="JPY" rate="178.20"/></Cube>
    <Cube time="2026-11-19"><Cube currency="USD" rate="1.1500"/></Cube>
  </Cube>
</gesmes:Envelope>
"""
HISTORY = "Date,USD,JPY,CYP,\n2026-11-20,1.1549,178.20,N/A,\n2026-11-19,1.15,177,N/A,\n"
ONE_DAY = "Date, USD, JPY, \n20 November 2026, 1.1549, 178.20, \n"


def zipped(text: str, name: str = "eurofxref-hist.csv") -> bytes:
    """A file as the ECB packs it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        XML.encode(),
        HISTORY.encode(),
        ONE_DAY.encode(),
        zipped(HISTORY),
        zipped(XML, "eurofxref.xml"),
        b"date,currency,per_eur\n2026-11-20,USD,1.1549\n2026-11-20,JPY,178.20\n",
        b"\xef\xbb\xbfdate, currency, per_eur\n2026-11-20, usd, 1.1549\n2026-11-20, jpy, 178.20\n",
        b"Date;Currency;Per_EUR\r\n20.11.2026;USD;1,1549\r\n20.11.2026;JPY;178,20\r\n",
        b'[{"date":"2026-11-20","currency":"USD","per_eur":1.1549},{"date":"2026-11-20","currency":"JPY","per_eur":"178.20"}]',
        b'{"date":"2026-11-20","base":"EUR","rates":{"USD":1.1549,"JPY":178.20}}',
        b'{"date":"2026-11-20","base":"USD","rates":{"EUR":1,"JPY":178.20}}',
    ],
    ids=["xml", "history", "one day", "zip", "zipped xml", "lines", "bom", "excel", "json lines", "json", "other base"],
)
def test_each_kind_is_read(data: bytes) -> None:
    """The same two rates whatever the file, exactly."""
    table = parse_rates(data, "file")
    assert table["JPY"][1][-1] == Decimal("178.20")
    assert table["USD"][0][-1] == DAY
    assert isinstance(table["USD"][1][-1], Decimal)


def test_another_base_is_turned_into_euros() -> None:
    """Rates per dollar become rates per euro."""
    table = parse_rates(b'{"date":"2026-11-20","base":"USD","rates":{"EUR":0.8,"BRL":5}}', "file")
    assert (table["USD"][1], table["BRL"][1]) == ((Decimal("1.25"),), (Decimal("6.25"),))
    assert "EUR" not in table


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<x/>", "holds no rates of a day"),
        (b"<x", "is no XML"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><x/>', "declares entities"),
        (b"{", "is no JSON"),
        (b"[1]", "entry 1: is no object"),
        (b'[{"date":"2026-11-20","currency":"USD"}]', "has no 'per_eur'"),
        (b'{"date":"2026-11-20","base":"USD","rates":{"BRL":5}}', "need one for EUR"),
        (b'{"date":"2026-11-20","base":"USD","rates":{"EUR":0,"BRL":5}}', "need one for EUR"),
        (b"Date,Something\n", "needs the columns"),
        (b"PK\x03\x04rubbish", "damaged archive"),
        (b"\xff\xfe", "utf-8"),
        (zipped("x", "readme.txt"), "no single file"),
        (b"Date,USD\n2026-11-20,-1\n", "is no rate"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, message: str) -> None:
    """The message names the file."""
    with pytest.raises(ConfigError, match=message) as caught:
        parse_rates(data, "my rates")
    assert "my rates" in str(caught.value)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else is raised, whatever the file."""
    with contextlib.suppress(ConfigError):
        assert parse_rates(data, "file")


def test_written_rates_are_read_again(tmp_path: Path) -> None:
    """What is kept is what was read."""
    table = parse_rates(XML.encode(), "file")
    write_rates(tmp_path / "new" / "rates.csv", table)
    assert read_rates(tmp_path / "new" / "rates.csv") == table
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["rates.csv"]
