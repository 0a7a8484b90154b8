"""The nouns: what a catalog holds and what happens to it. Imports nothing of ours but how values are made.

A :class:`Listing` is what the file says and never changes; a :class:`Draft` is that listing on its way to one market:
its values so far, its changes, its findings. Stages read listings and write drafts, and know nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from localize.values import value

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Address",
    "Change",
    "Draft",
    "Field",
    "Finding",
    "Group",
    "Listing",
    "Role",
    "Severity",
    "Span",
    "SpanKind",
    "Target",
    "TextBlock",
    "severity_of",
]


class Role(StrEnum):
    """What a field is for; it decides which stages touch it."""

    TEXT = "text"
    HTML = "html"
    KEYWORDS = "keywords"
    CHOICE = "choice"
    SIZE = "size"
    QUANTITY = "quantity"
    UNIT = "unit"
    PRICE = "price"
    SALE = "sale"
    COMPARE_AT = "compare_at"
    COST = "cost"
    SHIPPING = "shipping"
    UNIT_PRICE = "unit_price"
    CURRENCY = "currency"
    CODE = "code"
    REFERENCE = "reference"

    @property
    def is_text(self) -> bool:
        """True for roles whose words are translated."""
        return self in _TEXT_ROLES

    @property
    def is_money(self) -> bool:
        """True for roles that hold an amount of money."""
        return self in _MONEY_ROLES


_TEXT_ROLES = frozenset({Role.TEXT, Role.HTML, Role.KEYWORDS, Role.CHOICE})
_MONEY_ROLES = frozenset({Role.PRICE, Role.SALE, Role.COMPARE_AT, Role.COST, Role.SHIPPING, Role.UNIT_PRICE})


@value
class Address:
    """Where a cell is: the table (sheet name; empty for CSV), the record from 1, the column from 0."""

    table: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Target:
    """A cell beside a field's own that its localized value goes into, where a file holds several languages.

    ``locale`` (``de``, ``pt_BR``) is the language that the file states for it, ``market`` what it calls the market, '' for all;
    ``value`` is what stands there already, ``column`` its column from 0.
    """

    locale: str
    column: int
    value: str = ""
    market: str = ""


@value
class Field:
    """One value of a listing, as the file says it.

    ``path`` names it (``title``, ``bullet_point/2``); ``label`` is the seller's own name for it where there is one (the
    option name ``Color``, an item specific), which is the context for short values. ``part`` is its index when a cell
    holds several. ``unit`` is the unit that a sibling column or the header states; ``unit_path`` is the sibling's path.
    ``unit_rule`` says of a unit in the header whether it is ``fixed``, the ``store``'s or ``free`` to change with its values.
    ``choices`` names the closed list that the value comes from, ``declares`` what the value states of the market
    (``language_COUNTRY``). ``amounts`` is how a column writes money that some of its cells write otherwise: with a ``sign``, as
    bare numbers with a ``point``, or with the ``mark`` of a country; ``shown:€`` says that a number format shows a sign.
    ``decimal`` is the mark before decimals in the table's amounts, ``.?`` where that is not certain, empty where nothing says it.
    ``targets`` are cells of their own for its localized values; without any, it is localized in place.
    """

    path: str
    role: Role
    value: str
    address: Address
    place: str
    label: str = ""
    header: str = ""
    part: int = 0
    unit: str = ""
    unit_path: str = ""
    currency: str = ""
    choices: str = ""
    declares: str = ""
    unit_rule: str = ""
    amounts: str = ""
    decimal: str = ""
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What the rows of one product share, gathered from whichever row states it."""

    key: str
    title: str = ""
    brand: str = ""
    category: str = ""
    product_type: str = ""
    tags: str = ""
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def evidence(self) -> tuple[str, ...]:
        """The texts that tell kind and audience, the most reliable first."""
        texts = (self.attributes.get("gender", ""), self.attributes.get("age_group", ""))
        return tuple(t for t in (*texts, self.category, self.product_type, self.title, self.tags) if t)


@value
class Listing:
    """One product or variant as the file says it; never changes after reading. ``cells`` is its whole row.

    ``header`` marks the row that names the columns, where names of the seller's own or the site must be localized, too.
    ``encoding`` is the only one in which the marketplace reads the file, '' where any will do.
    """

    key: str
    fields: Mapping[str, Field]
    group: Group
    row: int
    line: int
    findings: tuple[Finding, ...] = ()
    table: str = ""
    cells: tuple[str | None, ...] = ()
    header: bool = False
    encoding: str = ""


class SpanKind(IntEnum):
    """Kinds of span; of two that cross, the smaller number wins (see DESIGN: ownership and precedence)."""

    PLACEHOLDER = 1
    URL = 2
    EMAIL = 3
    CODE = 4
    KEEP = 5
    LEGAL = 6
    TERM = 7
    SIZE = 8
    QUANTITY = 9
    PRICE = 10
    SHIPPED_TERM = 11
    NUMBER = 12
    SYMBOL = 13


