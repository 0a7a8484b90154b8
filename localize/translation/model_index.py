"""Indexes of models: what an index offers, and which offer serves a pair.

An Argos index is a JSON list of packages' metadata with ``links`` (any of them will do). A Firefox index is a file
``models.json``::

    [{"name": "enpt", "from": "en", "to": "pt", "version": "2.0",
      "files": [{"name": "model.enpt.intgemm.alphas.bin", "sha256": "…"}, {"name": "vocab.enpt.spm"}]}]

whose files lie beside it, in a folder of the entry's ``name``; or Mozilla's own, a Remote Settings collection.
``sha256`` is optional; where it is given, what is fetched must match. Links may be relative to the index. An entry that
cannot be understood is passed over.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from localize.errors import MissingDataError, UsageError
from localize.translation.argos_packages import argos_package_module
from localize.translation.firefox_records import read_records
from localize.translation.language_codes import candidates, from_engine_code
from localize.translation.model_fetch import is_http
from localize.translation.model_offer import Offer, Part, is_file_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["choose", "read_index"]


def read_index(engine: str, content: bytes, url: str) -> list[Offer]:
    """What an index offers for an engine.

    Raises:
        MissingDataError: it is no index, or is Mozilla's and what that needs is missing.
    """
    try:
        entries = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise MissingDataError(f"{url}: is no index of models; it is not JSON ({error}).", _hint(engine)) from error
    if engine == "firefox" and isinstance(entries, dict) and "data" in entries:
        return read_records(content, url)
    if not isinstance(entries, list):
        raise MissingDataError(f"{url}: is no index of models; it must hold a list.", _hint(engine))
    read: Callable[[dict[str, Any], str], Offer | None] = _argos_offer if engine == "argos" else _firefox_offer
    offers = (read(entry, url) for entry in entries if isinstance(entry, dict))
    return [offer for offer in offers if offer]


def choose(offers: Sequence[Offer], source: str, target: str, url: str) -> Offer:
    """The offer for a pair: the most exact for the target's region, then the source's, then the newest.

    Raises:
        UsageError: a language is no tag.
        MissingDataError: there is none; the message lists what there is from that source.
    """
    sources, targets = candidates(source), candidates(target)
    fitting = [offer for offer in offers if offer.source in sources and offer.target in targets]
    if not fitting:
        known = ", ".join(sorted({offer.target for offer in offers if offer.source in sources})) or "nothing"
        hint = "If you have the model as a file: localize models import FILE."
        raise MissingDataError(f"{url}: has no model {source}→{target}; from {source} it has: {known}.", hint)
    newest_first = sorted(fitting, key=lambda offer: _numbers(offer.version), reverse=True)
    return min(newest_first, key=lambda offer: (targets.index(offer.target), sources.index(offer.source)))


def _argos_offer(entry: dict[str, Any], url: str) -> Offer | None:
    try:
        package = argos_package_module().AvailablePackage(entry)
        source, target = (from_engine_code("argos", code) for code in (package.from_code, package.to_code))
    except (UsageError, AttributeError, TypeError):  # a code is missing, or of another type
        return None
    links = _http_links(url, package.links if isinstance(package.links, list) else ())
    if package.type != "translate" or not links:
        return None
    part = Part("package.argosmodel", links, _checksum(entry))
    return Offer(source, target, str(package), str(package.package_version), (part,))


def _firefox_offer(entry: dict[str, Any], url: str) -> Offer | None:
    name, files = entry.get("name"), entry.get("files")
    if not isinstance(name, str) or not isinstance(files, list) or not files:
        return None
    try:
        source, target = (from_engine_code("firefox", str(entry.get(key))) for key in ("from", "to"))
    except UsageError:
        return None
    parts = []
    for file in files:
        file_name = file.get("name") if isinstance(file, dict) else None
        if not isinstance(file_name, str) or not is_file_name(file_name):
            return None
        links = _http_links(url, [f"{quote(name)}/{quote(file_name)}"])
        parts.append(Part(file_name, links, _checksum(file)))
    return Offer(source, target, name, str(entry.get("version") or ""), tuple(parts))


def _http_links(url: str, links: Iterable[Any]) -> tuple[str, ...]:
    """Absolute links; other schemes (``ipfs:``) are left out."""
    absolute = (urljoin(url, link) for link in links if isinstance(link, str))
    return tuple(link for link in absolute if is_http(link))


def _checksum(entry: dict[str, Any]) -> str:
    return str(entry.get("sha256") or "")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"[0-9]+", version)))


def _hint(engine: str) -> str:
    return f"Give the URL of an index of {engine} models with --index."
