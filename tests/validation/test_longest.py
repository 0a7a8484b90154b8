from __future__ import annotations

from localize.validation.limits import Limits, limits_for


def test_the_tightest_limit_of_a_field() -> None:
    """Of several lengths the one that breaks first counts, also within allOf; advice only where nothing else is."""
    schema = {
        "properties": {
            "title": {"allOf": [{"maxLength": 200}, {"maxUtf8Bytes": 150}, {"maxLength": 80, "x-severity": "warning"}]},
            "note": {"maxLength": 70, "x-severity": "warning"},
            "code": {"pattern": "^[A-Z]+$"},
        },
        "patternProperties": {"^bullet/": {"maxLength": 500}},
    }
    limits = Limits(schema, "made-up")
    assert limits.longest("title") == ("maxUtf8Bytes", 150)
    assert limits.longest("note") == ("maxLength", 70)
    assert limits.longest("bullet/3") == ("maxLength", 500)
    assert limits.longest("code") is None
    assert limits.longest("unknown") is None


def test_shipped_limits_are_found() -> None:
    """A title on eBay has 80 characters."""
    found = limits_for("ebay", "de-DE").longest("title")
    assert found is not None
    assert found[1] == 80
