from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localize.errors import CatalogError, UsageError
from localize.formats.charset_guess import guess_charset, looks_western
from localize.formats.encoding import TextEncoding, detect_encoding, exact_text, text_lines

if TYPE_CHECKING:
    from pathlib import Path


def _file(folder: Path, data: bytes) -> Path:
    path = folder / "catalog.csv"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "name", "mark"),
    [
        (b"title\nshoe\n", "utf-8", b""),
        ("título\n".encode(), "utf-8", b""),
        (codecs.BOM_UTF8 + "título\n".encode(), "utf-8", codecs.BOM_UTF8),
        ("título\n".encode("utf-16"), "utf-16-le", codecs.BOM_UTF16_LE),
        (codecs.BOM_UTF16_BE + "título\n".encode("utf-16-be"), "utf-16-be", codecs.BOM_UTF16_BE),
        ("título\n".encode("utf-32"), "utf-32-le", codecs.BOM_UTF32_LE),
    ],
)
def test_unicode(tmp_path: Path, data: bytes, name: str, mark: bytes) -> None:
    """A byte order mark decides; without one, what is valid UTF-8 is UTF-8."""
    found = detect_encoding(_file(tmp_path, data))
    assert (found.name, found.mark) == (name, mark)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Größe;Farbe\nFüße schön;weiß\nBücher für Mädchen;grün", "cp1252"),
        ("Été à la plage; déjà vu, garçon, élégant", "cp1252"),
        ("Camiseta de algodón para niño – talla pequeña", "cp1252"),
        ("Café, naïve 20 € “smart” quotes", "cp1252"),
        ("12½ in, 350°F, ® ™ and × 3", "cp1252"),
        ("Zażółć gęślą jaźń; koszulka męska, rozmiar średni", "cp1250"),
        ("Футболка мужская; размер большой, красный цвет", "cp1251"),
        ("Ανδρικό μπλουζάκι; μέγεθος μεγάλο", "cp1253"),
        ("Erkek tişört; büyük beden, kırmızı ışık çağ", "cp1254"),
        ("コントロールカラム,商品名,価格\nn,赤いシャツ,1980", "cp932"),
        ("商品名称,颜色,红色衬衫\n男士运动鞋,黑色", "gb18030"),
        ("商品名稱,顏色,紅色襯衫", "big5"),
        ("상품명,색상,빨간 셔츠", "cp949"),
    ],
)
@pytest.mark.parametrize("times", [1, 5])
def test_legacy_encodings_are_guessed(tmp_path: Path, text: str, name: str, times: int) -> None:
    """A few words are enough to tell which legacy encoding a file has, and the notes call it a guess."""
    found = detect_encoding(_file(tmp_path, f"title;price\n{(text + chr(10)) * times}".encode(name)))
    assert (found.name, found.how) == (name, "guessed")


def test_old_mac_files(tmp_path: Path) -> None:
    """Mac Roman is considered only where lines end with CR alone."""
    data = "Größe\rFüße schön\rBücher für Mädchen, weiß und grün\r".encode("mac_roman")
    assert guess_charset(_file(tmp_path, data))[0] == "mac_roman"
    assert "mac_roman" not in guess_charset(_file(tmp_path, data.replace(b"\r", b"\n")))


def test_looks_western() -> None:
    """Symbols inside words, and words of accents only, are not Western text."""
    assert looks_western("Größe 10, l’été, 20 €".encode("cp1252"))
    assert not looks_western("Zażółć gęślą jaźń".encode("cp1250"))
    assert not looks_western("Ανδρικό".encode("cp1253"))


def test_the_named_encoding_wins(tmp_path: Path) -> None:
    """What the caller says beats every guess, and reads its own mark."""
    path = _file(tmp_path, "é".encode())
    assert "".join(text_lines(path, detect_encoding(path, "latin-1"))) == "Ã©"
    path = _file(tmp_path, codecs.BOM_UTF8 + b"a")
    assert detect_encoding(path, "UTF8").mark == codecs.BOM_UTF8
    path = _file(tmp_path, "ab".encode("utf-16-le"))
    assert detect_encoding(path, "utf-16").name == "utf-16-le"


@pytest.mark.parametrize("name", ["utf-7", "iso2022_jp", "hz", "rot13", "utf8x", "idna"])
def test_unusable_encodings(tmp_path: Path, name: str) -> None:
    """An unknown encoding, or one whose bytes depend on what came before, is a wrong call."""
    with pytest.raises(UsageError, match=name):
        detect_encoding(_file(tmp_path, b"a"), name)


