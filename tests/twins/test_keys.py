"""Key-swap twins: before the close no byte depends on the answer keys (I6), the declared fields aside."""

from __future__ import annotations

import io
import re
import shutil
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.routing import Match

from contest.accounts import passwords
from contest.app import routes_of
from contest.simulate.page import Element, parse
from contest.web.policy import Who, declared
from tests.twins import world as worlds
from tests.twins.groups import groups
from tests.twins.script import Exchange, Script, everything
from tests.twins.world import CANARY, LOUD, QUIET, Neighbour, Twin, World

#: With the score channels on, these addresses may say different things, and only in these elements:
#: the own score on one's receipt; the places on the board, in the hall and in its stream.
DECLARED = {
    r"/attempts/\w+/receipt": ("tally", "woven", "score"),
    r"/standings/\w+": ("places", "muted"),
    r"/standings/\w+/(places|units|embed)": ("places", "muted"),
    r"/standings/\w+/hall": ("board",),
    r"/standings/\w+/stream": ("board",),
}
#: These follow from the body.
FROM_BODY = {"etag", "content-length"}
#: The workbook of a running round with live scores says the same as its board, to staff.
LIVE_SHEETS = ("xl/worksheets/", "xl/sharedStrings.xml")
#: Where libraries read the wall clock, which the twins can't share: a deleted cookie, a workbook's birth.
BY_THE_WALL = re.compile(r"expires=[^;]+")
MADE_AT = "docProps/core.xml"

Run = Callable[..., tuple[list[Exchange], set[tuple[str, str]]]]


