"""Somebody who is wherever a contest can hold a person, and the search for what is left of them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, inspect, text
from sqlmodel import Session, select

from contest import entropy
from contest.attempts.models import Answer, Attempt
from contest.campaigns.models import RuleChange, Ruleset
from contest.campaigns.states import RoundState
from contest.commendations.models import PrizeList, PrizeRefusal, TieDecision
from contest.feedback.models import Feedback
from contest.people import same
from contest.people import service as people
from contest.people.models import Entry
from contest.people.service import EntryDraft
from contest.privacy.models import DataRequest
from contest.regrades.models import Regrade
from contest.results.models import Complaint
from contest.results.publication_models import Publication, PublicationEntry
from contest.rounds import judging
from contest.rounds.deeds import Order
from contest.selections.models import SelectionChange
from contest.signals.models import Signal
from contest.standings import staging
from contest.units.rules import fold, name_sort_key
from contest.web.database import Database, current, reading, writing
from tests.contest import opened
from tests.contest.roster.desk import MemberRow, Roster
from tests.contest.rounds import world
from tests.contest.rounds.world import OPENS, World

NAME, PHONE, YEAR = "Đặng Quỳnh Xuyến Ngạc", "0987650123", 1987
GUARDIAN = "Zơrâm Thị Quẹt Bỗng"
AT = OPENS + timedelta(minutes=30)
#: What staff and others typed that names the canary.
SAID = f"{NAME.upper()} (0987 650 123) nói hộ"


def spellings(name: str) -> set[bytes]:
    """A name in every way that a byte of it may stand somewhere."""
    forms = {name, name.upper(), name.lower(), name.title(), fold(name), name_sort_key(name)}
    forms |= {unicodedata.normalize("NFD", each) for each in forms}
    forms |= {json.dumps(each)[1:-1] for each in forms}
    return {each.encode(code) for each in forms for code in ("utf-8", "utf-16-le")}


def numbers(phone: str) -> set[bytes]:
    """A phone in every way of writing it."""
    bare = phone[1:]
    spaced = {f"{bare[:3]}{mark}{bare[3:6]}{mark}{bare[6:]}" for mark in ("", " ", ".", "-", "\u00a0")}
    return {each.encode(code) for each in spaced for code in ("utf-8", "utf-16-le")}


TRACES = spellings(NAME) | spellings(GUARDIAN) | numbers(PHONE)


@dataclass
class Canary:
    """The contest, the person, and somebody else who has to stay as they are."""

    contest: World
    entries: list[str] = field(default_factory=list)
    other: str = ""
    person: str = ""


def person_of(entry: str) -> str:
    """Whose entry it is."""
    with reading() as db:
        return db.get_one(Entry, entry).person_id


def order(reason: str) -> Order:
    """A form of staff."""
    return Order(entropy.new_id(), world.STAFF, reason)


def join(contest: World, name: str, **more: Any) -> str:
    """Enter by the open form."""
    draft = EntryDraft(name, YEAR, None, needs_unit=False, publish=True, **more)
    with writing() as db:
        return people.join(db, contest.view(OPENS).campaign_id, draft, OPENS).entry_id


def make(staff: str) -> Canary:
    """A running contest in which the canary and another person are everywhere."""
    contest = opened.make(2, visibility=world.at_once())
    told = Canary(contest)
    first = join(contest, NAME, phone=PHONE, guardian=GUARDIAN)
    second = join(contest, NAME.upper(), phone="0912000111")
    told.entries, told.other = [first, second], join(contest, "A Thui", phone="0912345678")
    told.person = person_of(first)
    attempts = [
        opened.hand_in(contest, one, right, f"Tôi là {NAME}, gọi {PHONE}", f"Con của {GUARDIAN}")
        for one, right in ((first, 2), (told.other, 1))
        if one != told.other
    ]
    attempts.append(opened.hand_in(contest, told.other, 1, "Mở lớp ở thôn", "Cảm ơn"))
    on_lists(contest, staff, told)
    deeds(contest, told, attempts, second)
    written_by_staff(contest, told, attempts)
    return told


def on_lists(contest: World, staff: str, told: Canary) -> None:
    """A list that was saved, one that waits, and a file that is called by the name."""
    roster = Roster(contest.round_id, staff)
    roster.bring(MemberRow(2, "Y Lan", "1991", "Thôn Đăk Rao"))
    waiting = MemberRow(2, NAME, "năm 87", "Không rõ", "9A", "0987.650.123", "HS-0001")
    roster.begin(waiting, MemberRow(3, "Y Bích", "x", "Không rõ", phone="0911222333"))
    roster.begin(MemberRow(2, NAME.upper(), str(YEAR), "Không rõ"))
    with writing() as db:
        db.connection().execute(text("UPDATE roster_import SET file_name = :name"), {"name": f"{NAME}.xlsx"})


def deeds(contest: World, told: Canary, attempts: list[str], second: str) -> None:
    """Registered twice and merged; a neighbour's attempt void, a neighbour barred, because of the canary."""
    with writing() as db:
        same.merge(db, [second], told.entries[0], "deed000000001")
        judging.void(db, order(SAID), contest.round_id, attempts[0], AT)
        judging.unvoid(db, order("Đã hỏi lại"), contest.round_id, attempts[0], AT)
        judging.void(db, order(f"Chép của {NAME}"), contest.round_id, attempts[1], AT)
        judging.bar(db, order(f"Người nhà {fold(NAME)}"), contest.round_id, told.other, AT)
        view = contest.view(AT)
        staging.set_programme(db, world.STAFF, view, f"09:45 {NAME} hát\n10:00 Y Bích hát", 0, AT)


