"""Makes `docs/trust-report.md` from what the suites measured last: `python -m tools.trust_report`.

A suite that proves a row writes what it saw to `docs/trust/<row>.json` when `HOITHI_TRUST=1` is set
(`tests/trusted.py`); a run without it leaves the tree clean. A test holds the report equal to the files.
"""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "trust"
REPORT = ROOT / "docs" / "trust-report.md"
#: File → what the row proves, in the order of the report.
ROWS = {
    "kill": "Killed at any moment, no acknowledged answer is lost",
    "power-cut": "A power cut loses no acknowledged answer and damages no file",
    "spike": "Ten times the expected load: nothing lost, every outbox empties",
    "restart": "A restart under load: no participant sees a failed save",
    "contests": "Whole contests with faults in clock, network, disk and store keep I1–I15",
    "twins": "No byte sent before the close depends on the key or on somebody else",
    "authorisation": "Nobody reaches what is not theirs: role × route × ownership × state",
    "asvs": "OWASP ASVS 5.0, levels 1 and 2",
    "imports": "Damaged and hostile files end in a message",
    "payloads": "No payload runs as script, none becomes a formula",
    "recompute": "Grades and ranks recomputed by other code agree; edits of the record are found",
    "residue": "A crowd behind one address gets in; nothing is left of a person who was forgotten",
}
HEAD = """# Trust report

Made by `python -m tools.trust_report` from `docs/trust/*.json`, which the suites write when they run with
`HOITHI_TRUST=1`. Each row is as last measured; run its command to measure it again.

| # | what is proved | as last measured | on | command |
|---|---|---|---|---|
"""


def line(number: int, row: str) -> str:
    """One line of the table."""
    file = FOLDER / f"{row}.json"
    if not file.exists():
        return f"| {number} | {ROWS[row]} | not measured yet | – | – |"
    seen = json.loads(file.read_text(encoding="utf-8"))
    said = "; ".join(seen["said"].values())
    commands = " · ".join(dict.fromkeys(f"`{command}`" for command in seen["commands"].values()))
    return f"| {number} | {ROWS[row]} | {said} | {max(seen['dates'].values())} | {commands} |"


def report() -> str:
    """The whole report; what stands below the table comes from `docs/trust/notes.md`."""
    notes = FOLDER / "notes.md"
    below = "\n" + notes.read_text(encoding="utf-8") if notes.exists() else ""
    rows = "\n".join(line(number, row) for number, row in enumerate(ROWS, 1))
    return HEAD + rows + "\n" + below + mutations()


def mutations() -> str:
    """The mutation run's own sentence, and where its survivors are listed."""
    file = FOLDER / "mutations.md"
    said = file.read_text(encoding="utf-8").split("\n\n") if file.exists() else ()
    if not said:
        return ""
    return f"\n## Mutations\n{said[2]} Each file and survivor: [mutations.md](trust/mutations.md).\n"


if __name__ == "__main__":
    REPORT.write_text(report(), encoding="utf-8")