@pytest.fixture
def run(sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The whole script in one world: what was sent, and the routes that were visited."""
    scheme, nobody = worlds.cheap_hashes()
    monkeypatch.setattr(passwords, "_scheme", scheme)
    monkeypatch.setattr(passwords, "NOBODY", nobody)

    def play(
        name: str, twin: Twin, then: Callable[[Script], None] = lambda _: None
    ) -> tuple[list[Exchange], set[tuple[str, str]]]:
        file = tmp_path / name / "hoithi.sqlite3"
        file.parent.mkdir()
        shutil.copyfile(sqlite_template, file)
        with worlds.running(f"sqlite:///{file}", file.parent, twin) as world:
            script = Script(world)
            everything(script, groups)
            then(script)
            return script.seen, unvisited(world, script.seen)

    return play


def unvisited(world: World, seen: list[Exchange]) -> set[tuple[str, str]]:
    """(method, route) that the script never called, of those that people outside the desk may call.

    At the desk there are pages that show keys, to whoever may write or approve questions.
    """
    left = set()
    for route in routes_of(world.client.app):  # ty: ignore[invalid-argument-type]
        rule = declared(route)
        if rule is None or rule.who not in (Who.ANYONE, Who.ENTRANT):
            continue
        for method in sorted(set(route.methods or ()) - {"HEAD"}):  # ty: ignore[missing-attribute]
            paths = {one.path.partition("?")[0] for one in seen if one.method == method}
            scopes = ({"type": "http", "method": method, "path": path, "headers": []} for path in paths)
            if not any(route.matches(scope)[0] is Match.FULL for scope in scopes):
                left.add((method, route.path))  # ty: ignore[missing-attribute]
    return left


def cut(tree: Element, classes: tuple[str, ...]) -> None:
    """Take the declared elements out of a page."""
    for element in (tree, *tree):
        element.children = [
            child
            for child in element.children
            if isinstance(child, str) or not set(classes) & set(child.attributes.get("class", "").split())
        ]


def bare(one: Exchange) -> tuple[object, ...]:
    """An exchange without its declared fields."""
    classes = next((named for path, named in DECLARED.items() if re.fullmatch(path, one.path)), None)
    if one.path.endswith(".xlsx"):
        kept = tuple(pair for pair in one.headers if pair[0] not in FROM_BODY)
        return (one.label, kept, [each for each in sheets(one.body) if not each[0].startswith(LIVE_SHEETS)])
    if classes is None:
        return whole(one)
    # A frame's id is a digest of what it shows.
    tree = parse(re.sub(r"^(?:id: .*|data: ?|event: ?)", "", one.text, flags=re.MULTILINE))
    cut(tree, classes)
    headers = tuple(pair for pair in one.headers if pair[0] not in FROM_BODY)
    return (one.label, headers, repr(tree))


def whole(one: Exchange) -> tuple[object, ...]:
    """An exchange to its last byte."""
    headers = [(name, BY_THE_WALL.sub("", value)) for name, value in one.headers]
    if one.path.endswith(".xlsx"):
        # Its packed length follows from the moment it was made.
        kept = [pair for pair in headers if pair[0] != "content-length"]
        return (one.label, kept, sheets(one.body))
    return (one.label, headers, one.body)


def sheets(book: bytes) -> list[tuple[str, bytes]]:
    """A workbook's files."""
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return [(name, packed.read(name)) for name in packed.namelist() if name != MADE_AT]


def said(one: Exchange) -> str:
    """All that was sent, in words."""
    packed = repr(sheets(one.body)) if one.path.endswith(".xlsx") else ""
    return f"{one.headers} {one.text} {packed}"


def compare(ours: list[Exchange], theirs: list[Exchange]) -> list[str]:
    """The labels of the exchanges that tell the worlds apart."""
    assert len(ours) == len(theirs)
    return [
        one.label
        for one, other in zip(ours, theirs, strict=True)
        if (bare(one) != bare(other) if one.slug == LOUD else whole(one) != whole(other))
    ]


def test_no_byte_before_the_close_depends_on_the_keys(run: Run) -> None:
    ours, left = run("a", Twin())
    theirs, _ = run("b", Twin(keys_moved=True))
    assert left == set(), "the script must visit every route"
    assert compare(ours, theirs) == []
    leaks = [one.label for one in (*ours, *theirs) if CANARY in said(one)]
    assert leaks == []
    assert {one.status for one in ours} <= {200, 204, 303, 304, 400, 401, 404, 409, 410, 422}


def test_the_live_contest_does_show_scores(run: Run) -> None:
    """The comparison has teeth: where scores are on, the same taps earn different points."""
    ours, _ = run("a", Twin())
    theirs, _ = run("b", Twin(keys_moved=True))
    told = {
        re.sub(r"\w{13}", "…", one.path)
        for one, other in zip(ours, theirs, strict=True)
        if whole(one) != whole(other)
    }
    boards = {f"/standings/…{each}" for each in ("", "/places", "/embed", "/hall", "/stream")}
    assert told == boards | {"/attempts/…/receipt", "/rounds/…/results.xlsx"}


def test_what_i_am_sent_does_not_depend_on_other_people(run: Run) -> None:
    """Neighbour swap (I7): another name, unit and other answers of everybody else."""
    ours, _ = run("a", Twin())
    theirs, _ = run("b", Twin(neighbour=Neighbour("Nguyễn Thị Ngọc", 1, 3)))
    mine = [one for one in ours if one.who.startswith("tôi")]
    assert len(mine) > 60
    assert compare(mine, [one for one in theirs if one.who.startswith("tôi")]) == []
    names = [one.label for one in mine if one.slug == QUIET and "Thui" in one.text]
    assert names == []


def test_the_neighbours_are_really_others(run: Run) -> None:
    """Teeth: what the neighbour is sent does differ."""
    ours, _ = run("a", Twin())
    theirs, _ = run("b", Twin(neighbour=Neighbour("Nguyễn Thị Ngọc", 1, 3)))
    theirs_told = [one.body for one in theirs if one.who.startswith("bạn")]
    assert [one.body for one in ours if one.who.startswith("bạn")] != theirs_told


def test_the_same_world_twice_is_the_same_to_the_last_byte(run: Run) -> None:
    """Without this, a difference between twins would say nothing."""
    ours, _ = run("a", Twin())
    again, _ = run("b", Twin())
    assert [whole(one) for one in ours] == [whole(one) for one in again]


def test_after_the_close_the_explanations_are_shown(run: Run) -> None:
    """The canary can sing: it is in the review of a closed round, so its silence before means something."""
    sung: list[str] = []

    def close(script: Script) -> None:
        mine = [one for one in script.seen if one.path.endswith("/receipt") and one.slug == QUIET]
        sung.append(close_and_read(script, mine[0].path))

    run("a", Twin(), close)
    assert CANARY in sung[0]


def close_and_read(script: Script, receipt: str) -> str:
    """Close the quiet round and read the neighbour's receipt."""
    script.world.clock.move(days=2)
    for _ in range(100):
        script.world.clock.move(seconds=30)
        page = script.get("bạn", receipt).text
        if CANARY in page:
            return page
        time.sleep(0.1)
    return page
