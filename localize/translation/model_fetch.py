"""HTTP with limits: a small document into memory, a large one into a file with progress and checksum."""

from __future__ import annotations

import hashlib
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from localize._version import __version__
from localize.errors import MissingDataError, UsageError
from localize.translation.model_folders import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from http.client import HTTPResponse
    from pathlib import Path

__all__ = ["Progress", "fetch_bytes", "fetch_file", "is_http"]

Progress: TypeAlias = "Callable[[int, int | None], None]"
"""Told the bytes received so far and, where the server says it, the bytes in all."""

_CHUNK = 1 << 18
_ELSEWHERE = "Without a connection: download the model elsewhere and run 'localize models import FILE'."


def is_http(url: str) -> bool:
    """True for an absolute http or https URL."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def fetch_bytes(url: str) -> bytes:
    """A small document, such as an index.

    Raises:
        UsageError: it is no http URL.
        MissingDataError: it cannot be fetched, or exceeds the limit of ``models.toml``.
    """
    return b"".join(_chunks(url, limits()["index_bytes"], None))


def fetch_file(url: str, target: Path, sha256: str = "", progress: Progress | None = None) -> None:
    """A large file, written to ``target``; a checksum in hexadecimal must match if one is given.

    Raises:
        UsageError: it is no http URL.
        MissingDataError: it cannot be fetched, exceeds the limit of ``models.toml``, or has another checksum.
        OSError: ``target`` cannot be written.
    """
    digest = hashlib.sha256()
    with target.open("wb") as file, closing(_chunks(url, limits()["package_bytes"], progress)) as chunks:
        for chunk in chunks:
            digest.update(chunk)
            file.write(chunk)
    if sha256 and digest.hexdigest() != sha256.strip().lower():
        hint = "Try again; if it stays so, tell whoever keeps the index."
        raise MissingDataError(f"{url}: what arrived is not what the index promises (SHA-256 differs).", hint)


def _chunks(url: str, most: int, progress: Progress | None) -> Generator[bytes, None, None]:
    received = 0
    with _opened(url) as response:
        length = response.headers.get("Content-Length", "")
        total = int(length) if length.isdigit() else None
        while chunk := _read(response, url):
            received += len(chunk)
            if received > most:
                raise MissingDataError(f"{url}: is larger than {most} bytes, the most that is accepted.")
            yield chunk
            if progress:
                progress(received, total)
    if total is not None and received != total:
        raise _failed(url, f"the connection ended after {received} of {total} bytes")


@contextmanager
def _opened(url: str) -> Iterator[HTTPResponse]:
    from http.client import HTTPException  # late: lookups do not need these, and they take 40 ms
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    if not is_http(url):
        raise UsageError(f"'{url}' is no http or https URL.", "Give the whole URL of an index.")
    request = Request(url, headers={"User-Agent": f"listing-localizer/{__version__}"})  # noqa: S310 - checked above
    try:
        response = urlopen(request, timeout=limits()["timeout_seconds"])  # noqa: S310 - checked above
    except HTTPError as error:
        error.close()  # it holds the connection
        raise _failed(url, error) from error
    except (OSError, HTTPException, ValueError) as error:
        raise _failed(url, error) from error
    with response:
        yield response


def _read(response: HTTPResponse, url: str) -> bytes:
    from http.client import HTTPException

    try:
        return response.read(_CHUNK)
    except (OSError, HTTPException) as error:
        raise _failed(url, error) from error


def _failed(url: str, reason: object) -> MissingDataError:
    return MissingDataError(f"{url}: cannot be fetched ({reason}).", _ELSEWHERE)
