"""The registry of findings: every code is documented, and the page says what the registry says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from localize.findings import finding_codes, findings_page, told_once

ROOT = Path(__file__).resolve().parents[1]
_IN_CALL = re.compile(r'(?:\.find|Finding|_Fault|Fault|_say|_once)\(\s*"([a-z]+(?:-[a-z]+)+)"')


def used_codes() -> set[str]:
    """Codes in code and in marketplaces' schemas."""
    codes: set[str] = set()
    for path in (ROOT / "localize").rglob("*.py"):
        codes.update(_IN_CALL.findall(path.read_text(encoding="utf-8")))
    for path in (ROOT / "localize" / "marketplaces").rglob("schema.json"):
        codes.update(re.findall(r'"x-code":\s*"([^"]+)"', path.read_text(encoding="utf-8")))
    return codes - {"no-repeat"}


def test_every_code_that_is_used_is_documented() -> None:
    """A finding without a page is a riddle."""
    assert used_codes() - set(finding_codes()) == set()
    assert len(used_codes()) > 30


def test_the_page_is_made_from_the_registry() -> None:
    """``python -c "from localize.findings import findings_page; …"`` writes it anew."""
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == findings_page()


def test_a_run_wide_cause_is_told_once() -> None:
    """One finding for the run's currency, one for each text."""
    found = [{"code": c, "group": c, "listing": str(n)} for n in range(3) for c in ("currency-assumed", "untranslated")]
    assert [f["code"] for f in told_once(found)].count("currency-assumed") == 1
    assert json.dumps(list(told_once(found))).count("untranslated") == 6
