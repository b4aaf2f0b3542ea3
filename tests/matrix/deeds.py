"""When a deed does something, written by hand."""

from __future__ import annotations

#: In which moment a deed does something: draft, waiting, open, paused, closed, issued. Elsewhere it is
#: refused, or has nothing to do; either way nothing changes.
DEEDS = {
    "rounds.open": "++....",
    "rounds.close": "..++..",
    "rounds.extend": "..++..",
    "rounds.pause": "..+...",
    "rounds.resume": "...+..",
    "rounds.extra": "..++..",
    "rounds.unextra": "..++++",
    "rounds.void": "..++++",
    "rounds.unvoid": "......",
    "rounds.resit": "..++..",
    "rounds.bar": ".+++++",
    "rounds.unbar": "......",
    "rounds.recode": ".+++++",
    "rounds.move": ".+++++",
    "rounds.merge": "..++++",
    "rounds.unmerge": "......",
    "rounds.part": "..++++",
    "rounds.unpart": "..++++",
    "standings.freeze": "......",
    "byhand.mix": "..+...",
    "byhand.withdraw": "..++++",
    "signals.search": "....++",
    "signals.decide": "..++++",
    "reports.count": "....++",
    "regrades.begin": "......",
    "regrades.apply": "......",
    "regrades.drop": "....++",
    "regrades.resume": "......",
    "roster.open": "++++..",
    "planning.schedule": "+.....",
    "planning.discard_posted": "+.....",
    "planning.unrehearse_posted": "......",
    "commendations.take_back": "....+.",
    "attempts.ops": "..++++",
    "attempts.takeover": "..++..",
    "attempts.hand_in": "..++..",
}
