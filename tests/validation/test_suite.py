"""The official JSON Schema test-suite, for the validators as configured: with our keywords, offline.

The suite is part of jsonschema's source distribution. ``JSON_SCHEMA_SUITE`` names the folder; ``.ci/full`` gets it with pip::

    pip download --no-binary jsonschema --no-deps jsonschema
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from localize.validation.passing import passing
from localize.validation.vocabulary import compile_definition, compile_schema, offline_registry

SUITE = Path(os.environ.get("JSON_SCHEMA_SUITE", "no-such-folder"))
DIALECTS = {"draft2020-12": compile_schema, "draft2019-09": compile_definition}
FILES = [path for dialect in DIALECTS for path in sorted((SUITE / "tests" / dialect).glob("*.json"))]

pytestmark = pytest.mark.skipif(not FILES, reason="JSON_SCHEMA_SUITE names no copy of the test-suite")


@pytest.fixture(scope="module")
def registry() -> Any:
    """What may be referred to: the standard's own schemas, and the suite's by the address at which they pretend to be."""
    from referencing.jsonschema import DRAFT201909, DRAFT202012, specification_with

    folder = SUITE / "remotes"
    resources = []
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        if name.startswith(("draft2019-09/", "draft2020-12/")) or "/" not in name:
            schema = json.loads(path.read_text(encoding="utf-8"))
            default = DRAFT201909 if name.startswith("draft2019-09/") else DRAFT202012
            named = schema.get("$schema") if isinstance(schema, dict) else None
            dialect = specification_with(named, default=default) if named else default
            resources.append((f"http://localhost:1234/{name}", dialect.create_resource(schema)))
    return offline_registry().with_resources(resources)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_validator_as_configured_passes(path: Path, registry: Any) -> None:
    """Every verdict is the suite's, that of the fast path on texts, too."""
    compiled = DIALECTS[path.parent.name]
    wrong = []
    for case in json.loads(path.read_text(encoding="utf-8")):
        # A schema that is true or false is no marketplace's, but its parts may be.
        schema = case["schema"] if isinstance(case["schema"], dict) else {"allOf": [case["schema"]]}
        validator = compiled(schema, registry=registry)
        wrong += [
            f"{case['description']}: {test['description']}"
            for test in case["tests"]
            if validator.is_valid(test["data"]) is not test["valid"]
        ]
        if fast := passing(schema):
            said = [(t["data"], t["valid"]) for t in case["tests"] if isinstance(t["data"], str)]
            wrong += [f"fast: {text!r}" for text, valid in said if bool(fast(text)) is not valid]
    assert wrong == []