def written_by_staff(contest: World, told: Canary, attempts: list[str]) -> None:
    """What selections, signals and rules hold, written as their pages write it."""
    by: dict[str, Any] = {"by_staff": world.STAFF, "at": AT, "reason": SAID}
    subject = {"subject": told.entries[0], "chosen": True, "of_unit": False}
    change: dict[str, Any] = {"round_id": contest.round_id, "number": 1, "deed": "d", **subject, **by}
    with writing() as db:
        db.connection().execute(insert(SelectionChange).values(**change))
        for attempt in attempts:
            seen: dict[str, Any] = {"kind": "fast", "subject": attempt, "evidence": "{}", "found_at": AT}
            db.add(Signal(round_id=contest.round_id, **seen))
        tried: dict[str, Any] = {"asked_by": world.STAFF, "asked_at": AT, "reason": SAID}
        db.add(Regrade(id="regrade000001", round_id=contest.round_id, board=1, keys="[]", **tried))
        (rules,) = db.exec(select(Ruleset.id).limit(1))
        db.add(RuleChange(round_id=contest.round_id, before_id=rules, after_id=rules, **by))
        for one in db.exec(select(Attempt)):
            one.holder = f"phone{one.entry_id[:8]}"
        prizes(db, contest, told.entries[0])
        published(db, contest, told.entries[0])
        campaign = db.exec(select(Entry.campaign_id).where(Entry.id == told.entries[0])).one()
        asked: dict[str, Any] = {"campaign_id": campaign, "kind": "correct", "came": "own", "made_at": AT}
        db.add(DataRequest(**asked, entry_id=told.entries[0], words=SAID))
        complained(db, contest, told, attempts)
        for entry, words in ((told.entries[0], SAID), (told.other, f"{NAME} dẫn hay, gọi {PHONE}")):
            said: dict[str, Any] = {"grade": 5, "words": words, "folded": fold(words), "changed_at": AT}
            db.add(Feedback(round_id=contest.round_id, entry_id=entry, **said))


