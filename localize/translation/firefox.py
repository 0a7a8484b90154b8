"""The ``firefox`` engine: the small CPU models that Firefox ships, run by the compiled package ``fxtranslate``.

A ``Translator`` works only in the thread that made it and raises a *BaseException* when it panics; both are kept inside
this module.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from localize.errors import ConfigError, MissingDataError
from localize.translation.models import InstalledModel, model_fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from localize.protocols import TranslateOptions

__all__ = ["FirefoxEngine", "FirefoxSession", "firefox_available"]


def firefox_available() -> bool:
    """Is the extra ``firefox`` installed?"""
    return find_spec("fxtranslate") is not None


@dataclass(frozen=True, slots=True)
class FirefoxEngine:
    """A folder with a Firefox model as an engine for its pair."""

    model: InstalledModel
    name: str = "firefox"

    @property
    def source(self) -> str:
        """Language it translates from."""
        return self.model.source

    @property
    def target(self) -> str:
        """Language it translates to."""
        return self.model.target

    @property
    def fingerprint(self) -> str:
        """Engine, its version and content of the model."""
        from importlib.metadata import version

        return f"firefox/{version('fxtranslate')}:{model_fingerprint(self.model)}"

    @property
    def description(self) -> str:
        """For people."""
        return f"firefox {self.model.name} ({self.model.origin})"

    def open(self) -> FirefoxSession:
        """Load the model."""
        return FirefoxSession(self.model)


class FirefoxSession:
    """A loaded model; greedy decoding, one sentence a call."""

    def __init__(self, model: InstalledModel) -> None:
        if not firefox_available():
            raise MissingDataError(
                "The Firefox engine is not installed.", "Run: pip install 'listing-localizer[firefox]'"
            )
        from fxtranslate import Translator  # late: optional, compiled

        files = model.files
        try:
            self._translator = Translator(
                files.model.read_bytes(),
                files.source_tokenizer.read_bytes(),
                files.target_tokenizer.read_bytes(),
                files.shortlist.read_bytes() if files.shortlist else None,
            )
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"The Firefox model in {model.path} cannot be loaded ({error}).",
                f"Import it again: localize models remove {model.source} {model.target} --engine firefox",
            ) from error

    def translate(self, texts: Sequence[str], options: TranslateOptions) -> list[str]:
        """The translation of each text, in order; a text that makes the engine panic comes back empty."""
        del options  # these models decode greedily
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> str:
        try:
            return str(self._translator.translate(text))
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException as error:  # PanicException derives from BaseException
            if type(error).__name__ != "PanicException" and not isinstance(error, Exception):
                raise
            return ""  # the guards refuse it and the ladder goes on
