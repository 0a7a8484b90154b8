"""Rules: declared edits of fields, read from TOML. No code is ever executed from a rule.

In the order of work: ``load`` (files → rules), ``conditions`` (does it hold here?), ``templates`` and ``actions`` (what
it does), ``stage`` (over drafts), ``testing`` (the ``[[test]]`` tables).
"""
