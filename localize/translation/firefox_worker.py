"""A worker process for one Firefox model: a list of texts a line in, a list of translations a line out.

Run as ``python -m localize.translation.firefox_worker MODEL SOURCE_VOCABULARY TARGET_VOCABULARY [SHORTLIST]``. The compiled
engine does not scale over threads; two processes are twice as fast. It is a plain process with pipes, so that a program
that uses the library needs no ``if __name__ == "__main__"``.
"""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

__all__ = ["load_translator", "translate_one"]


def load_translator(files: list[Path]) -> Any:
    """The compiled translator from model, vocabularies and, where there is one, shortlist.

    Raises:
        ValueError: the files are damaged.
        OSError: they cannot be read.
    """
    from fxtranslate import Translator  # late: optional, compiled

    return Translator(*(file.read_bytes() for file in files))


def translate_one(translator: Any, text: str) -> str:
    """One text; where the engine panics the answer is empty, which the guards refuse."""
    try:
        return str(translator.translate(text))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # PanicException derives from BaseException
        if type(error).__name__ != "PanicException" and not isinstance(error, Exception):
            raise
        return ""


def _main() -> None:
    translator = load_translator([Path(name) for name in sys.argv[1:]])
    for line in sys.stdin:
        texts: list[str] = json.loads(line)
        sys.stdout.write(json.dumps([translate_one(translator, text) for text in texts]) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    # The parent takes over what is not answered: where the memory was too small, and it says what is wrong with a model.
    # Where the user interrupted, it was interrupted, too.
    with contextlib.suppress(KeyboardInterrupt, MemoryError, OSError, ValueError):
        _main()
