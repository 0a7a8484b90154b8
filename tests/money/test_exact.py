"""Money is never a float: not in the code, not on the way, not in what comes out."""

from __future__ import annotations

import ast
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localize.data import package_folder
from localize.listing import Role
from localize.money import convert_price

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from localize.context import Context

MODULES = sorted(package_folder("money").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_knows_floats(path: Path) -> None:
    """Neither a literal nor a call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    literals = [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id == "float"]
    assert (literals, calls) == ([], [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.decimals("0.01", "1000000", places=3),
    st.sampled_from(["USD", "EUR", "JPY", "CHF"]),
    st.sampled_from(["de-DE", "pt-BR", "ja-JP", "de-CH", "en-US", "sv-SE"]),
    st.sampled_from(list(Role)).filter(lambda role: role.is_money),
    st.sampled_from([{}, {"add_target_tax": True}, {"source_includes_tax": True, "source_tax_percent": Decimal(8)}]),
)
def test_every_step_is_exact(
    context: Callable[..., Context], amount: Decimal, source: str, market: str, role: Role, options: dict[str, object]
) -> None:
    """Amounts of a trace are Decimal; net and gross differ by the tax and nothing else; nothing becomes nothing."""
    trace = convert_price(amount, source, context(market, **options), role, 3)
    parts = [trace.value, trace.exact, trace.net, trace.gross, trace.source_net, *(s.value for s in trace.steps)]
    assert all(type(part) is Decimal for part in parts)
    assert trace.value > 0
    tax = 1 + (trace.target_tax or Decimal(0)) / 100
    assert abs(trace.net * tax - trace.gross) < Decimal("1e-20") * max(Decimal(1), trace.gross)
