"""The first run: five pages in a row, each of which can be left for later. The strip on top is a macro
(``templates/macros/office.html``); a page of another feature shows it when its address has ``?step=``.
"""

from __future__ import annotations

#: Number → the route of its page.
PAGES = {
    1: "office.identity",
    2: "office.units_step",
    3: "accounts.staff",
    4: "office.privacy",
    5: "office.phones",
}
LAST = "office.ready"


def after(step: int) -> tuple[str, int]:
    """The route and the number of the step that comes next; after the last one, what to do now."""
    return (PAGES[step + 1], step + 1) if step + 1 in PAGES else (LAST, 0)
