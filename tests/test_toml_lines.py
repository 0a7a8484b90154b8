"""Lines of keys in TOML files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from localize.errors import ConfigError
from localize.settings import load_settings
from localize.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = '''\
top = 1
[run]
to = ["de-DE"]  # one
text = """
[run.fake]
engin = 1
"""
"quoted key" = 2
[markets."pt-BR".prices]
endings = [".90"]
a.b = 3
[[decision]]
option = "Length"
[[decision]]
option = "Size"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 1),
        (("run",), 2),
        (("run", "to"), 3),
        (("run", "to", 0), 3),
        (("run", "engin"), 2),
        (("run", "quoted key"), 8),
        (("markets", "pt-BR", "prices", "endings"), 10),
        (("markets", "pt-BR", "prices", "a", "b"), 11),
        (("decision", 1, "option"), 15),
        (("decision", 1, "optoin"), 14),
        (("nowhere",), 1),
    ],
)
def test_lines(path: tuple[str | int, ...], line: int) -> None:
    """A key's own line, else that of its table; texts of several lines hold no keys."""
    assert line_of(TEXT, path) == line


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[source]\nlocale = "en-US"\n\n[run]\nengin = "auto"\n', 5, "Did you mean 'engine'?"),
        ("[run]\n\nto = 5\n", 3, "5 is not of type"),
        ("[rnu]\n", 1, "Did you mean 'run'?"),
        ('# one\n[markets."pt-BR".prices]\nendigns = [".90"]\n', 3, "Did you mean 'endings'?"),
    ],
)
def test_a_wrong_configuration_is_refused_with_its_line(
    write: Callable[[str, str | bytes], Path], text: str, line: int, said: str
) -> None:
    """``localize.toml:5: …`` and what was meant."""
    path = write("localize.toml", text)
    with pytest.raises(ConfigError) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert said in str(caught.value)
