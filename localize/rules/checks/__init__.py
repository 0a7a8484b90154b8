"""What is wrong with rules that can be read: what can never hold, does nothing, is undone, or names what there is not.

In the order of work: ``facts`` (what a condition says, and what follows from it), ``single`` (a rule by itself), ``pairs``
(rules against each other), ``names`` (rules against the fields of a catalog).
"""

from localize.rules.checks.names import check_names
from localize.rules.checks.pairs import check_pairs
from localize.rules.checks.single import check_rule

__all__ = ["check_names", "check_pairs", "check_rule"]
