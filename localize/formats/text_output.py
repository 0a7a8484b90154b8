"""Writing text in an encoding that may turn out to be too small for it."""

from __future__ import annotations

import codecs
import io
import re
from typing import TYPE_CHECKING, Self

from localize.errors import OutputError
from localize.formats.encoding import TextEncoding

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

__all__ = ["TextOutput"]

_BLOCK = 1 << 20
_UTF8 = TextEncoding("utf-8", codecs.BOM_UTF8, "a new text has characters that the input's encoding lacks")


class TextOutput:
    """A text file being written, in ``encoding`` until a text does not fit, then as UTF-8 with a mark from its start.

    Texts may hold bytes escaped by :func:`localize.formats.encoding.exact_text`; they are written as those bytes.
    """

    def __init__(self, target: Path, encoding: TextEncoding) -> None:
        self.encoding = encoding
        self._target = target
        self._source_name = encoding.name
        self._escapes = not encoding.exact
        self._file = self._open(target, encoding)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, text: str, *, new: bool = False) -> None:
        """Append ``text``; ``new`` says that it may hold characters that the input did not.

        Raises:
            OutputError: it holds half of a surrogate pair, which no encoding can hold.
        """
        if self.encoding is _UTF8:
            text = self._without_escapes(text)
        elif new and not self._fits(text):
            self._switch()
            text = self._without_escapes(text)
        try:
            self._file.write(text)
        except UnicodeEncodeError as error:
            raise OutputError(f"{self._target}: a new text holds half a character: {text[:80]!r}.") from error

    def _fits(self, text: str) -> bool:
        try:
            text.encode(self._source_name, "surrogateescape" if self._escapes else "strict")
        except UnicodeEncodeError:
            return self._source_name.startswith("utf-")  # nothing larger to switch to: write() reports it
        return True

    def _without_escapes(self, text: str) -> str:
        """``text`` with bytes that were kept as escapes read as the characters that they stand for."""
        if not self._escapes:
            return text
        return re.sub("([\udc80-\udcff]+)([\x00-\x7f]?)", self._decoded, text)

    def _decoded(self, match: re.Match[str]) -> str:
        """Escaped bytes as characters; the second byte of the last one may be an ASCII one."""
        for escaped, rest in ((match[1], match[2]), (match[0], "")):
            try:
                return escaped.encode("ascii", "surrogateescape").decode(self._source_name) + rest
            except UnicodeDecodeError:
                continue
        return match[0]

    def _open(self, path: Path, encoding: TextEncoding) -> io.TextIOWrapper:
        file = path.open("wb")
        file.write(encoding.mark)
        errors = "surrogateescape" if self._escapes and encoding is not _UTF8 else "strict"
        return io.TextIOWrapper(file, encoding=encoding.name, errors=errors, newline="")

    def _switch(self) -> None:
        """Write again as UTF-8 what stands already, beside the target, and go on there."""
        self._file.close()
        mark = self.encoding.mark
        beside = self._target.with_name(self._target.name + ".utf-8")
        output = self._open(beside, _UTF8)
        with self._target.open("rb") as file:
            file.seek(len(mark))
            with io.TextIOWrapper(file, encoding=self._source_name, newline="") as reader:
                while block := reader.read(_BLOCK):
                    output.write(block)
        output.flush()
        beside.replace(self._target)
        self.encoding = _UTF8
        self._file = output
