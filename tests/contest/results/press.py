"""An office that publishes: two people who may, a closed round, its file on the disk."""

from __future__ import annotations

import contextlib
import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from contest import verify
from contest.accounts import service as accounts
from contest.accounts.service import Member
from contest.accounts.states import ContestRole, Role
from contest.audit.service import SERVER
from contest.campaigns import service as campaigns
from contest.results import publication_file, publishing
from contest.results import publication_store as store
from contest.results.publication_states import Kind
from contest.results.publication_store import Version
from contest.results.publishing import Order
from contest.rounds import service as rounds
from contest.web.database import reading, writing
from tests.contest.rounds import world
from tests.contest.rounds.world import CLOSES, OPENS, World

#: Everybody has handed in, or their time is over.
DONE = CLOSES + timedelta(minutes=30)
FIRST = Order(Kind.PROVISIONAL, 3, "")


@dataclass
class Press:
    """One round and those who publish it."""

    contest: World
    one: Member
    two: Member | None

    @classmethod
    def of(cls, contest: World, *, alone: bool = False, names: tuple[str, str] = ("soan", "duyet")) -> Press:
        """Two people may approve in this contest, or one."""
        one = staffed(contest, names[0])
        return cls(contest, one, None if alone else staffed(contest, names[1]))

    @property
    def round_id(self) -> str:
        """The round."""
        return self.contest.round_id

    def close(self, now: datetime = DONE) -> None:
        """The round ends and is ranked."""
        with writing() as db:
            rounds.close_now(db, self.one.id, self.round_id, now)
        world.work(now + timedelta(minutes=5))

    def prepare(self, order: Order = FIRST, now: datetime = DONE) -> str:
        """The first person prepares, the server makes it; the version's id."""
        with writing() as db:
            made = publishing.prepare(db, self.one.id, self.round_id, order, now)
        world.work(now)
        return made

    def approve(self, publication_id: str, now: datetime = DONE) -> None:
        """The second person signs, or the only one there is."""
        with writing() as db:
            publishing.approve(db, self.two or self.one, self.round_id, publication_id, now)

    def publish(self, order: Order = FIRST, now: datetime = DONE) -> str:
        """Both."""
        made = self.prepare(order, now)
        self.approve(made, now)
        return made

    def versions(self) -> list[Version]:
        """What is stored, without what is large."""
        with reading() as db:
            return store.versions(db, self.round_id)

    def content(self, publication_id: str) -> str:
        """What a version says."""
        with reading() as db:
            return store.content(db, publication_id)

    def file(self, publication_id: str, *, with_papers: bool = True) -> bytes:
        """The file that people download."""
        with reading() as db:
            version = store.version(db, publication_id)
            assert version is not None
            made = publication_file.archive(db, "cds", version, with_papers=with_papers)
        return made.whole()


def staffed(contest: World, login: str, part: ContestRole = ContestRole.APPROVER) -> Member:
    """Somebody with this part in the contest."""
    with writing() as db:
        campaign_id = campaigns.campaign_of(db, contest.round_id)
        assert campaign_id is not None
        made = accounts.create_staff(db, SERVER, login, login.title(), Role.VIEWER, "-", OPENS)
        accounts.grant(db, SERVER, made.id, campaign_id, part, OPENS)
    with reading() as db:
        return next(one for one in accounts.active(db) if one.id == made.id)


def checked(raw: bytes, folder: Path, *words: str) -> tuple[int, str]:
    """(exit code, what it says) of the independent checker."""
    path = folder / "ket-qua.json"
    path.write_bytes(raw)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = verify.main([str(path), *words])
    return code, said.getvalue()


def crowd(contest: World, *people: tuple[str, int], **rest: Any) -> list[str]:
    """Somebody sits for each (name, right answers), a minute apart; their entries."""
    return [
        contest.sit(name, OPENS + timedelta(minutes=number), right, **rest)
        for number, (name, right) in enumerate(people)
    ]


def taken_apart(raw: bytes) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The file's head and its people."""
    document = json.loads(raw)
    return document, document["evidence"]["papers"]
