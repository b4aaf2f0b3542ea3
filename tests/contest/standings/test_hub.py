"""The hub, driven by hand: who gets which frame when, and who is let go."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from contest.standings.channel import Pace, Rendered, Sources, frame
from contest.standings.hub import Hub

QUICK = Pace(interval=0.05, refresh=5.0, heartbeat=60.0, send_limit=0.2, linger=0.1)


def version(text: str) -> str:
    """A version as the boards have them: ASCII."""
    return text.encode().hex()


class Board:
    """A source whose content the test sets; counts how often it was rendered."""

    def __init__(self) -> None:
        self.text: str | None = "một"
        self.calls = 0
        self.mark = 0
        self.fault: Exception | None = None

    def render(self, name: str) -> Rendered | None:
        self.calls += 1
        if self.fault:
            raise self.fault
        return None if self.text is None else Rendered(version(self.text), self.text)

    def marker(self, name: str) -> int:
        return self.mark


class Client:
    """One connection to the hub without a network."""

    def __init__(self, hub: Hub, name: str = "r", method: str = "GET", seen: str = "") -> None:
        self.sent: list[bytes] = []
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.done = False
        self.stuck: asyncio.Event | None = None
        self._gone = asyncio.Event()
        headers = [(b"last-event-id", seen.encode())] if seen else []
        scope = {"type": "http", "method": method, "headers": headers}
        self.task = asyncio.ensure_future(hub.serve(name, scope, self._receive, self._send))

    async def _receive(self) -> dict[str, Any]:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
            return
        if self.stuck is not None:
            await self.stuck.wait()
        self.done = not message["more_body"]
        if message["body"]:
            self.sent.append(message["body"])

    def leave(self) -> None:
        self._gone.set()

    @property
    def frames(self) -> list[bytes]:
        """What was sent after the first line."""
        return self.sent[1:]


def body(text: str) -> bytes:
    return frame(Rendered(version(text), text))


def run(story: Callable[[Hub, Board], Awaitable[None]], pace: Pace = QUICK, limit: int = 100) -> None:
    board = Board()

    async def play() -> None:
        hub = Hub(Sources(board.render, board.marker), pace, limit)
        hub.start(asyncio.get_running_loop())
        async with asyncio.timeout(10):
            await story(hub, board)
        hub.stop()
        await asyncio.sleep(0.02)
        assert hub.connections == 0
        assert hub.channels == {}

    asyncio.run(play())


async def turns(seconds: float = 0.15) -> None:
    await asyncio.sleep(seconds)


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


def test_a_slow_reader_is_dropped_and_the_others_go_on() -> None:
    async def story(hub: Hub, board: Board) -> None:
        slow, quick = Client(hub), Client(hub)
        await turns()
        slow.stuck = asyncio.Event()
        for text in ("hai", "ba"):
            board.text = text
            hub.changed("r")
            await turns(0.06)
        await turns(0.4)
        assert slow.task.done() and slow.task.exception() is None
        assert not slow.done
        assert quick.frames[-1] == body("ba")
        assert hub.connections == 1

    run(story)


def test_who_missed_frames_gets_only_the_newest() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        client.stuck = asyncio.Event()
        for text in ("hai", "ba", "bốn"):
            board.text = text
            hub.changed("r")
            await turns(0.07)
        client.stuck.set()
        client.stuck = None
        await turns()
        assert client.frames == [body("một"), body("hai"), body("bốn")]

    run(story, Pace(interval=0.05, send_limit=10))


def test_a_leaver_is_forgotten_and_an_empty_channel_ends_after_a_while() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        client.leave()
        await asyncio.sleep(0.02)
        assert client.task.done() and hub.connections == 0
        assert hub.channels.keys() == {"r"}
        await turns(0.4)
        assert hub.channels == {}
        again = Client(hub)
        await turns()
        assert again.frames == [body("một")]

    run(story)


def test_joining_and_leaving_does_not_render_more() -> None:
    async def story(hub: Hub, board: Board) -> None:
        for _ in range(100):
            client = Client(hub)
            await asyncio.sleep(0.001)
            client.leave()
        await turns(0.05)
        assert board.calls <= 10

    run(story, Pace(interval=0.2, linger=1))


def test_a_quiet_line_is_kept_alive() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns(0.5)
        assert client.frames[0] == body("một")
        assert set(client.frames[1:]) == {b"event: beat\n\n"}
        assert 2 <= len(client.frames[1:]) <= 6

    run(story, Pace(interval=0.02, heartbeat=0.1))


def test_another_process_is_seen_by_the_marker() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        board.text = "từ máy khác"
        board.mark += 1
        await turns(0.3)
        assert client.frames[-1] == body("từ máy khác")

    run(story)


def test_time_alone_brings_a_new_frame_when_the_content_differs() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        board.text = "đã mở"
        await turns(0.4)
        assert client.frames == [body("một"), body("đã mở")]

    run(story, Pace(interval=0.05, refresh=0.1))


def test_a_name_that_does_not_exist_is_404() -> None:
    async def story(hub: Hub, board: Board) -> None:
        board.text = None
        client = Client(hub, "không có")
        await turns()
        assert (client.status, client.done, client.sent) == (404, True, [])
        assert hub.channels == {}

    run(story)


def test_storage_trouble_is_503_for_newcomers_and_the_last_frame_for_others() -> None:
    trouble = OperationalError("SELECT 1", {}, Exception("disk"))

    async def story(hub: Hub, board: Board) -> None:
        board.fault = trouble
        early = Client(hub)
        await turns()
        assert (early.status, early.headers[b"retry-after"]) == (503, b"5")
        board.fault = None
        client = Client(hub)
        await turns()
        board.fault = trouble
        hub.changed("r")
        await turns()
        board.fault, board.text = None, "khỏe"
        hub.changed("r")
        await turns()
        assert client.frames == [body("một"), body("khỏe")]

    run(story)


def test_a_fault_of_ours_ends_the_streams_and_the_next_one_starts_anew(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        board.fault = LookupError("mẫu trang")
        hub.changed("r")
        await turns()
        assert client.done and hub.channels == {}
        board.fault = None
        again = Client(hub)
        await turns()
        assert again.frames == [body("một")]

    run(story)
    assert "a channel ended by a fault" in caplog.text


def test_stopping_ends_every_stream_at_once_and_lets_nobody_in() -> None:
    async def story(hub: Hub, board: Board) -> None:
        clients = [Client(hub), Client(hub, "s")]
        await turns()
        await asyncio.to_thread(hub.stop)
        await asyncio.sleep(0.05)
        assert all(client.done and client.task.done() for client in clients)
        late = Client(hub)
        await turns()
        assert late.status == 503
        hub.changed("r")
        hub.stop()

    run(story)


def test_more_connections_than_the_limit_are_sent_away() -> None:
    async def story(hub: Hub, board: Board) -> None:
        first, second = Client(hub), Client(hub)
        await turns()
        assert (first.status, second.status) == (200, 503)

    run(story, limit=1)


def test_a_head_request_ends_at_once() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub, method="HEAD")
        await turns()
        assert (client.status, client.sent, client.done) == (200, [], True)

    run(story)


def test_a_change_reaches_every_variant_of_its_topic_and_no_other() -> None:
    async def story(hub: Hub, board: Board) -> None:
        here, there, other = Client(hub, "r@a"), Client(hub, "r@b"), Client(hub, "rr@a")
        await turns()
        board.text = "hai"
        hub.changed("r")
        await turns()
        assert [len(each.frames) for each in (here, there, other)] == [2, 2, 1]

    run(story)


def test_changes_come_from_any_thread() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        board.text = "hai"
        await asyncio.to_thread(hub.changed, "r")
        await turns()
        assert client.frames[-1] == body("hai")

    run(story)


def test_the_servers_own_cancel_goes_through() -> None:
    async def story(hub: Hub, board: Board) -> None:
        client = Client(hub)
        await turns()
        client.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await client.task
        assert hub.connections == 0

    run(story)


@pytest.fixture(autouse=True)
def no_task_is_left_behind(recwarn: pytest.WarningsRecorder) -> Iterator[None]:
    yield
    assert [str(warning.message) for warning in recwarn] == []
