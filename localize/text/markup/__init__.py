"""Markup as plain text with anchors: parsed without loss, written back with the same tags in the same nesting.

    lexer         a value as tags and text, the way browsers cut it
    nesting       which tags belong together, and what an element means for its content
    marks         pairs of signs that mean what tags mean: *bold*, [b]…[/b]
    entities      character references, read and written
    author_lines  is a text written in lines, though no tag says so?
    blocks        what there is to localize: text between block-level tags, and texts in attributes
    document      the value again, with some blocks replaced

What was not replaced comes back as the source's own characters.
"""

from localize.text.markup.attributes import Attribute, attributes_of
from localize.text.markup.author_lines import written_in_lines
from localize.text.markup.blocks import Anchor, Block
from localize.text.markup.document import Document, tag_skeleton
from localize.text.markup.elements import html
from localize.text.markup.lexer import Kind, Token, tokenize

__all__ = [
    "Anchor",
    "Attribute",
    "Block",
    "Document",
    "Kind",
    "Token",
    "attributes_of",
    "html",
    "tag_skeleton",
    "tokenize",
    "written_in_lines",
]
