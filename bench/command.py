"""`hoithi bench`: the app and its ceiling in turns on one core, the load on another."""

from __future__ import annotations

import json
import os
import platform
import sys

from bench import (
    analysis,
    birth,
    certificates,
    close,
    contest,
    growth,
    imports,
    load,
    p1,
    p1_open,
    p1_servers,
    p1_slow,
    p2,
    p3,
    p4,
    p5,
    phone,
    regrade,
    saving_beside,
    search,
)

UNKNOWN = "Không có phép đo {name}. Có: {names}."

MODULES = (
    *(p1, p1_open, p1_slow, p2, p3, p4, p5),
    *(contest, growth, close, regrade, birth, search, p1_servers),
    *(certificates, analysis, imports, saving_beside, phone),
)
#: By the name, which stays for ever and stands once.
MEASUREMENTS = {one.name: one for module in MODULES for one in module.MEASUREMENTS}


def machine() -> str:
    """What a figure is worth nothing without."""
    load_now = f", tải {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}"
    return f"{platform.machine()}, {os.cpu_count()} nhân{load_now}, {python}, tạo tải bằng {load.tool()}"


def bench(names: list[str], *, as_json: bool = False, rounds: int = 5, seconds: float = 4.0) -> int:
    """Measure. 0 when every reply was right; figures are told, not judged: the machine decides them."""
    names = names or [name for name, one in MEASUREMENTS.items() if one.cheap]
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(UNKNOWN.format(name=unknown[0], names=", ".join(MEASUREMENTS)), file=sys.stderr)
        return 2

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    tell(machine())
    found = [MEASUREMENTS[name].measure(rounds, seconds, tell) for name in names]
    for one in found:
        told = json.dumps(one.fields()) if as_json else MEASUREMENTS[one.name].told(one)
        print(told, flush=True)
    return 1 if any(one.bad for one in found) else 0
