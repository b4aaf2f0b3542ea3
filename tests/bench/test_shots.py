"""The load of p2, p3 and p4: each request once, and nothing that is wrong passes for right."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import shots
from bench.shots import Shot

HAND_IN = Shot("POST", "/attempts/abc/handing-in", "c1", "lease=1", 303, "/receipt\r\n")
RIGHT = b"HTTP/1.1 303 See Other\r\nlocation: /attempts/abc/receipt\r\ncontent-length: 0\r\n\r\n"
PAGE = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nContent-Length: 9\r\n\r\n<p>x\r\n\r\ny"


def shoot(asked: list[Shot], answer: Callable[[int], bytes], seconds: float = 0) -> tuple[dict, list[bytes]]:
    """Against a server that answers its n-th request with ``answer(n)``; empty: it hangs up."""
    heard: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := (await reader.read(4096)):
            heard.append(head)
            reply = answer(len(heard))
            if not reply:
                break
            # In two pieces, as a network may deliver it.
            writer.write(reply[:20])
            await writer.drain()
            writer.write(reply[20:])
        writer.close()

    async def both() -> dict:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            return await shots.run(port, shots.ready(asked, "app", port), seconds)

    return asyncio.run(both()), heard


def test_each_is_sent_once() -> None:
    seen, heard = shoot([HAND_IN] * 100, lambda number: RIGHT)
    assert (seen["requests"], seen["bad"], len(heard)) == (100, 0, 100)
    assert 0 < seen["p50_ms"] <= seen["p99_ms"] and seen["seconds"] > 0 and seen["busy"] > 0


@pytest.mark.parametrize(
    "reply",
    [
        RIGHT.replace(b"303 See Other", b"503 Busy"),
        RIGHT.replace(b"/receipt\r\n", b"/questions/1\r\n"),
        PAGE,
    ],
    ids=["status", "elsewhere", "page"],
)
def test_another_answer_is_bad(reply: bytes) -> None:
    seen, _ = shoot([HAND_IN] * 10, lambda number: reply if number == 3 else RIGHT)
    assert (seen["requests"], seen["bad"]) == (10, 1)


def test_a_server_that_hangs_up_is_bad() -> None:
    seen, _ = shoot([HAND_IN] * 3, lambda number: b"" if number == 2 else RIGHT)
    assert seen["bad"] == 1


def test_the_rest_of_a_page_is_waited_for() -> None:
    page = Shot("GET", "/standings/abc", "c1", "", 200)
    seen, _ = shoot([page] * 4, lambda number: PAGE)
    assert (seen["requests"], seen["bad"]) == (4, 0)


def test_for_so_long_they_come_round_again() -> None:
    seen, heard = shoot([HAND_IN, HAND_IN], lambda number: RIGHT, seconds=0.2)
    assert len(heard) == seen["requests"] > 2
    assert seen["bad"] == 0


def test_a_form_goes_as_a_browser_sends_it() -> None:
    head, body = HAND_IN.encoded(81).split(b"\r\n\r\n")
    assert body == b"lease=1"
    assert head.split(b"\r\n") == [
        b"POST /attempts/abc/handing-in HTTP/1.1",
        b"Host: 127.0.0.1:81",
        b"Cookie: hoithi_entry=c1",
        b"Origin: http://127.0.0.1:81",
        b"Content-Type: application/x-www-form-urlencoded",
        b"Content-Length: 7",
    ]


def test_the_ceiling_gets_the_same_cookie_and_nothing_else() -> None:
    ((sent, begins, holds),) = shots.ready([HAND_IN], "ceiling", 81)
    assert sent.startswith(b"POST /cookie HTTP/1.1\r\n") and sent.endswith(b"\r\n\r\n")
    assert b"hoithi_entry=c1\r\n" in sent
    assert (begins, holds) == (b"HTTP/1.1 204 ", b"")


def test_what_was_written_is_read(tmp_path: Path) -> None:
    shots.write(tmp_path, [HAND_IN, Shot("GET", "/standings/abc", "c2", "", 200)])
    assert shots.read(tmp_path / shots.FILE) == [HAND_IN, Shot("GET", "/standings/abc", "c2", "", 200)]
