"""Damage that a program did to a value, told from what a person wrote."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from localize.listing import Role

__all__ = ["Verdict", "judge", "lost_letters", "repaired"]

_NUMBERS = frozenset({Role.SIZE, Role.QUANTITY, Role.CODE})
_SCIENTIFIC = re.compile(r"[+-]?\d([.,]\d+)?E[+-]?\d+", re.IGNORECASE)
_DIGITS = re.compile(r"[\d\s.,-]+")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}[. -]+[A-Za-zÀ-ÿ]{3,9}\.?([. -]+\d{2,4})?|[A-Za-zÀ-ÿ]{3,9}\.?[ -]\d{1,4}"
)
_DATE_LIKE = re.compile(r"\d{1,4}\s*[./-]\s*\d{1,4}")
_BLANKS = re.compile(r"\s+")
_DECIMAL = re.compile(r"-?\d+[.,]\d{1,2}")
_AMOUNT = re.compile(r"(?P<whole>-?\d+)(?P<decimals>[.,]\d{1,2})?")
_CUT_AT = (255, 256, 1_024, 32_767)
_TRUTHS = frozenset({"true", "false"})
"""Programs take these for truth values and write them in capitals."""
_ERROR_VALUES = frozenset({"#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#####"})


class Verdict(NamedTuple):
    """What became of a value: ``text`` is what a person wrote, None if nobody wrote anything; ``damage`` what was done."""

    text: str | None
    damage: str = ""


def judge(written: str, found: str, role: Role) -> Verdict:
    """Compare a value that was written with the one that came back.

    >>> judge("Café", "CafÃ©", Role.TEXT)
    Verdict(text=None, damage='read in another encoding (CafÃ©)')
    >>> judge("9.50", "9,5", Role.PRICE)
    Verdict(text=None, damage='')
    """
    if _same(written, found) or (_same(written.casefold(), found.casefold()) and written.casefold() in _TRUTHS):
        return Verdict(None)
    if (role.is_money or role in _NUMBERS) and _same_number(written, found):
        return Verdict(None)
    damage = _damage(written, found)
    if damage:
        return Verdict(None, damage)
    mended = repaired(found)
    if mended is not None and repaired(written) is None:
        damage = f"read in another encoding ({_short(found)})"
        return Verdict(None if _same(written, mended) else mended, damage)
    text = _restored(written, found.replace("\r\n", "\n").strip())
    if role.is_money or role in _NUMBERS:
        text = _with_mark_of(written, text)
    return Verdict(_with_decimals_of(written, text) if role.is_money else text)


def _restored(written: str, found: str) -> str:
    """A correction with the letters that a program lost beside it: an emoji that came back as a question mark."""
    lost = written.encode("cp1252", "replace").decode("cp1252")
    if lost == written or "?" not in found:
        return found
    edits = SequenceMatcher(None, lost, found, autojunk=False).get_opcodes()
    return "".join(written[i:j] if tag == "equal" else found[k:m] for tag, i, j, k, m in edits)


def _with_mark_of(written: str, found: str) -> str:
    """A number with the decimal mark that the file has: ``799,90`` beside ``809.44`` is ``799.90``."""
    marks = {mark for mark in written if mark in ".,"}
    if len(marks) != 1 or not all(_DECIMAL.fullmatch(text.strip()) for text in (written, found)):
        return found
    return found.strip().replace(",", ".").replace(".", marks.pop())


def _with_decimals_of(written: str, found: str) -> str:
    """An amount with as many decimals as the file has: programs write the ``77,70`` that was typed as ``77,7``.

    >>> _with_decimals_of("8.06", "77.7"), _with_decimals_of("8.06", "77")
    ('77.70', '77.00')
    """
    was, now = _AMOUNT.fullmatch(written.strip()), _AMOUNT.fullmatch(found.strip())
    if was is None or now is None or not was["decimals"]:
        return found
    wanted, there = was["decimals"], now["decimals"] or was["decimals"][0]
    return now["whole"] + there + "0" * (len(wanted) - len(there))


def _same(a: str, b: str) -> bool:
    return _BLANKS.sub(" ", a).strip() == _BLANKS.sub(" ", b).strip()


def _same_number(a: str, b: str) -> bool:
    """The same amount, whatever marks the decimals; ``9.50`` and ``9,5``."""
    if not (_NUMBER.fullmatch(a.strip()) and _NUMBER.fullmatch(b.strip())):
        return False
    return _canonical(a) == _canonical(b)


def _canonical(text: str) -> str:
    text = text.strip().replace(",", ".")
    whole, dot, rest = text.rpartition(".")
    if not dot:
        return text
    return f"{whole.replace('.', '')}.{rest}".rstrip("0").rstrip(".")


def _damage(written: str, found: str) -> str:
    """What a program made of it; '' if a person could have written this."""
    was, plain = written.strip(), found.strip()
    lost = "\ufffd" in plain and "\ufffd" not in was
    kinds = (
        (not plain, "emptied"),
        (plain in _ERROR_VALUES, f"an error value of a spreadsheet ({plain})"),
        (
            bool(_SCIENTIFIC.fullmatch(plain) and not _SCIENTIFIC.fullmatch(was)),
            f"a long number in scientific form ({plain})",
        ),
        (bool(_DIGITS.fullmatch(was)) and plain == was.lstrip("0"), f"leading zeros lost ({plain})"),
        (bool(_DATE_LIKE.fullmatch(was) and _DATE.fullmatch(plain)), f"turned into a date ({plain})"),
        (lost or ("?" in plain and _without_letters(was) == plain), f"characters lost ({_short(plain)})"),
        (len(plain) in _CUT_AT and was.startswith(plain), f"cut after {len(plain):,} characters"),
    )
    return next((reason for holds, reason in kinds if holds), "")


def lost_letters(text: str) -> bool:
    """Has it letters that a program loses which knows Windows' Western letters only?"""
    return _without_letters(text) != text.strip()


def _without_letters(text: str) -> str:
    """A text as a program writes it that knows Windows' Western letters only."""
    return text.encode("cp1252", "replace").decode("cp1252").strip()


def repaired(text: str) -> str | None:
    """The text before UTF-8 was read as Windows' Western letters; None if it never was."""
    if text.isascii():
        return None
    try:
        return b"".join(map(_western, text)).decode("utf-8")
    except UnicodeError:
        return None


def _western(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")  # five bytes that Windows left undefined


def _short(text: str, most: int = 40) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
