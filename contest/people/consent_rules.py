"""What follows from what was agreed to, and the text that people read before: pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contest.people.rules import is_minor
from contest.people.states import GUARDIANS, Consent, How

#: So much of a text's digest stands on the form: what changed while somebody read is found by it.
MARK = 16


@dataclass(frozen=True, slots=True)
class Text:
    """What somebody reads before they agree, whole and as it is shown: headed parts, then the sentences to
    tick. The same words are the same text, whoever reads them."""

    parts: tuple[tuple[str, str], ...]
    ticks: tuple[str, ...]

    @property
    def content(self) -> str:
        """The one spelling of it that is stored."""
        return json.dumps(
            {"parts": [list(part) for part in self.parts], "ticks": list(self.ticks)},
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @property
    def digest(self) -> str:
        """What tells it from every other text."""
        return hashlib.sha256(self.content.encode()).hexdigest()

    @property
    def mark(self) -> str:
        """The part of the digest that a form carries."""
        return self.digest[:MARK]


def understood(content: str) -> Text:
    """A stored text."""
    stored = json.loads(content)
    return Text(tuple((head, words) for head, words in stored["parts"]), tuple(stored["ticks"]))


@dataclass(frozen=True, slots=True)
class Said:
    """Something agreed to or taken back: what, when, how, after reading which text; ``by``: which of the
    staff wrote it down, "" for the person themselves."""

    what: Consent
    given: bool
    at: datetime
    how: How
    text_id: str | None = None
    by: str = ""


def standing(said: Sequence[Said]) -> dict[Consent, bool]:
    """What holds now: the last that was said of each thing. ``said`` is in the order in which it was."""
    return {each.what: each.given for each in said}


def holds(
    now_said: Mapping[Consent, bool],
    what: Consent,
    birth_year: int | None,
    now: datetime,
    *,
    grown: bool = False,
) -> bool:
    """Whether something is agreed to in effect: a child's own word needs the guardian's too."""
    own = now_said.get(what, False)
    guardian = now_said.get(GUARDIANS[what], False)
    return own and (guardian or not is_minor(birth_year, now, grown=grown))


def changes(now_said: Mapping[Consent, bool], wanted: Mapping[Consent, bool]) -> dict[Consent, bool]:
    """What of this is news: a second press of one button says nothing new."""
    return {what: given for what, given in wanted.items() if now_said.get(what, False) != given}
