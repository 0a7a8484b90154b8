"""``rates update`` against a server of our own."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from localize.errors import MissingDataError, UsageError
from localize.money import RateSource
from localize.money.ecb import embedded_until, update_path
from localize.tasks.rates_update import update_rates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own."""
    monkeypatch.setenv("LOCALIZE_HOME", str(tmp_path / "home"))


class _Server(ThreadingHTTPServer):
    """Serves ``pages``: path → bytes; every other path is not found."""

    pages: dict[str, bytes]


class _Pages(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        page = self.server.pages.get(self.path)
        self.send_response(200 if page is not None else 404)
        self.send_header("Content-Length", str(len(page or b"")))
        self.end_headers()
        self.wfile.write(page or b"")

    def log_message(self, *args: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def server() -> Iterator[_Server]:
    """A server on this machine."""
    made = _Server(("127.0.0.1", 0), _Pages)
    made.pages = {}
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def url(server: _Server, path: str) -> str:
    """The address of a page."""
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def xml(day: date, usd: str) -> bytes:
    """One day as the ECB's XML has it."""
    return f'<Envelope><Cube><Cube time="{day}"><Cube currency="USD" rate="{usd}"/></Cube></Cube></Envelope>'.encode()


def test_newer_rates_are_used_from_their_day_on(server: _Server) -> None:
    """A day beyond the embedded history has the fetched rate, weekends carry it, the days before keep theirs."""
    last = embedded_until("USD")
    new = last + timedelta(days=3)
    server.pages["/daily.xml"] = xml(new, "9.5")
    done = update_rates(url(server, "/daily.xml"))
    assert (done.currencies, done.kept, done.newest) == (1, 1, new)
    source = RateSource()
    assert source.rate("EUR", "USD", new + timedelta(days=2)).value == Decimal("9.5")
    assert source.rate("EUR", "USD", new + timedelta(days=2)).date == new
    assert source.rate("EUR", "USD", last).value < 2
    assert source.rate("EUR", "USD", new).source == f"ECB {new}"


def test_updates_add_up_and_old_days_are_not_kept(server: _Server) -> None:
    """A second update keeps the first one's days; what the embedded history has is not stored again."""
    last = embedded_until("USD")
    for number, day in enumerate([last + timedelta(days=1), last + timedelta(days=2), last], start=1):
        server.pages[f"/{number}"] = xml(day, str(number))
        update_rates(url(server, f"/{number}"))
    lines = update_path().read_text(encoding="utf-8").splitlines()
    assert lines == ["date,currency,per_eur", f"{last + timedelta(days=1)},USD,1", f"{last + timedelta(days=2)},USD,2"]


def test_the_ecbs_csv_will_do_as_well(server: _Server) -> None:
    """The history with a column a currency."""
    day = embedded_until("USD") + timedelta(days=1)
    server.pages["/hist.csv"] = f"Date,USD,JPY,\n{day},1.5,200,\n".encode()
    assert update_rates(url(server, "/hist.csv")).currencies == 2


@pytest.mark.parametrize(
    ("page", "message"),
    [(None, "404"), (b"<html></html>", "no file of rates"), (b"Date,JPY\n2026-11-20,200\n", "no rate for USD")],
)
def test_what_is_not_the_ecbs_is_refused(server: _Server, page: bytes | None, message: str) -> None:
    """Nothing is kept, and the hint says what to do without a connection."""
    if page is not None:
        server.pages["/x"] = page
    with pytest.raises(MissingDataError, match=message) as caught:
        update_rates(url(server, "/x"))
    assert "localize rates import FILE" in caught.value.hint
    assert not update_path().exists()


def test_a_wrong_address_is_a_wrong_call() -> None:
    """Only http."""
    with pytest.raises(UsageError, match="no http"):
        update_rates("file:///etc/passwd")
