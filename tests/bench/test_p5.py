"""p5: a tiny real run with a few who listen, and what does not arrive."""

from __future__ import annotations

import asyncio
import socket
import time

import pytest

from bench import listeners, news, p5
from bench.listeners import Events
from bench.p5 import Heard
from contest.standings import channel


def test_an_event_has_2_kb_and_tells_when_it_was_made() -> None:
    before, made = time.monotonic_ns(), news.event()
    assert before <= int(made.version) <= time.monotonic_ns()
    assert 2_040 <= len(made.text.encode()) <= 2_048


def stream(moments: list[int]) -> bytes:
    """As it comes: a head, then each event in a chunk of its own."""
    text = news.event().text
    frames = (channel.frame(channel.Rendered(str(made), text)) for made in moments)
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(frame), frame) for frame in frames)
    return news.HEAD + b"d\r\nretry: 4000\n\n\r\n" + chunks


@pytest.mark.parametrize("size", [1, 7, 1_000, 1_000_000])
def test_events_are_told_apart_however_they_are_cut(size: int) -> None:
    events, sent = Events(2), stream([11, 22, 33])
    for who, upto in ((0, len(sent)), (1, len(stream([11, 22])))):
        for begin in range(0, upto, size):
            events.take(who, sent[begin : min(upto, begin + size)])
    assert events.came == {11: 2, 22: 2, 33: 1}
    assert events.whole(11) == [11, 22]
    assert events.whole(12) == [22]
    assert events.missing(11) == 0  # the newest may be on its way


def test_what_somebody_did_not_get_is_missing() -> None:
    events = Events(2)
    events.take(0, stream([11, 22, 33]))
    events.take(1, stream([11, 33]))
    assert events.missing(11) == 1
    assert events.missing(23) == 0


def test_before_everybody_listens_no_event_counts() -> None:
    events = Events(1)
    events.take(0, stream([11]))
    assert events.whole(0) == []


def test_a_server_that_hangs_up_is_missing_everywhere() -> None:
    async def rude(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    async def both() -> tuple[list[float], int, float]:
        async with await asyncio.start_server(rude, "127.0.0.1", 0) as server:
            port = server.sockets[0].getsockname()[1]
            return await asyncio.to_thread(listeners.listen, port, 3, 1, lambda: 4.5)

    times, missing, each = asyncio.run(both())
    assert (times, each) == ([], 4.5)
    assert missing >= 3


def test_a_broken_connection_brings_nothing() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    assert listeners.received(ours) == b""
    ours.close()


def test_the_figure_is_of_the_rounds_own_ratios_and_the_first_rounds_memory() -> None:
    turns = [
        (Heard([10, 20, 30], 0, 16.04), Heard([10, 10, 40], 0, 1.2)),
        (Heard([30, 30, 30], 2, 0.1), Heard([20, 20, 20], 0, 0.0)),
        (Heard([9, 9, 9], 0, 0.1), Heard([9, 9, 9], 0, 0.0)),
    ]
    found = p5.figure(turns, 1)
    assert (found.value, found.ceiling, found.ratio) == (20, 10, 1.5)
    assert (found.p99_ms, found.ceiling_p99_ms) == (30, 20)
    assert (found.bad, found.kb_each) == (3, 16.0)
    assert p5.told(found).endswith("16,0 KB một kết nối; HỎNG: 3 lần không tới")


def test_without_a_single_event_the_figure_is_bad() -> None:
    assert p5.figure([(Heard([], 0, 1.0), Heard([1.0], 0, 1.0))]).bad == 1


def test_a_few_listen() -> None:
    told: list[str] = []
    found = p5.measure(1, 1, told.append, people=12)
    assert (found.name, found.unit, found.bad) == ("p5", "ms", 0)
    assert min(found.value, found.ceiling, found.ratio, found.p99_ms, found.ceiling_p99_ms) > 0
    assert told[0] == "12 người nghe, sự kiện 2 KB"
