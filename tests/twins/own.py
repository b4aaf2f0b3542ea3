"""The pages of one's own data in a twin world: no key shows there, and nobody else's data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.twins import script as played

if TYPE_CHECKING:
    from tests.twins.script import Script

ATTEMPT = re.compile(r"/attempts/[0-9a-z]{13}/")


def everything(script: Script, slug: str) -> None:
    """Who has sat reads and changes, and who is answering reads."""
    look(script, "tôi", slug)
    change(script, "tôi", slug)
    complain(script, "tôi", slug)
    say(script, "tôi", slug)
    look(script, "khách", slug)


def farewell(script: Script, slugs: Sequence[str]) -> None:
    """Somebody leaves each contest for good: the last thing of all, since the server cleans up behind them
    when it finds the time, which no clock of a test says."""
    who = "người bỏ cuộc"
    codes = {slug: played.enter(script, who, slug, "Lê Văn Bỏ", 1) for slug in slugs}
    for slug, code in codes.items():
        go(script, who, slug, code)


def look(script: Script, who: str, slug: str) -> None:
    """Everything that somebody reads of themselves, and the copies of it."""
    root = f"/privacy/mine/{slug}"
    for path in ("", "/agreed", "/correction", "/withdrawal", "/return", "/deletion"):
        script.get(who, root + path)
    for form in ("json", "pdf", "xml"):
        script.post(who, f"{root}/copy", {"form": form})


def complain(script: Script, who: str, slug: str) -> None:
    """They ask for the desk of complaints before there is a result: of their own attempt nothing is told."""
    sat = [one.path.split("/")[2] for one in script.seen if one.who == who and ATTEMPT.match(one.path)]
    attempt, words = sat[-1] if sat else "0" * 13, {"about": "other", "words": "Tôi nộp đúng giờ"}
    script.get(who, f"/results/mine/{slug}")
    script.post(who, f"/results/mine/{slug}", {"code": "HT-0000-0000"})
    answers = [script.get(who, f"/results/complaints/{attempt}{path}") for path in ("", "/new")]
    answers += [script.post(who, f"/results/complaints/{attempt}/new", words)]
    answers += [script.post(who, f"/results/complaints/{attempt}/{'0' * 13}/withdrawal")]
    assert {one.status for one in answers} == {404}


def say(script: Script, who: str, slug: str) -> None:
    """They say how they found the round, wrongly first."""
    sat = [one.path.split("/")[2] for one in script.seen if one.who == who and ATTEMPT.match(one.path)]
    path = f"/feedback/answers/{sat[-1]}"
    script.get(who, path)
    script.post(who, path, {"grade": "9", "words": "Hay"})
    script.post(who, path, {"grade": "5"})
    script.post(who, path, {"grade": "4", "words": "Câu hỏi hay"})
    script.get(who, path)
    script.get(who, f"/privacy/mine/{slug}")


def change(script: Script, who: str, slug: str) -> None:
    """What they change and ask, rightly and wrongly."""
    root = f"/privacy/mine/{slug}"
    for given in ("0", "1", "x"):
        script.post(who, f"{root}/agreement", {"what": "publish", "given": given})
    script.post(who, f"{root}/correction", {"phone": "12"})
    script.post(who, f"{root}/correction", {"phone": "0912345678", "words": "Sai tên"})
    script.post(who, f"{root}/requests", {"kind": "view", "words": "Cho tôi xem"})
    script.post(who, f"{root}/requests", {"kind": "khac"})
    script.post(who, f"{root}/withdrawal", {})
    script.post(who, f"{root}/deletion", {"code": "00000000", "sure": "1"})


def go(script: Script, who: str, slug: str, code: str) -> None:
    """They leave the contest, and are forgotten."""
    root = f"/privacy/mine/{slug}"
    script.post(who, f"{root}/withdrawal", {"sure": "1"})
    script.get(who, f"{root}/return")
    script.post(who, f"{root}/return", {"sure": "1", "mark": "0" * 16})
    script.post(who, f"{root}/deletion", {"code": code, "sure": "1", "results": "1"})
    script.get(who, f"{root}/deleted")
    script.get(who, root)
