"""What the run folder keeps of a listing for its report."""

from __future__ import annotations

from localize.listing import Address, Draft, Field, Group, Listing, Role, Severity
from localize.tasks.views import View, changes_of, read_field, read_view, view_line


def draft(title: str = 'Mug, 12" tall', *, header: bool = False, row: int = 2) -> Draft:
    """A listing of a mug with a title, a key and a colour."""
    fields = {
        "title": Field("title", Role.TEXT, title, Address("", row, 1), f"B{row}", header=" Title "),
        "sku": Field("sku", Role.CODE, "MG-1", Address("", row, 0), f"A{row}"),
        "color": Field("color", Role.CHOICE, "Blue", Address("", row, 2), f"C{row}", label="Color"),
    }
    return Draft.of(Listing(f"mug/{row}", fields, Group("mug", title="Mug"), row, row, header=header))


def test_a_view_holds_changed_fields_and_those_with_findings() -> None:
    """The others are not written; changes read back as they were noted."""
    one = draft()
    one.note("title", "convert", '12"', "30 cm", "12 in is 30.48 cm", "SI")
    one.set("title", "Caneca, 30 cm de altura", "terms", "dictionary", "a.csv:2")
    one.find("long", Severity.WARNING, "Too long.", "color")
    view = read_view(view_line(one) + "\n")
    fields = list(map(read_field, view.fields))
    assert (view.key, view.place, view.title, view.header) == ("mug/2", "B2", "Mug", False)
    assert [(f.path, f.source, f.target, f.role, f.label, f.header) for f in fields] == [
        ("title", 'Mug, 12" tall', "Caneca, 30 cm de altura", "text", "", "Title"),
        ("color", "Blue", "Blue", "choice", "Color", ""),
    ]
    shown = ("scope", "stage", "before", "after", "why", "by")
    assert changes_of(fields[0]) == [{key: change.to_dict()[key] for key in shown} for change in one.changes]
    assert not changes_of(fields[1])


def test_a_listing_without_changes_and_findings_has_no_view() -> None:
    """Nothing is written for it."""
    assert not view_line(draft())


def test_findings_about_columns_make_a_view_of_the_header() -> None:
    """They have no field, and are shown all the same."""
    header = draft(header=True)
    header.find("odd-header", Severity.INFO, "Twice the same.")
    assert read_view(view_line(header)) == View("mug/2", "B2", "Mug", header=True, category="", fields=[])


def test_tabs_and_line_ends_of_texts_are_no_ends_of_pieces() -> None:
    """They are written as JSON writes them."""
    one = draft("Mug\t12 oz\nblue")
    one.set("title", "Caneca\t355 ml\nazul", "terms", "dictionary")
    (piece,) = read_view(view_line(one) + "\n").fields
    assert (read_field(piece).source, read_field(piece).target) == ("Mug\t12 oz\nblue", "Caneca\t355 ml\nazul")


def test_equal_fields_of_two_listings_differ_where_their_changes_do() -> None:
    """What is remembered of a field is for the very same changes only."""
    first, second = draft(row=2), draft(row=3)
    first.set("color", "Azul", "terms", "dictionary")
    second.set("color", "Azul", "rules", "rule blue")
    fields = [read_field(piece) for d in (first, second) for piece in read_view(view_line(d)).fields]
    assert [field.changes[0][1] for field in fields] == ["terms", "rules"]
