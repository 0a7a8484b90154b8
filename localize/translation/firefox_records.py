"""Mozilla's own index of Firefox models, a Remote Settings collection, read with ``fxtranslate.discovery``.

A record is one file of a model, its attachment packed with zstd. Where attachments lie is said by the server's root
(``capabilities.attachments.base_url``, https://remote-settings.readthedocs.io/en/latest/client-specifications.html).
"""

from __future__ import annotations

import json
from collections import defaultdict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from localize.errors import MissingDataError, UsageError
from localize.translation.language_codes import from_engine_code
from localize.translation.model_fetch import fetch_bytes
from localize.translation.model_offer import Offer, Part, is_file_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["read_records", "unpacked"]

_FILE_TYPES = frozenset({"model", "vocab", "srcvocab", "trgvocab", "lex"})
_ROOT = "/v1/"


def read_records(content: bytes, url: str) -> list[Offer]:
    """The models of a collection, each a pair in one version and architecture; test versions (``3.0a1``) are left out.

    Raises:
        MissingDataError: it is no collection of models, the server's root cannot be fetched, or fxtranslate is missing.
    """
    try:
        records = _discovery().parse_records(content.decode())
    except ValueError as error:
        raise MissingDataError(f"{url}: is no collection of Firefox models ({error}).") from error
    models: defaultdict[tuple[str, ...], list[Mapping[str, Any]]] = defaultdict(list)
    for record in records:
        if record["fileType"] in _FILE_TYPES and record["version"].replace(".", "").isdigit():
            keys = ("sourceLanguage", "targetLanguage", "version", "architecture")
            models[tuple(str(record[key] or "") for key in keys)].append(record)
    base = _attachments(url) if models else ""
    offers = (_offer(key, files, base) for key, files in sorted(models.items()))
    return [offer for offer in offers if offer]


def unpacked(content: bytes, sha256: str, url: str) -> bytes:
    """A file as it was before it was packed; its checksum, if given, must match.

    Raises:
        MissingDataError: it is not packed with zstd, or has another checksum.
    """
    try:
        return bytes(_discovery().verify_and_decompress(content, sha256 or None))
    except ValueError as error:
        raise MissingDataError(f"{url}: what arrived is not what the index promises ({error}).") from error


def _discovery() -> Any:
    try:
        return import_module("fxtranslate").discovery
    except (ImportError, AttributeError) as error:
        hint = "pip install 'listing-localizer[firefox]'"
        raise MissingDataError(
            "Mozilla's index of models needs the package fxtranslate (0.5 or newer).", hint
        ) from error


def _attachments(url: str) -> str:
    head, root, _ = url.partition(_ROOT)
    if not root:
        raise MissingDataError(f"{url}: is no Remote Settings URL; it has no {_ROOT}.")
    try:
        base = json.loads(fetch_bytes(head + root))["capabilities"]["attachments"]["base_url"]
    except (ValueError, KeyError, TypeError) as error:
        raise MissingDataError(f"{head + root}: does not say where attachments lie.") from error
    return f"{str(base).rstrip('/')}/"


def _offer(key: tuple[str, ...], files: Sequence[Mapping[str, Any]], base: str) -> Offer | None:
    source, target, version, architecture = key
    if not all(is_file_name(file["name"]) for file in files):
        return None
    try:
        source, target = from_engine_code("firefox", source), from_engine_code("firefox", target)
    except UsageError:
        return None
    parts = (
        Part(file["name"], (base + file["location"],), file["decompressedHash"] or "", packed=True)
        for file in sorted(files, key=lambda file: str(file["name"]))
    )
    return Offer(source, target, f"{source} → {target} {architecture}".rstrip(), version, tuple(parts))
