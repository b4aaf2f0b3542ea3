"""The hub: who gets which frame when."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from contest.standings.channel import Pace, Rendered, frame
from contest.standings.hub import Hub
from tests.contest.standings.lines import QUICK, Board, Client, body, run, turns, version


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a", b"data: a\n"),
        ("a\nb", b"data: a\ndata: b\n"),
        ("a\r\nb\rc", b"data: a\ndata: b\ndata: c\n"),
        ("", b"data: \n"),
        ("a\u2028b\x0bc", "data: a\u2028b\x0bc\n".encode()),
    ],
)
def test_a_frame_has_one_data_line_for_each_line_of_its_text(text: str, lines: bytes) -> None:
    assert frame(Rendered("v1", text)) == b"id: v1\n" + lines + b"\n"


def test_a_newcomer_gets_headers_a_way_back_and_the_present_frame() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        assert client.status == 200
        assert client.headers[b"content-type"] == b"text/event-stream; charset=utf-8"
        assert client.headers[b"cache-control"] == b"no-cache"
        assert client.headers[b"x-accel-buffering"] == b"no"
        retry = int(client.sent[0].removeprefix(b"retry: "))
        assert 2000 <= retry <= 6080
        assert client.frames == [body("một")]

    run(story)


def test_everybody_gets_the_very_same_bytes_once() -> None:
    async def story(hub: Hub, board: Board) -> None:
        clients = [Client(hub) for _ in range(50)]
        await turns()
        board.text = "hai"
        hub.changed("r")
        await turns()
        assert all(client.frames == [body("một"), body("hai")] for client in clients)
        assert len({id(client.frames[1]) for client in clients}) == 1
        assert hub.connections == 50

    run(story)


def test_a_thousand_changes_are_few_renderings_and_no_frame_twice() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        before, since = board.calls, asyncio.get_running_loop().time()
        for number in range(1000):
            board.text = f"lần {number // 300}"
            hub.changed("r")
            await asyncio.sleep(0.0002)
        await turns()
        passed = asyncio.get_running_loop().time() - since
        assert board.calls - before <= passed / QUICK.interval + 2
        assert client.frames[-1] == body("lần 3")
        assert len(set(client.frames)) == len(client.frames)

    run(story)


def test_the_first_change_is_shown_at_once() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await asyncio.sleep(0.1)
        await asyncio.sleep(1.0)
        board.text = "hai"
        hub.changed("r")
        await asyncio.sleep(0.2)
        assert client.frames == [body("một"), body("hai")]

    run(story, Pace(interval=1.0))


def test_a_change_without_new_content_sends_nothing() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        for _ in range(3):
            hub.changed("r")
            await turns(0.08)
        assert board.calls >= 3
        assert client.frames == [body("một")]

    run(story)


def test_who_comes_back_with_the_present_version_gets_nothing_until_a_change() -> None:
    async def story(hub: Hub, board: Board) -> None:
        current, old = Client(hub, seen=version("một")), Client(hub, seen="khac")
        await turns()
        assert current.status == 200 and current.frames == []
        assert old.frames == [body("một")]
        board.text = "hai"
        hub.changed("r")
        await turns()
        assert current.frames == [body("hai")]

    run(story)


@pytest.fixture(autouse=True)
def no_task_is_left_behind(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    yield
    assert [str(warning.message) for warning in recwarn] == []
