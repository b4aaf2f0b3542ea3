"""Documents in the register, made through the real service, and a question that rests on one."""

from __future__ import annotations

from dataclasses import asdict, replace

from contest.audit.service import SERVER
from contest.documents import service
from contest.web.database import reading, writing
from questions.documents import keeping
from questions.documents.judging import Typed
from tests.contest.bank.shelf import CITY
from tests.contest.rounds.world import OPENS

DECREE = Typed("13/2023/NĐ-CP", "17/4/2023", "Chính phủ", "Bảo vệ dữ liệu cá nhân", "01/7/2023")
NEW = Typed("356/2025/NĐ-CP", "31/12/2025", "Chính phủ")
BASED = replace(CITY, basis="Điều 2, Nghị định số 13/2023/NĐ-CP ngày 17/4/2023")
WRONG = Typed("57", "31/02/2026", title="Giữ nguyên", in_force_from="02/01/2026", in_force_until="01/01/2026")


def add(form: Typed = DECREE) -> str:
    """A document; its id."""
    with writing() as db:
        return service.add(db, SERVER, form, OPENS)


def id_of(number: str = DECREE.number) -> str:
    """The id of a document that is there."""
    with reading() as db:
        return next(one.id for one in keeping.every(db) if one.number == number)


def change(document: str, form: Typed) -> None:
    """Other facts."""
    with writing() as db:
        service.change(db, SERVER, document, form, OPENS)


def posted(form: Typed) -> dict[str, str]:
    """What a browser sends."""
    return asdict(form)