def test_a_fault_names_offset_and_line(tmp_path: Path) -> None:
    """A file that is UTF-8 but for a byte is not guessed at: the message says where the byte is and what to do."""
    data = ("größe;weiß\r\n" * 200_000).encode() + b"abc\r\nx\xe9y\n"
    with pytest.raises(CatalogError) as caught:
        detect_encoding(_file(tmp_path, data))
    assert f"byte 0xe9 at offset {len(data) - 3} (line 200002) is not utf-8" in str(caught.value)
    assert "--encoding" in caught.value.hint


def test_a_named_encoding_that_does_not_fit(tmp_path: Path) -> None:
    """The byte that does not fit is named, in multi-byte encodings too."""
    with pytest.raises(CatalogError, match=r"0xff at offset 7 \(line 2\) is not euc_jp"):
        detect_encoding(_file(tmp_path, "赤い\nab".encode("euc_jp") + b"\xff\xff"), "euc_jp")
    with pytest.raises(CatalogError, match="is not utf-16-le"):
        detect_encoding(_file(tmp_path, codecs.BOM_UTF16_LE + b"a\0b"))


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "\ufeff \n".encode("utf-16-le")])
def test_empty(tmp_path: Path, data: bytes) -> None:
    """A file without a visible character is empty."""
    with pytest.raises(CatalogError, match="is empty"):
        detect_encoding(_file(tmp_path, data))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a,b\0c\n", "holds 1 NUL character, the first in line 1"),
        (b"a,b\nc,d\n\0\0\0", "holds 3 NUL characters, the first in line 3"),
        (b"\xff\x00\x01" * 50, "holds 50 NUL characters, the first in line 1"),
        (b"a,b\n" * 400_000 + b"\0", "holds 1 NUL character, the first in line 400001"),
    ],
)
def test_binary(tmp_path: Path, data: bytes, says: str) -> None:
    """NUL characters never occur in a text file; where the first stands is said."""
    with pytest.raises(CatalogError, match=says) as caught:
        detect_encoding(_file(tmp_path, data))
    assert "utf-16" not in caught.value.hint


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_named(tmp_path: Path, name: str) -> None:
    """Every second byte is a NUL: which of the two says the byte order."""
    with pytest.raises(CatalogError, match="looks like UTF-16") as caught:
        detect_encoding(_file(tmp_path, "sku,title\n1,Red shelf\n".encode(name)))
    assert f"--encoding {name}" in caught.value.hint


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "cp1252", "cp1251", "mac_roman", "latin-1", "ascii", "cp037"])
def test_exact_encodings(name: str) -> None:
    """Unicode and single-byte encodings give the same bytes back by themselves."""
    assert TextEncoding(name).exact


@pytest.mark.parametrize("name", ["cp932", "shift_jis", "gb18030", "big5", "cp949", "euc_jp"])
@given(st.data())
def test_exact_text(name: str, data: st.DataObject) -> None:
    """In encodings with two byte sequences for a character, each comes back as it was."""
    assert not TextEncoding(name).exact
    pairs = st.tuples(st.integers(0x81, 0xFE), st.integers(0x40, 0xFE)).map(bytes)
    valid = data.draw(st.lists(pairs.filter(lambda pair: _decodes(pair, name)) | st.just(b"a,"), max_size=8))
    raw = b"".join(valid)
    assert exact_text(raw, name).encode(name, "surrogateescape") == raw


def _decodes(data: bytes, name: str) -> bool:
    try:
        return len(data.decode(name)) == 1
    except UnicodeDecodeError:
        return False


def test_exact_text_protects_the_dialect() -> None:
    """An ambiguous character whose second byte is the delimiter is refused rather than misread."""
    ambiguous = next(
        bytes([lead, 0x7C])
        for lead in range(0x81, 0xFD)
        if _decodes(bytes([lead, 0x7C]), "cp932")
        and bytes([lead, 0x7C]).decode("cp932").encode("cp932") != bytes([lead, 0x7C])
    )
    with pytest.raises(CatalogError, match="ambiguous"):
        exact_text(ambiguous, "cp932", "|")
    assert exact_text(ambiguous, "cp932", ",").encode("cp932", "surrogateescape") == ambiguous
