"""Twins over everything: each route in each way by everybody, thousands of answers compared byte for byte."""

from __future__ import annotations

import gzip
import io
import re
import zipfile

import pytest

from contest.app import routes_of
from tests.house import tree
from tests.trusted import measured
from tests.twins.script import Exchange, Script
from tests.twins.sweep import ME, address, ids, sweep
from tests.twins.test_keys import BY_THE_WALL, MADE_AT, Run, compare, run
from tests.twins.world import CANARY, QUIET, Neighbour, Twin

__all__ = ["run"]  # a fixture; pytest finds it by its name here

COMMAND = "HOITHI_TRUST=1 ./hoithi test --all tests/twins"
#: When a PDF was made, and its number of that.
PRINTED_AT = re.compile(rb"/(?:CreationDate|ModDate|ID)\s*[(\[][^)\]]*[)\]]|<xmp:\w+Date>[^<]*")
FILES = re.compile(r"\.(?:xlsx|docx|pdf|gift)$")
THOUSANDS = 5_000


def told(one: Exchange) -> tuple[object, ...]:
    """An answer to its last byte, but for when a library says that it made a file."""
    headers = [(name, BY_THE_WALL.sub("", value)) for name, value in one.headers]
    if FILES.search(one.path):
        headers = [pair for pair in headers if pair[0] not in ("content-length", "etag")]
    body: object = PRINTED_AT.sub(b"", one.body) if one.body.startswith(b"%PDF") else one.body
    if one.body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(one.body)) as packed:
            body = [(name, packed.read(name)) for name in packed.namelist() if name != MADE_AT]
    return (one.label, headers, body)


def holds_canary(one: Exchange) -> bool:
    """Whether a right answer's own word is anywhere in an answer, packed or not."""
    headers, body = told(one)[1:]
    packed = gzip.decompress(one.body) if one.body.startswith(b"\x1f\x8b") else one.body
    return any(CANARY in text for text in (repr(headers), repr(body), packed.decode("utf-8", "replace")))


def swept(run: Run, name: str, twin: Twin) -> tuple[list[Exchange], list[Exchange], set[str]]:
    """What was sent in the story, what in the sweep, and the routes that the sweep left out."""
    left: set[str] = set()
    at: list[int] = []

    def then(script: Script) -> None:
        at.append(len(script.seen))
        sweep(script)
        known = ids(script)
        asked = {one.path for one in script.seen[at[0] :]}
        every = routes_of(script.world.client.app)  # ty: ignore[invalid-argument-type]
        left.update(address(route, known) for route in every if address(route, known) not in asked)

    seen, _ = run(name, twin, then)
    return seen[: at[0]], seen[at[0] :], left


def differing(ours: list[Exchange], theirs: list[Exchange]) -> list[str]:
    """The labels of answers that tell the worlds apart."""
    assert len(ours) == len(theirs)
    return [one.label for one, other in zip(ours, theirs, strict=True) if told(one) != told(other)]


@pytest.mark.slow
def test_no_byte_of_any_route_depends_on_the_keys(run: Run) -> None:
    story, ours, left = swept(run, "a", Twin())
    other_story, theirs, _ = swept(run, "b", Twin(keys_moved=True))
    assert left == set(), "the sweep must ask every route"
    assert compare(story, other_story) == []
    assert differing(ours, theirs) == []
    count = len(story) + len(ours)
    assert count >= THOUSANDS
    leaks = [one.label for one in (*story, *ours, *other_story, *theirs) if holds_canary(one)]
    assert leaks == []
    assert {one.status for one in ours} <= {200, 204, 206, 303, 304, 400, 401, 403, 404, 405, 409, 410, 422}
    text = f"{count:,} answers of every route, in each way and by each role, alike under other keys"
    measured("twins", "keys", f"{text}; the canary of the keys in none", COMMAND)


@pytest.mark.slow
def test_no_byte_that_i_am_sent_depends_on_others(run: Run) -> None:
    story, ours, _ = swept(run, "a", Twin())
    other_story, theirs, _ = swept(run, "b", Twin(neighbour=Neighbour("Nguyễn Thị Ngọc", 1, 3)))
    mine, again = (of(story, ours) for story, ours in ((story, ours), (other_story, theirs)))
    assert differing(mine, again) == []
    count = len(mine)
    assert count > 900
    measured("twins", "neighbours", f"{count:,} answers to one person alike whatever others do", COMMAND)


def of(story: list[Exchange], swept: list[Exchange]) -> list[Exchange]:
    """What one participant was sent that may not say anything of others: the quiet contest, and the sweep."""
    calm = [one for one in story if one.who.startswith("tôi") and one.slug in ("", QUIET)]
    return [*calm, *(one for one in swept if one.who == ME)]


def test_no_file_of_ours_holds_the_canary() -> None:
    """It is in keys alone, so wherever it shows it came from one."""
    files = [
        path for path in (tree.ROOT / "static").rglob("*") if path.is_file() and "vendor" not in path.parts
    ]
    assert len(files) > 50
    assert [path for path in files if CANARY.encode() in path.read_bytes()] == []
