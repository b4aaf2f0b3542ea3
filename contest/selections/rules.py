"""Who goes on: where the places run out, and what staff decide there. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from contest.ruleset.selection import Border


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the places run out. ``tied`` share a rank and are more than the ``left`` places for them."""

    sure: tuple[str, ...] = ()
    tied: tuple[str, ...] = ()
    left: int = 0


def cut(ranked: Sequence[tuple[str, int]], places: int) -> Cut:
    """Cut a board, given as (id, rank) in its order, behind so many places."""
    sure: list[str] = []
    for _, group in groupby(ranked, key=lambda row: row[1]):
        members = [one for one, _ in group]
        left = places - len(sure)
        if left <= 0:
            break
        if len(members) > left:
            return Cut(tuple(sure), tuple(members), left)
        sure += members
    return Cut(tuple(sure))


def going(found: Cut, border: Border, decided: Mapping[str, bool]) -> tuple[str, ...]:
    """Who goes on by the board and by what was decided where it is tied."""
    if border is Border.ALL:
        return (*found.sure, *found.tied)
    return (*found.sure, *(one for one in found.tied if decided.get(one)))


def undecided(found: Cut, border: Border, decided: Mapping[str, bool]) -> tuple[str, ...]:
    """About whom staff still have to decide."""
    if border is Border.ALL:
        return ()
    return tuple(one for one in found.tied if one not in decided)


def settled(people: Iterable[str], changed: Mapping[str, bool]) -> tuple[str, ...]:
    """These people, with those whom staff added and without those whom they took off."""
    kept = [one for one in people if changed.get(one, True)]
    added = sorted(one for one, chosen in changed.items() if chosen and one not in set(kept))
    return (*kept, *added)


def digest(round_id: str, entry_ids: Collection[str]) -> str:
    """What stands for one list: the same people are the same digest, in whatever order."""
    text = json.dumps([round_id, sorted(entry_ids)], separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
