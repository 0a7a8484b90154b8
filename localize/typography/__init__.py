"""How a language is set: quotation marks, the spaces before marks, letters that a country does not write.

Facts lie in ``localize/markets/*.toml`` under ``[typography.LANGUAGE]``; a stage behind the translation applies them.
"""

from localize.typography.rules import Typography, typography_of
from localize.typography.setting import set_text
from localize.typography.stage import finish_typography

__all__ = ["Typography", "finish_typography", "set_text", "typography_of"]
