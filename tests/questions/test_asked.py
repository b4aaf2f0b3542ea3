"""Revisions with their questions, and all keys they ever had."""

from __future__ import annotations

from contest.web.database import Database, reading, writing
from questions import asked, service
from questions.authoring import banks
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind


def fill(count: int) -> list[int]:
    texts = [f"Câu hỏi số {number} là gì?" for number in range(count)]
    with writing() as db:
        service.save_bank(
            db, "bank", "Ngân hàng", [ParsedQuestion(Kind.one, text, ("Có", "Không"), (0,)) for text in texts]
        )
    with reading() as db:
        return sorted(item.revision for item in service.pool(db, "bank"))


def test_what_revisions_ask(database: Database) -> None:
    revisions = fill(3)
    with reading() as db:
        found = asked.asked(db, revisions[:2])
    assert sorted(found) == revisions[:2]
    one = found[revisions[0]]
    assert (one.number, one.points, one.content.text) == (1, 100, "Câu hỏi số 0 là gì?")
    assert len(one.question) == 13


def test_the_keys_of_revisions(database: Database) -> None:
    revisions = fill(2)
    with reading() as db:
        found = asked.key_versions(db, revisions)
        contents = service.contents(db, revisions)
    for revision in revisions:
        (key,) = found[revision]
        assert key.version == 1
        assert key.key.right == (contents[revision].options[0].id,)


def test_of_nothing_there_is_nothing(database: Database) -> None:
    with reading() as db:
        assert asked.asked(db, ()) == {} == asked.key_versions(db, ())
        assert asked.asked(db, (12345,)) == {}
        assert banks.id_of(db, "no-such-bank") == ""
    fill(1)
    with reading() as db:
        assert len(banks.id_of(db, "bank")) == 13
