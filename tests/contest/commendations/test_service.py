"""Setting the ladder, issuing lists, what changed between them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from contest.commendations import content as frozen
from contest.commendations import freezing, ladders, service, store
from contest.commendations.comparing import Change, Kind
from contest.commendations.ladders import Ladder
from contest.commendations.rules import Step
from contest.commendations.states import Board, Way
from contest.errors import Conflict, Invalid, NotFound
from contest.planning import store as removal
from contest.web.database import Database, reading, writing
from tests.contest.commendations import world
from tests.contest.commendations.test_deciding import TWO_FIRST
from tests.contest.commendations.world import LADDER, LATER, NOW, STAFF, UNITS, clear
from tests.contest.standings import world as boards

OTHER = replace(LADDER, budget=None)


def save(made: world.Prizes, ladder: Ladder, version: int) -> bool:
    with writing() as db:
        return service.save_ladder(db, STAFF, made.round_id, ladder, version, NOW)


def test_the_ladder_is_kept_with_its_version(database: Database) -> None:
    made = world.closed(ladder=None)
    with reading() as db:
        assert service.announced(db, made.round_id) is None
    assert save(made, LADDER, 0)
    assert save(made, OTHER, 1)
    stored = made.draft().ladder
    assert (stored.ladder, stored.version, stored.changed_by, stored.changed_at) == (OTHER, 2, STAFF, NOW)
    with reading() as db:
        assert service.announced(db, made.round_id) == OTHER


def test_the_same_ladder_is_no_change(database: Database) -> None:
    made = world.closed()
    before = made.audited()
    assert not save(made, LADDER, 1)
    # Sent twice: the second one comes with the version before.
    assert not save(made, LADDER, 0)
    assert made.audited() == before


@pytest.mark.parametrize("version", [0, 2, 99])
def test_an_older_version_is_refused(database: Database, version: int) -> None:
    made = world.closed()
    with pytest.raises(Conflict, match="Cơ cấu giải vừa được người khác sửa"):
        save(made, OTHER, version)


def test_a_ladder_survives_its_text() -> None:
    made = replace(LADDER, units=UNITS, once=True)
    assert ladders.from_json(made.to_json()) == made
    assert ladders.from_json(ladders.USUAL.to_json()) == ladders.USUAL
    assert made.planned == 1_000_000 + 1_400_000 + 600_000 + 1_100_000


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", 0),
        ("500000", 500_000),
        ("500.000", 500_000),
        ("1.500.000đ", 1_500_000),
        ("1 500 000 đồng", 1_500_000),
        ("1,500,000 VNĐ", 1_500_000),
        (" 1.000 ", 1000),
        ("10.000.000.000", 10**10),
    ],
)
def test_amounts_as_people_type_them(typed: str, amount: int) -> None:
    assert ladders.parse_amount(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "1.5", "1,5 triệu", "500k", "-1", "1.0000", "²", "1e6", "10.000.000.001"]
)
def test_amounts_that_are_none(typed: str) -> None:
    with pytest.raises(ValueError):
        ladders.parse_amount(typed)


@pytest.mark.parametrize(
    ("name", "said"), [("Nhất", "giải Nhất"), ("Giải đặc biệt", "giải đặc biệt"), ("", "giải ")]
)
def test_a_prize_in_a_sentence(name: str, said: str) -> None:
    assert ladders.prize_name(name) == said


# --- issuing --------------------------------------------------------------------------------------


def issued(made: world.Prizes) -> tuple[service.Issued, ...]:
    with reading() as db:
        return service.versions(db, made.round_id)


def test_a_version_is_frozen_with_ids_and_a_digest_and_without_names(database: Database) -> None:
    made = world.closed(TWO_FIRST)
    made.bar("Én")
    made.decide(Way.PICK, prizes=dict(zip(made.tie().ids, (0, 1), strict=True)), reason="Nhỏ tuổi hơn")
    assert made.issue() == 1
    (one,) = issued(made)
    text = one.content.to_json()
    assert one.sha256 == frozen.digest(text)
    assert frozen.from_json(text) == one.content
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for name in made.entries:
        assert f'"{name}"' not in text
    assert [person.prize for person in one.content.people] == ["Nhất", "Nhì", "Nhì", "Khuyến khích"]
    assert one.content.barred == (made.entries["Én"],)
    (decided,) = one.content.decided
    assert (decided.seats, decided.reason, decided.by) == (("Nhất", "Nhì"), "Nhỏ tuổi hơn", STAFF)
    (left,) = one.content.left
    assert (left.prize, left.unfilled) == ("Khuyến khích", 1)
    assert one.content.entries == set(made.entries.values())
    assert (one.content.total, one.issued_at) == (made.draft().total, NOW)


def test_with_units(database: Database) -> None:
    units = boards.make_units({"Thôn 1": 10, "Thôn 2": 10})
    made = world.closed(ladder=replace(LADDER, units=UNITS))
    for name, count in (("Thôn 1", 3), ("Thôn 2", 1)):
        world.fill(
            made,
            [(f"{name} {at}", 100 * len(name) + 10 * count + at) for at in range(count)],
            unit=units[name],
        )
    made.issue()
    (one,) = issued(made)
    assert [(each.unit, each.board, each.prize) for each in one.content.units] == [
        ("Thôn 1", Board.NUMBER, "Nhất"),
        ("Thôn 2", Board.RATE, "Nhất"),
    ]
    assert one.content.unit_ids == {units["Thôn 1"]}
    with reading() as db:
        papers = store.certificates_of(db, one.id)
    assert [paper.serial for paper in papers] == [1, 2, 3, 4, 5, 6]
    assert [paper.unit_id for paper in papers[4:]] == [units["Thôn 1"], units["Thôn 2"]]
    assert len({paper.code for paper in papers}) == 6


def refused(made: world.Prizes, fingerprint: str | None = None, reason: str = "") -> str:
    told = fingerprint or frozen.digest(freezing.content(made.draft()).to_json())
    with pytest.raises(Conflict) as caught, writing() as db:
        service.issue(db, STAFF, made.round_id, told, reason, LATER)
    return caught.value.message


def test_when_a_list_is_not_issued(database: Database) -> None:
    assert refused(world.closed(clear(2), ladder=None, slug="a")) == service.NO_LADDER
    assert refused(world.closed(TWO_FIRST, slug="b")) == service.STILL_TIED
    made = world.closed(clear(2), slug="c")
    assert refused(made, "0" * 64) == service.CHANGED
    made.issue()
    assert refused(made, reason="Không có gì mới") == service.SAME.format(number=1)
    # The same form sent twice is the same answer, and nothing more is written.
    assert len(issued(made)) == 1


def test_a_new_version_needs_a_reason(database: Database) -> None:
    made = world.closed(clear(4))
    made.issue()
    made.remove("Người 0001")
    with pytest.raises(Invalid) as caught:
        made.issue()
    assert caught.value.fields == {"reason": service.NO_REASON}
    assert made.issue("Hủy một bài vi phạm", LATER) == 2
    first, second = issued(made)
    assert (first.reason, second.reason) == ("", "Hủy một bài vi phạm")
    assert [len(one.content.people) for one in (first, second)] == [4, 3]


def test_what_changed(database: Database) -> None:
    made = world.closed(clear(5))
    made.issue()
    assert service.differences(issued(made), 1) == ()
    world.fill(made, [("Mới", 99_999)])
    made.remove("Người 0002")
    made.place("Người 0003", 9_997, seconds=299)
    made.issue("Chấm lại")
    told = {change.id: change for change in service.differences(issued(made), 2)}
    by_name = {name: told[entry] for name, entry in made.entries.items() if entry in told}
    assert by_name["Mới"] == Change(Kind.GAINED, Board.PEOPLE, made.entries["Mới"], None, ("Nhất", 1_000_000))
    assert (by_name["Người 0002"].kind, by_name["Người 0002"].after) == (Kind.LOST, None)
    assert by_name["Người 0001"].after == ("Nhì", 700_000)
    assert by_name["Người 0003"].kind is Kind.FACTS
    assert "Người 0005" not in by_name


def test_another_rank_alone_is_no_change(database: Database) -> None:
    made = world.closed(clear(3), ladder=Ladder((Step("Nhất", 3, 0),)))
    made.issue()
    made.remove("Người 0001")
    made.issue("Hủy bài")
    assert [change.kind for change in service.differences(issued(made), 2)] == [Kind.LOST]


def test_a_number_that_is_not_there(database: Database) -> None:
    made = world.closed(clear(1))
    made.issue()
    with reading() as db:
        found, every = service.version(db, made.round_id, 1)
        assert (found.number, len(every)) == (1, 1)
        for number in (0, 2, 10**9):
            with pytest.raises(NotFound):
                service.version(db, made.round_id, number)


def test_a_prize_without_money_is_a_prize(database: Database) -> None:
    made = world.closed(clear(1), ladder=Ladder((Step("Nhất", 1, 0),)))
    made.issue()
    assert (issued(made)[0].content.total, len(issued(made)[0].content.people)) == (0, 1)


def test_nobody_at_all_may_be_a_list_too(database: Database) -> None:
    made = world.closed()
    made.issue()
    assert [(left.prize, left.unfilled) for left in issued(made)[0].content.left] == [
        ("Nhất", 1),
        ("Nhì", 2),
        ("Khuyến khích", 2),
    ]


def test_a_contest_that_is_removed_takes_its_lists_with_it(database: Database) -> None:
    """A rehearsal may have prizes and lists too; nothing of them stays in its way."""
    made, other = world.closed(TWO_FIRST), world.closed(clear(2), slug="khac")
    made.decide(Way.EQUAL)
    for one in (made, other):
        one.issue()
    campaign = made.draft().occasion.campaign_id
    with writing() as db:
        service.remember_print(db, campaign, "{}", NOW)
        removal.remove(db, "campaign", [campaign])
    with reading() as db:
        assert service.versions(db, made.round_id) == ()
        assert service.announced(db, made.round_id) is None
        assert len(service.versions(db, other.round_id)) == 1


def test_what_was_printed_is_remembered(database: Database) -> None:
    made = world.closed()
    campaign = made.draft().occasion.campaign_id
    for content in ('{"place":"Đăk Tô"}', '{"place":"Kon Tum"}'):
        with writing() as db:
            assert service.print_setting(db, campaign) in (None, '{"place":"Đăk Tô"}')
            service.remember_print(db, campaign, content, NOW)
    with reading() as db:
        assert service.print_setting(db, campaign) == '{"place":"Kon Tum"}'
