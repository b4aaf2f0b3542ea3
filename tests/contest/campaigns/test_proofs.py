"""Proofs of work: right, missing, late, forged, for another contest, used before; by themselves."""

from __future__ import annotations

import base64
import json
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from contest import resources, settings
from contest.campaigns import proofs
from contest.campaigns.models import SpentProof
from contest.campaigns.proofs import EXPIRED, FORGED, KEPT, LIFE, MISSING, OTHER, USED, Proof
from contest.errors import Invalid
from contest.settings import Settings
from contest.web.database import Database, reading, writing
from tests.contest.campaigns.proving import SMALL, changed, expected, solved, switch
from tests.questions.test_migration import moved

NOW = datetime(2026, 10, 5, 1, tzinfo=UTC)
CDS, OTHERS = "campaign00001", "campaign00002"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little work: what is tested is what becomes of it."""
    for name, value in SMALL.items():
        monkeypatch.setattr(proofs, name, value)
    monkeypatch.setattr(proofs, "_looked_at", None)


def proof(campaign: str = CDS, now: datetime = NOW) -> str:
    return solved(proofs.challenge(campaign, now))


class TestChallenge:
    def test_it_is_of_altchas_second_version_and_says_whose_it_is(self) -> None:
        posed = json.loads(proofs.challenge(CDS, NOW))
        told = posed["parameters"]
        assert (told["algorithm"], told["cost"]) == (proofs.KIND, proofs.COST)
        assert told["data"] == {"contest": CDS, "until": int((NOW + LIFE).timestamp())}
        assert len(posed["signature"]) == 64

    def test_no_two_are_the_same(self) -> None:
        made = [json.loads(proofs.challenge(CDS, NOW)) for _ in range(20)]
        assert len({each["signature"] for each in made}) == 20

    def test_the_work_is_bounded_both_ways(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(proofs, "FEWEST", 5)
        monkeypatch.setattr(proofs, "MOST", 7)
        found = {json.loads(base64.b64decode(proof()))["solution"]["counter"] for _ in range(60)}
        assert found == {5, 6, 7}

    def test_it_tells_nothing_of_the_servers_key(self) -> None:
        assert settings.current().secret.hex() not in proofs.challenge(CDS, NOW)


class TestChecked:
    def test_the_work_that_was_asked_for_counts(self) -> None:
        found = proofs.checked(CDS, proof(), NOW)
        assert found.until == NOW + LIFE
        assert len(found.signature) == 64

    @pytest.mark.parametrize(
        ("later", "message"),
        [
            (LIFE - timedelta(seconds=1), ""),
            (LIFE, ""),
            (LIFE + timedelta(seconds=1), EXPIRED),
            (timedelta(days=365), EXPIRED),
        ],
    )
    def test_for_an_hour(self, later: timedelta, message: str) -> None:
        assert expected(proof(), NOW + later, CDS) == message

    def test_for_its_own_contest(self) -> None:
        assert expected(proof(OTHERS), NOW, CDS) == OTHER

    def test_without_one(self) -> None:
        assert expected("", NOW, CDS) == MISSING

    @pytest.mark.parametrize(
        ("path", "value"),
        [
            (("challenge", "signature"), "0" * 64),
            (("challenge", "signature"), ""),
            (("challenge", "signature"), None),
            (("challenge", "signature"), 7),
            (("challenge", "parameters", "cost"), 0),
            (("challenge", "parameters", "keyPrefix"), ""),
            (("challenge", "parameters", "keySignature"), None),
            (("challenge", "parameters", "nonce"), "zz"),
            (("challenge", "parameters", "expiresAt"), 1),
            (("challenge", "parameters", "expiresAt"), "x"),
            (("challenge", "parameters", "algorithm"), "SHA-256"),
            (("challenge", "parameters", "data"), {"contest": CDS, "until": 9_999_999_999}),
            (("challenge", "parameters", "data"), {"__proto__": 1}),
            (("challenge", "parameters"), []),
            (("challenge",), "x"),
            (("solution", "derivedKey"), "00" * 32),
            (("solution", "derivedKey"), None),
            (("solution",), {"counter": 1}),
        ],
    )
    def test_nothing_of_it_may_be_changed(self, path: tuple[str, ...], value: object) -> None:
        assert expected(changed(proof(), *path, to=value), NOW, CDS) == FORGED

    @pytest.mark.parametrize(
        "typed",
        [
            "x",
            "ế",
            "%",
            "[]",
            base64.b64encode(b"[]").decode(),
            base64.b64encode(b"{}").decode(),
            base64.b64encode(b"null").decode(),
            base64.b64encode(b'{"challenge": 1, "solution": 2}').decode(),
            base64.b64encode(b"[" * 3000).decode(),
            base64.b64encode(b'{"challenge": {"parameters": {}}}' * 300).decode(),
            base64.b64encode(b"9" * 2900).decode(),
            "A" * 60_000,
        ],
    )
    def test_what_is_no_proof_at_all(self, typed: str) -> None:
        assert expected(typed, NOW, CDS) == FORGED

    @given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: base64.b64encode(raw).decode()))
    def test_whatever_arrives_gets_a_sentence(self, typed: str) -> None:
        assert expected(typed, NOW, CDS) in (MISSING, FORGED)

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
            ),
            max_leaves=9,
        )
    )
    def test_and_whatever_stands_in_a_proof(self, value: Any) -> None:
        plain = {"algorithm": value, "nonce": value, "salt": value, "cost": value, "expiresAt": value}
        whole = {
            "challenge": {"parameters": plain, "signature": "0" * 64},
            "solution": {"counter": value, "derivedKey": value},
        }
        assert expected(base64.b64encode(json.dumps(whole).encode()).decode(), NOW, CDS) == FORGED

    def test_the_proof_of_another_server(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = proof()
        monkeypatch.setattr(settings, "_current", Settings(tmp_path, "", b"another server"))
        assert expected(made, NOW, CDS) == FORGED

    def test_a_solution_of_another_challenge(self) -> None:
        other = json.loads(base64.b64decode(proof()))
        assert expected(changed(proof(), "solution", to=other["solution"]), NOW, CDS) == FORGED

    def test_every_sentence_says_what_to_do(self) -> None:
        for said in (FORGED, OTHER, EXPIRED, USED):
            assert said.endswith("bấm gửi lần nữa.")
        assert MISSING.endswith("dùng trình duyệt khác, hoặc nhờ Ban Tổ chức ghi tên."), "it may never work"


def spent() -> dict[str, str]:
    with reading() as db:
        return {row.signature: row.entry_id for row in db.exec(select(SpentProof))}


def use(entry: str, signature: str = "s" * 64, until: datetime = NOW) -> None:
    with writing() as db:
        proofs.spend(db, Proof(signature, until), entry)


class TestSpend:
    def test_once(self, database: Database) -> None:
        use("entry00000001")
        with pytest.raises(Invalid) as wrong:
            use("entry00000002")
        assert wrong.value.fields == {"proof": USED}
        assert spent() == {"s" * 64: "entry00000001"}

    def test_a_form_sent_twice_is_one_entry(self, database: Database) -> None:
        use("entry00000001")
        use("entry00000001")
        assert len(spent()) == 1

    def test_nothing_is_noted_where_none_is_asked(self, database: Database) -> None:
        with writing() as db:
            proofs.spend(db, None, "entry00000001")
        assert spent() == {}

    def test_what_fails_after_it_leaves_it_unused(self, database: Database) -> None:
        with pytest.raises(RuntimeError), writing() as db:
            proofs.spend(db, Proof("s" * 64, NOW), "entry00000001")
            raise RuntimeError
        use("entry00000002")
        assert spent() == {"s" * 64: "entry00000002"}

    def test_of_many_at_the_same_moment_one_counts(self, database: Database) -> None:
        told: list[str] = []
        start = threading.Barrier(6)

        def bring(number: int) -> None:
            start.wait(10)
            try:
                use(f"entry0000000{number}")
                told.append("")
            except Invalid as wrong:
                told.append(wrong.fields["proof"])

        threads = [threading.Thread(target=bring, args=(number,)) for number in range(6)]
        for each in threads:
            each.start()
        for each in threads:
            each.join(30)
        assert sorted(told) == ["", *[USED] * 5]
        assert len(spent()) == 1


class TestForgetting:
    def test_old_ones_go_and_new_ones_stay(self, database: Database) -> None:
        use("entry00000001", "a" * 64, NOW)
        use("entry00000002", "b" * 64, NOW + timedelta(seconds=1))
        assert proofs.forget_due(NOW + KEPT + timedelta(milliseconds=1)) == 1
        assert set(spent()) == {"b" * 64}

    def test_not_before_a_slow_clock_elsewhere_has_seen_it_expire(self, database: Database) -> None:
        use("entry00000001", until=NOW)
        assert proofs.forget_due(NOW + KEPT) == 0

    def test_it_looks_once_an_hour(self, sqlite_database: Database) -> None:
        assert proofs.forget_due(NOW) == 0
        use("entry00000001", until=NOW - timedelta(days=1))
        assert proofs.forget_due(NOW + timedelta(minutes=59)) == 0
        assert proofs.forget_due(NOW + timedelta(hours=1)) == 1

    def test_a_clock_that_goes_back_stops_nothing(self, sqlite_database: Database) -> None:
        proofs.forget_due(NOW)
        use("entry00000001", until=NOW - timedelta(days=9))
        assert proofs.forget_due(NOW - timedelta(days=1)) == 1


def test_the_migration_goes_back_with_the_switch_on(database: Database, database_url: str) -> None:
    switch(NOW)
    use("entry00000001")
    database.close()
    before = ScriptDirectory(str(resources.path("alembic"))).get_revision("20261127_proofs").down_revision
    moved(database_url, str(before), up=False)
    moved(database_url, "head", up=True)
    assert spent() == {}
    switch(NOW, on=False)
