"""`hoithi doctor`: looks at everything, says it, and gives the exit code."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from contest import clock
from contest.announce import as_json, say
from contest.doctor import data, keeping, machine
from contest.doctor.opening import Place, find
from contest.doctor.rules import Finding, State, exit_code

MARKS = {State.OK: "ổn", State.WARN: "CHÚ Ý", State.WRONG: "SAI"}
WELL = "Mọi thứ đều ổn."
COUNTED = "{wrong} chỗ sai, {warn} chỗ cần chú ý."


def examine(place: Place, port: int, copies: Path | None) -> list[Finding]:
    """Everything that can be looked at; invariants only where the tables are those of this version."""
    engine = data.engine(place)
    readable = not _is_wrong(engine, "database")
    schema = data.schema(place) if readable else []
    current = bool(schema) and not _is_wrong(schema, "schema")
    newest = data.newest(place) if current else None
    return [
        *machine.disk(place),
        *machine.moments(newest),
        *machine.versions(),
        *machine.permissions(place),
        *machine.key(place),
        *machine.addresses(place, port),
        *machine.copies(place, copies),
        *keeping.keeping(place),
        *engine,
        *schema,
        *([*data.desk(place, clock.now()), *data.hold(place, clock.now())] if current else []),
    ]


def _is_wrong(findings: list[Finding], check: str) -> bool:
    return any(one.check == check and one.state is State.WRONG for one in findings)


def doctor(folder: Path | None, database: str, port: int, copies: Path | None, json: bool) -> int:
    """Look, tell, and return the exit code."""
    findings = examine(find(folder, database), port, copies)
    if json:
        as_json([asdict(one) for one in findings])
    else:
        tell(findings)
    return exit_code(findings)


def tell(findings: list[Finding]) -> None:
    """A line for each thing, what to do below it, and a sum at the end."""
    for one in findings:
        name = f"{one.check} " if one.check[1:].isdigit() else ""
        say(f"[{MARKS[one.state]}] {name}{one.said}")
        if one.todo:
            say(f"      → {one.todo}")
    bad = {state: sum(one.state is state for one in findings) for state in State}
    well = bad[State.OK] == len(findings)
    say(WELL if well else COUNTED.format(wrong=bad[State.WRONG], warn=bad[State.WARN]))
