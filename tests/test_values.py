"""Values: data classes that are cheap to make."""

from __future__ import annotations

import pickle
from dataclasses import field, replace

from localize.listing import Span, SpanKind
from localize.values import value


@value
class Point:
    """A place with a name."""

    x: int
    names: tuple[str, ...] = field(default=())


@value
class Place:
    """Hashed by where it is."""

    x: int
    name: str

    def __hash__(self) -> int:
        """Its own."""
        return self.x


def test_equal_values_are_one_key() -> None:
    """They are equal, hashed and shown by what they hold."""
    assert {Point(1), Point(1), Point(1, ("a",))} == {Point(1), Point(1, ("a",))}
    assert repr(Point(1)) == "Point(x=1, names=())"


def test_a_value_may_say_how_it_is_hashed() -> None:
    """Its own way stays."""
    assert (hash(Place(7, "a")), Place(7, "a") == Place(7, "b")) == (7, False)
    assert hash(Span(1, 2, SpanKind.CODE, "a", value=[])) == hash(Span(1, 2, SpanKind.TERM, "b"))


def test_values_are_replaced_and_sent_to_other_processes() -> None:
    """As data classes are; they have slots and no dictionary."""
    assert replace(Point(1), x=2) == Point(2)
    assert pickle.loads(pickle.dumps(Place(7, "a"))) == Place(7, "a")  # noqa: S301 our own bytes
    assert not hasattr(Point(1), "__dict__")