@value
class Span:
    """A piece of text that must not be left to the translator.

    ``target`` is what stands in the localized text; ``None`` means unchanged. ``accepted`` are other forms of the target
    that count as honoured when the translation already has them, ``guesses`` what its plural may look like (it counts as
    well, and is never written), ``kin`` its part of speech and gender where a dictionary says them. ``bound``: it states one
    fact with spans of other blocks (a header's unit, a cell's number), so that a block left in another language has it, too.
    """

    start: int
    end: int
    kind: SpanKind
    text: str
    value: Any = None
    target: str | None = None
    accepted: tuple[str, ...] = ()
    kin: tuple[str, str] = ("", "")
    why: str = ""
    by: str = ""
    guesses: tuple[str, ...] = ()
    bound: bool = False

    def __hash__(self) -> int:
        """By place, which tells nearly all spans apart; hashing the fractions of a quantity is slow."""
        return self.start << 20 ^ self.end

    @property
    def rendered(self) -> str:
        """The span as it must appear in the target."""
        return self.text if self.target is None else self.target

    def shifted(self, offset: int) -> Span:
        """The same span, ``offset`` characters further on."""
        return replace(self, start=self.start + offset, end=self.end + offset)


@dataclass(slots=True)
class TextBlock:
    """Plain text of one field, or of one block of its markup, with its spans in order and free of overlaps."""

    text: str
    spans: list[Span] = field(default_factory=list)


class Severity(StrEnum):
    """How bad a finding is: an error stops an upload, a warning wants a look, info is for the record."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@value
class Finding:
    """Something that a person should know. ``group`` joins findings that have one cause."""

    code: str
    severity: Severity
    message: str
    listing: str = ""
    field: str = ""
    place: str = ""
    line: int = 0
    value: str = ""
    suggestion: str = ""
    group: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The published form, one line of ``findings.jsonl``."""
        keys = ("code", "severity", "listing", "field", "place", "line", "message", "value", "suggestion", "group")
        return {key: str(v) if isinstance(v := getattr(self, key), Severity) else v for key in keys}


def severity_of(findings: list[Finding]) -> Severity | None:
    """The worst severity among ``findings``, or None if there are none."""
    order = (Severity.ERROR, Severity.WARNING, Severity.INFO)
    return next((s for s in order if any(f.severity is s for f in findings)), None)


StageName = Literal["source-rules", "terms", "convert", "translate", "rules", "fit", "pin"]


@value
class Change:
    """What a stage did to a field (scope ``field``) or to a piece of its text (scope ``span``)."""

    listing: str
    field: str
    place: str
    seq: int
    scope: Literal["field", "span"]
    stage: StageName
    before: str
    after: str
    why: str
    by: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The published form, one line of ``changes.jsonl``."""
        keys = ("listing", "field", "place", "seq", "scope", "stage", "before", "after", "why", "by")
        return {key: getattr(self, key) for key in keys}


@dataclass(slots=True)
class Draft:
    """A listing in one market: ``values`` by field path so far, what changed them, what was found.

    ``locked`` are fields that are not for the stages now running, because a person pinned them: what is set, noted or
    found there is dropped.
    """

    listing: Listing
    values: dict[str, str]
    texts: dict[str, list[TextBlock]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()

    @classmethod
    def of(cls, listing: Listing) -> Draft:
        """A fresh draft: every value as the source has it."""
        return cls(listing, {path: f.value for path, f in listing.fields.items()}, findings=list(listing.findings))

    def set(self, path: str, value: str, stage: StageName, why: str, by: str = "") -> None:
        """Give a field a new value and record the change; the same value is no change."""
        before = self.values[path]
        if value == before or path in self.locked:
            return
        self.values[path] = value
        self._record("field", path, stage, before, value, why, by)

    def note(self, path: str, stage: StageName, before: str, after: str, why: str, by: str = "") -> None:
        """Record what happened to a piece of a field's text; the field's own change is recorded by :meth:`set`."""
        if path in self.locked:
            return
        self._record("span", path, stage, before, after, why, by)

    def find(
        self,
        code: str,
        severity: Severity,
        message: str,
        path: str = "",
        *,
        value: str | None = None,
        suggestion: str = "",
        group: str = "",
    ) -> None:
        """Add a finding at a field of this listing (or at the listing as a whole)."""
        if path in self.locked:
            return
        source = self.listing.fields.get(path)
        self.findings.append(
            Finding(
                code,
                severity,
                message,
                listing=self.listing.key,
                field=path,
                place=source.place if source else "",
                line=self.listing.line,
                value=self.values.get(path, "") if value is None else value,
                suggestion=suggestion,
                group=group or code,
            )
        )

    def _record(
        self,
        scope: Literal["field", "span"],
        path: str,
        stage: StageName,
        before: str,
        after: str,
        why: str,
        by: str,
    ) -> None:
        place = self.listing.fields[path].place
        seq = len(self.changes) + 1
        self.changes.append(Change(self.listing.key, path, place, seq, scope, stage, before, after, why, by))
