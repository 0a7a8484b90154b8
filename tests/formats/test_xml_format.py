"""XML feeds: read as a table, written with every untouched byte as it was."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localize.errors import CatalogError, OutputError
from localize.formats.xml_format import XmlFormat, XmlSource
from localize.formats.xml_records import SPACE
from localize.limits import Limits
from localize.listing import Address
from localize.protocols import RowPatch

if TYPE_CHECKING:
    from pathlib import Path

GOOGLE = """<?xml version="1.0" encoding="UTF-8"?>\r
<!-- nightly -->\r
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0">\r
  <channel>\r
    <title>A shop</title>\r
    <item>\r
      <g:id>1</g:id>\r
      <title>  <![CDATA[Red & blue <b>shoe</b>]]>\r
      </title>\r
      <g:price cur="USD" note='a "b"'>12.00 USD</g:price>\r
      <g:shipping><g:country>US</g:country><g:price>1 USD</g:price></g:shipping>\r
      <g:image>a</g:image><g:image>b</g:image>\r
      <empty/><blank> </blank>\r
    </item>\r
    <item><g:id>2</g:id><title>Pl<!-- c -->ain &amp; &#x41;</title></item>\r
  </channel>\r
</rss>\r
"""


def _open(path: Path, data: str | bytes, limits: Limits | None = None) -> XmlSource:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return XmlFormat(limits).open(path)


def _column(source: XmlSource, header: str) -> int:
    return list(next(iter(source.rows())).cells).index(header)


def _write(source: XmlSource, *patches: RowPatch) -> str:
    target = source.path.with_name("out.xml")
    source.write(target, patches)
    return target.read_bytes().decode(source.encoding.name)


def test_rows(tmp_path: Path) -> None:
    """Children, nested ones, attributes and namesakes are columns; white space around a value is none of it."""
    source = _open(tmp_path / "a.xml", GOOGLE)
    header, first, second = source.rows()
    assert dict(zip(header.cells, first.cells, strict=True)) == {
        "g:id": "1",
        "title": "Red & blue <b>shoe</b>",
        "g:price/@cur": "USD",
        "g:price/@note": 'a "b"',
        "g:price": "12.00 USD",
        "g:shipping/g:country": "US",
        "g:shipping/g:price": "1 USD",
        "g:image": "b",
        "empty": "",
        "blank": "",
    }
    assert (list(header.cells).count("g:image"), first.line, second.line) == (2, 6, 15)
    assert list(second.cells[:3]) == ["2", "Plain & A", None]
    places = [source.place("", 2, column) for column in range(len(header.cells))]
    assert "item[1]/g:image[2]" in places
    assert source.place("", 1, 0) == "g:id"
    assert source.notes["listings"] == "/rss/channel/item"
    assert list(pickle.loads(pickle.dumps(source)).rows()) == [header, first, second]  # noqa: S301 - our own bytes


def test_write(tmp_path: Path) -> None:
    """Only the bytes of values that change differ: CDATA stays CDATA, comments and white space stay."""
    source = _open(tmp_path / "a.xml", GOOGLE)
    header = list(next(iter(source.rows())).cells)
    first = {
        "title": "Neu ]]> & <i>\nzwei",
        "g:price": "1 €",
        "g:price/@cur": 'E"<',
        "g:price/@note": "it's\n",
        "empty": "a&b",
        "blank": "c",
    }
    written = _write(
        source,
        RowPatch("", 2, {header.index(k): v for k, v in first.items()}),
        RowPatch("", 3, {header.index("title"): "Neu"}),
    )
    expected = (
        GOOGLE.replace("Red & blue <b>shoe</b>]]>", "Neu ]]]]><![CDATA[> & <i>\nzwei]]>")
        .replace('cur="USD" note=\'a "b"\'>12.00 USD<', "cur=\"E&quot;&lt;\" note='it&apos;s&#10;'>1 €<")
        .replace("<empty/><blank> </blank>", "<empty>a&amp;b</empty><blank>c</blank>")
        .replace("Pl<!-- c -->ain &amp; &#x41;", "Neu<!-- c -->")
    )
    assert written == expected
    assert source.refused == ()


def test_a_value_that_stays_keeps_how_it_is_written(tmp_path: Path) -> None:
    """A patch that says what stands there already changes no byte, references and all."""
    source = _open(tmp_path / "a.xml", GOOGLE)
    same = [RowPatch("", r.number, {c: t for c, t in enumerate(r.cells) if t is not None}) for r in source.rows()]
    assert _write(source, *same[1:]) == _write(source) == GOOGLE


def test_dropped_listings_go_with_their_indent(tmp_path: Path) -> None:
    """What is left reads as if the listing had never been there."""
    source = _open(tmp_path / "a.xml", GOOGLE)
    start, end = GOOGLE.index("\r\n    <item>\r\n"), GOOGLE.index("\r\n    <item><g:id>2")
    assert _write(source, RowPatch("", 2, {}, drop=True)) == GOOGLE[:start] + GOOGLE[end:]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    """No element, the header, and control characters are refused with the reason; half a character is an error."""
    source = _open(tmp_path / "a.xml", GOOGLE)
    empty, title = _column(source, "empty"), _column(source, "title")
    written = _write(
        source, RowPatch("", 1, {title: "x"}), RowPatch("", 2, {title: "a\x01"}), RowPatch("", 3, {empty: "x"})
    )
    assert written == GOOGLE
    assert source.refused == (
        (Address("", 1, title), "the header is not in the file"),
        (Address("", 2, title), "XML cannot hold the control character U+0001"),
        (Address("", 3, empty), "the listing has no such element"),
    )
    with pytest.raises(OutputError, match="half a character"):
        _write(source, RowPatch("", 2, {title: "\ud800"}))
    with pytest.raises(OutputError, match="no record 9"):
        _write(source, RowPatch("", 9, {title: "x"}))
    with pytest.raises(CatalogError, match="has no table"):
        list(source.rows("x"))


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("iso-8859-1", b""),
        ("cp1251", b""),
        ("cp932", b""),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, mark: bytes) -> None:
    """The file keeps its encoding and mark; a character that it lacks becomes a reference, also around CDATA."""
    declared = {"utf-16-le": "utf-16", "utf-16-be": "utf-16", "cp932": "shift_jis"}.get(encoding, encoding)
    word = {"cp1251": "Ж", "cp932": "漢"}.get(encoding, "é")
    text = (
        f"<?xml version='1.0' encoding='{declared}'?><f>"
        + f"<p><a>{word}</a><b><![CDATA[{word}]]></b></p>" * 2
        + "</f>"
    )
    name = {"cp932": "shift_jis"}.get(encoding, encoding)
    data = mark + text.encode(name)
    source = _open(tmp_path / "a.xml", data)
    assert [list(row.cells) for row in source.rows()][1:] == [[word, word]] * 2
    target = tmp_path / "out.xml"
    source.write(target, [RowPatch("", 2, {0: word + "ท", 1: word + "ท"})])
    unicode = encoding.startswith("utf")
    new = (
        "<a>é\u0e17</a><b><![CDATA[é\u0e17]]></b>"
        if unicode
        else f"<a>{word}&#3607;</a><b><![CDATA[{word}]]>&#3607;<![CDATA[]]></b>"
    )
    assert target.read_bytes() == mark + text.replace(f"<a>{word}</a><b><![CDATA[{word}]]></b>", new, 1).encode(name)
    assert [list(row.cells) for row in XmlFormat().open(target).rows()][1] == [word + "ท"] * 2


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ("<rdf:RDF xmlns:rdf='r'><channel><a/><b/><c/></channel><item><id/></item></rdf:RDF>", "/rdf:RDF/item"),
        ("<feed><title/><entry><id/></entry></feed>", "/feed/entry"),
        ("<products><product><id/><title/></product></products>", "/products/product"),
        (
            "<p><categories>"
            + "<c id='1' parent='2'>x</c>" * 9
            + "</categories><offers><offer id='1'><a/><b/><c/><d/><e/></offer></offers></p>",
            "/p/offers/offer",
        ),
        ("<rows>" + "<row id='1' name='x'/>" * 3 + "</rows>", "/rows/row"),
        ("<ps>" + ("<p><t/><d/><vs>" + "<v><s/><c/></v>" * 4 + "</vs></p>") * 2 + "</ps>", "/ps/p"),
        ("<a:s xmlns:a='u'><a:meta><x/></a:meta>" + "<a:r><a:t/></a:r>" * 2 + "</a:s>", "/a:s/a:r"),
    ],
)
def test_what_is_a_listing(tmp_path: Path, document: str, path: str) -> None:
    """The repeated element with most to say, whatever it is called."""
    assert _open(tmp_path / "a.xml", document).notes["listings"] == path


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ("<f><p><a>1</a></p>\n <p><a>x & y</a></p></f>", r"line 2, column 11: is not well-formed XML"),
        ("<f><p><a>1</a></p>", r"line 1, column 19: is not well-formed XML \(no element found\)"),
        ("<f><p><a>1</b></p></f>", r"column 13: .*mismatched tag"),
        ('<!DOCTYPE f [<!ENTITY a "x">]><f><p><a>&a;</a></p></f>', "declares the entity 'a'"),
        ('<!DOCTYPE f [<!ENTITY % a SYSTEM "file:///etc/passwd">]><f/>', "declares the entity 'a'"),
        ('<!DOCTYPE f SYSTEM "x.dtd"><f><p><a>1&nbsp;2</a><b/></p></f>', "uses the entity &nbsp;"),
        ("<f><p><a>1&nbsp;2</a></p></f>", "undefined entity"),
        ("<f>text</f>", "<f> has no elements"),
        ("<?xml version='1.0' encoding='klingon'?><f/>", "declares the encoding 'klingon'"),
        ("<html><body/></html>", "a web page"),
        ("", "is empty"),
        ("a,b\n", "no XML"),
        ("<a>" * 60 + "</a>" * 60, "nested more than 50 levels"),
    ],
)
def test_broken_feeds(tmp_path: Path, document: str, message: str) -> None:
    """The place is named with line and column, and what to do."""
    with pytest.raises(CatalogError, match=message) as caught:
        _open(tmp_path / "a.xml", document)
    assert "a.xml" in caught.value.message
    assert caught.value.hint


def test_bytes_that_are_not_of_the_encoding(tmp_path: Path) -> None:
    """UTF-8 is told by the parser, others by the decoder, both with the line."""
    with pytest.raises(CatalogError, match=r"line 2, column 4: .*invalid token"):
        _open(tmp_path / "a.xml", b"<f>\n<p>\xff</p></f>")
    with pytest.raises(CatalogError, match=r"a\.xml: line 2: a character is not shift_jis"):
        _open(tmp_path / "a.xml", b"<?xml version='1.0' encoding='shift_jis'?><f>\n<p>\x81</p></f>")


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(cell_characters=3), "a value has 4 characters, more than 3"),
        (Limits(rows=1), "more than 1 listings"),
        (Limits(columns=1), "more than 1 different fields"),
        (Limits(nesting=2), "more than 2 levels"),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, message: str) -> None:
    """Each limit is told with the setting that raises it."""
    with pytest.raises(CatalogError, match=message) as caught:
        _open(tmp_path / "a.xml", "<f>" + "<p><a>abcd</a><b/></p>" * 2 + "</f>", limits)
    assert "[limits]" in caught.value.hint


def test_one_huge_listing(tmp_path: Path) -> None:
    """A listing is never gathered beyond its limit."""
    with pytest.raises(CatalogError, match="one listing is larger than 1 MB"):
        _open(
            tmp_path / "a.xml", "<f><p><b/>" + "<a>abcd</a>" * 200_000 + "</p></f>", Limits(record_mb=1, columns=10**6)
        )


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12).map(
    lambda t: t.strip(SPACE)
) | st.sampled_from(["]]>", "<b>&amp;</b>", "a \"b\" 'c'", "x\ny", "x\ry", "&#13;", "<!-- -->", "a\tb"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples of a property."""
    return tmp_path_factory.mktemp("xml")


