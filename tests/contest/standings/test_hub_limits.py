"""The hub: who is let go, and what happens when something fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError

from contest.standings.channel import Pace
from contest.standings.hub import Hub
from tests.contest.standings.lines import Board, Client, body, run, turns


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


def test_who_is_gone_at_the_very_moment_holds_up_nobody() -> None:
    async def story(hub: Hub, board: Board) -> None:
        gone, stays = Client(hub), Client(hub)
        await turns()
        gone.fault = OSError()
        board.text = "hai"
        hub.changed("r")
        await turns()
        assert stays.frames == [body("một"), body("hai")]
        assert hub.connections == 1
        stays.leave()

    run(story)


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
