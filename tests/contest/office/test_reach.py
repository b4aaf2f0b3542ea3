"""This machine's addresses, with and without a network, and QR codes."""

from __future__ import annotations

import socket
from types import SimpleNamespace
from typing import Any

import pytest

from contest.office import reach


class Socket:
    """A socket in a machine whose ways out are given."""

    way: str | None = "192.168.1.20"

    def __init__(self, *_: object) -> None: ...

    def __enter__(self) -> Socket:
        return self

    def __exit__(self, *_: object) -> None: ...

    def connect(self, _: object) -> None:
        if self.way is None:
            raise OSError("Network is unreachable")

    def getsockname(self) -> tuple[str, int]:
        return (self.way or "", 1)

    def fileno(self) -> int:
        return 0


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Any:
    """`machine(way=…, cards={…}, names=[…])`: a machine with these networks."""

    def build(
        way: str | None, cards: dict[str, str | None], names: list[str], platform: str = "linux"
    ) -> None:
        def ioctl(_: int, __: int, packed: bytes) -> bytes:
            address = cards[packed.rstrip(b"\0").decode()]
            if address is None:
                raise OSError("no address")
            return bytes(20) + socket.inet_aton(address) + bytes(232)

        def getaddrinfo(*_: object) -> list[tuple]:
            if not names:
                raise OSError("no name")
            return [(0, 0, 0, "", (name, 0)) for name in names]

        stand_in = SimpleNamespace(
            **{name: getattr(socket, name) for name in ("AF_INET", "SOCK_DGRAM", "inet_ntoa", "gethostname")},
            socket=type("Wired", (Socket,), {"way": way}),
            if_nameindex=lambda: list(enumerate(cards)),
            getaddrinfo=getaddrinfo,
        )
        monkeypatch.setattr(reach, "socket", stand_in)
        monkeypatch.setattr(reach, "sys", SimpleNamespace(platform=platform))
        monkeypatch.setattr("fcntl.ioctl", ioctl)

    return build


def test_the_way_out_is_the_likeliest(machine: Any) -> None:
    machine(
        "192.168.1.20", {"lo": "127.0.0.1", "docker0": "172.17.0.1", "wlan0": "192.168.1.20"}, ["127.0.1.1"]
    )
    assert reach.own_address() == "192.168.1.20"
    assert reach.own_addresses() == ("192.168.1.20", "172.17.0.1")


def test_a_laptop_with_its_own_wifi_leads_nowhere_but_is_reached(machine: Any) -> None:
    machine(None, {"lo": "127.0.0.1", "eth0": None, "wlan0": "10.42.0.1"}, [])
    assert reach.own_address() == "10.42.0.1"
    assert reach.own_addresses() == ("10.42.0.1",)


def test_other_systems_tell_by_their_name(machine: Any) -> None:
    machine(None, {}, ["192.168.137.1", "127.0.0.1", "10.0.0.5"], platform="win32")
    assert reach.own_address() == "192.168.137.1"
    assert reach.own_addresses() == ("192.168.137.1", "10.0.0.5")


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_machine_in_no_network(machine: Any, platform: str) -> None:
    machine(None, {"lo": "127.0.0.1"}, [], platform)
    assert reach.own_address() == "" and reach.own_addresses() == ()


def test_this_very_machine_answers_something() -> None:
    assert all(socket.inet_aton(address) for address in reach.own_addresses())


def test_a_qr_code_is_a_whole_svg() -> None:
    svg = reach.qr("http://192.168.1.20:8000/")
    assert svg.startswith("<svg") and 'xmlns="http://www.w3.org/2000/svg"' in svg