@settings(max_examples=80, deadline=None)
@given(
    cells=st.lists(st.lists(_TEXT, min_size=3, max_size=3), min_size=1, max_size=4),
    new=st.lists(_TEXT, min_size=3, max_size=3),
    cdata=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-16", "iso-8859-1"]),
)
def test_patch_then_read(folder: Path, cells: list[list[str]], new: list[str], cdata: bool, encoding: str) -> None:  # noqa: FBT001
    """Another reader finds the new texts where they were put and everything else where it was."""
    root = ET.Element("feed")
    for a, b, c in cells:
        entry = ET.SubElement(root, "entry", {"k": a})
        ET.SubElement(entry, "t").text = b.replace("\r", "")
        ET.SubElement(entry, "u").text = c.replace("\r", "")
    data = ET.tostring(root, encoding=encoding, xml_declaration=True, short_empty_elements=len(cells) % 2 == 0)
    if cdata:
        data = data.decode(encoding).replace("<t>", "<t><![CDATA[<&").replace("</t>", "]]></t>").encode(encoding)
    source = _open(folder / "a.xml", data)
    before = [list(row.cells) for row in source.rows()]
    target = folder / "b.xml"
    source.write(target, [])
    assert target.read_bytes() == data
    source.write(target, [RowPatch("", 2, dict(enumerate(new)))])
    after = [list(row.cells) for row in XmlFormat().open(target).rows()]
    assert after[1] == new
    assert after[2:] == before[2:]
    entry = ET.parse(target).getroot()[0]  # noqa: S314 - our own bytes
    assert [entry.get("k"), entry[0].text or "", entry[1].text or ""] == new


def test_codes_above_the_listings_are_cells_of_the_header(tmp_path: Path) -> None:
    """``PATH=CODE`` behind the columns; a new code is written where the old one stood, and nothing else changes."""
    text = (
        '<?xml version="1.0"?>\n<feed lang="en" version="2.0">\n<!-- <language>fr</language> --><title>Mugs</title>'
        "<language>\n en-us </language><b><![CDATA[en]]></b>\n<entry><id>1</id></entry>\n<entry><id>2</id></entry></feed>"
    )
    path, target = tmp_path / "a.xml", tmp_path / "b.xml"
    path.write_text(text, encoding="utf-8")
    source = XmlFormat().open(path)
    header = next(source.rows()).cells
    assert header == ["id", "feed/@lang=en", "feed/language=en-us"]
    at = header.index("feed/language=en-us")
    assert source.place("", 1, at) == "feed/language"
    source.write(target, [RowPatch("", 1, {at: "feed/language=pt-br"}), RowPatch("", 2, {0: "7"})])
    assert target.read_text(encoding="utf-8") == text.replace("en-us", "pt-br").replace("<id>1<", "<id>7<")
    assert source.refused == ()
