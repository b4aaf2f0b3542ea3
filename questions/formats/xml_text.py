"""Writing XML: elements as text, with everything in them that is no markup escaped."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def element(tag: str, *inside: str, **attributes: str) -> str:
    """An element around what is markup already; a name in Python's way, `_` at its end left out."""
    given = "".join(f" {name.rstrip('_')}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{tag}{given}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{given}/>"


def words(tag: str, text: str, **attributes: str) -> str:
    """An element around plain text."""
    return element(tag, escape(text), **attributes)


def html(text: str) -> str:
    """Plain text as HTML: its lines are lines."""
    return escape(text).replace("\n", "<br/>")