def complained(db: Session, contest: World, told: Canary, attempts: list[str]) -> None:
    """The canary was answered by name; another person complains about them."""
    for attempt, entry, words in (
        (attempts[0], told.entries[0], SAID),
        (attempts[1], told.other, f"{NAME} chép"),
    ):
        of: dict[str, Any] = {"round_id": contest.round_id, "attempt_id": attempt, "entry_id": entry}
        when: dict[str, Any] = {"made_at": AT, "due_at": AT + timedelta(days=5)}
        db.add(Complaint(**of, **when, about="other", words=words, answer=f"Đã hỏi {NAME}"))


def prizes(db: Session, contest: World, first: str) -> None:
    """A tie that was decided, and the list that was issued after it."""
    round_id = contest.round_id
    of: dict[str, Any] = {"occasion_id": round_id, "round_id": round_id, "reason": SAID}
    decided: dict[str, Any] = {"way": "draw", "decided_by": world.STAFF, "decided_at": AT, "witness": NAME}
    db.add(TieDecision(**of, **decided, tie_key="k", board="people", drawn=json.dumps([first])))
    gone: dict[str, Any] = {"kind": "declined", "decided_by": world.STAFF, "decided_at": AT}
    db.add(PrizeRefusal(**of, **gone, entry_id=first, prize="Nhất"))
    issued = json.dumps({"decided": [{"reason": SAID, "ids": [first]}]}, ensure_ascii=False)
    sealed: dict[str, Any] = {"content": issued, "sha256": "0" * 64, "issued_by": world.STAFF}
    db.add(PrizeList(**of, **sealed, number=1, issued_at=AT))


def published(db: Session, contest: World, first: str) -> None:
    """A version whose reason names the canary, with the salt of their commitment."""
    made: dict[str, Any] = {"round_id": contest.round_id, "prepared_by": world.STAFF, "prepared_at": AT}
    row = Publication(**made, version=1, kind="final", reason=SAID, stamp="0" * 64)
    told: dict[str, Any] = {"entry_id": first, "commitment": "0" * 64, "receipt": ""}
    db.add(row)
    db.flush()
    db.add(PublicationEntry(publication_id=row.id, salt="1" * 64, **told))


# --- searching --------------------------------------------------------------------------------------


def rows(database: Database) -> dict[str, dict[str, str]]:
    """Every row of every table as text: table → key → row."""
    found: dict[str, dict[str, str]] = {}
    with database.reader.connect() as connection:
        for table in inspect(database.reader).get_table_names():
            keys = inspect(database.reader).get_pk_constraint(table)["constrained_columns"]
            told = [row._mapping for row in connection.execute(text(f'SELECT * FROM "{table}"'))]
            found[table] = {
                "/".join(str(row[key]) for key in keys): repr(sorted(row.items())) for row in told
            }
    return found


def in_rows(database: Database, traces: set[bytes] = TRACES) -> list[str]:
    """The rows that hold a trace, as "table key"."""
    return [
        f"{table} {key}"
        for table, told in rows(database).items()
        for key, row in told.items()
        if any(each in row.encode() or each in bytes(row, "unicode_escape") for each in traces)
    ]


def in_rows_of(table: str) -> list[str]:
    """The rows of one table of the process's database that hold a trace."""
    return [each for each in in_rows(current()) if each.split()[0] == table]


def say_again(db: Session, told: Canary) -> None:
    """A phone brings words of somebody who was forgotten, as its cookie still lets it."""
    attempt = db.exec(select(Attempt).where(Attempt.entry_id == told.entries[0])).one()
    last = db.exec(select(Answer).where(Answer.attempt_id == attempt.id, Answer.slot == attempt.slots)).one()
    last.answer = f"Vẫn là {NAME}"
    db.add(last)


def in_files(folder: Path, traces: set[bytes] = TRACES) -> Iterator[str]:
    """The files below a folder that hold a trace, with how often."""
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        if count := sum(content.count(each) for each in traces):
            yield f"{path.name}: {count}"


def close(contest: World) -> None:
    """The round is over and ranked."""
    world.work(world.CLOSES + timedelta(minutes=1))
    assert contest.view(world.CLOSES + timedelta(minutes=2)).state is RoundState.CLOSED
