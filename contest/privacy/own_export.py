"""One's own data to take along: for machines as JSON, for people as a paper."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contest.campaigns.showing import lines
from contest.clock import local
from contest.printing import own_data
from contest.privacy.own import Mine
from contest.privacy.own_pages import Section
from contest.web.filters import moment

TITLE = "Bản sao dữ liệu của tôi"


@dataclass(frozen=True, slots=True)
class File:
    """What is sent: its name, its kind, its bytes."""

    name: str
    media_type: str
    content: bytes


def made(own: Mine, sections: Sequence[Section], form: str, now: datetime) -> File:
    """The copy in one of its two forms."""
    return _json(own, sections, now) if form == "json" else _pdf(own, sections, now)


def _json(own: Mine, sections: Sequence[Section], now: datetime) -> File:
    told = {
        "contest": " ".join(lines(own.view.title)),
        "organiser": ", ".join(lines(own.view.organiser)),
        "made_at": local(now).isoformat(timespec="seconds"),
        "sections": [
            {
                "title": one.title,
                "facts": [{"name": name, "value": value} for name, value in one.facts],
                **({"note": one.note} if one.note else {}),
            }
            for one in sections
        ],
    }
    content = json.dumps(told, ensure_ascii=False, indent=2).encode()
    return File("du-lieu-cua-toi.json", "application/json", content)


def _pdf(own: Mine, sections: Sequence[Section], now: datetime) -> File:
    head = (
        f"Cuộc thi: {' '.join(lines(own.view.title))}",
        f"Ban Tổ chức: {', '.join(lines(own.view.organiser))}",
        f"Lập lúc {moment(now)}",
    )
    parts = tuple(own_data.Part(one.title, one.facts, one.note) for one in sections)
    return File("du-lieu-cua-toi.pdf", own_data.MEDIA_TYPE, own_data.pdf(own_data.Copy(TITLE, head, parts)))
