"""Writes the tables of questions/data/README.md, and tells what is wrong with packs.

`.venv/bin/python -m tools.packs` after a pack changed; a test in tests/house holds files and tables equal.
`.venv/bin/python -m tools.packs check [FOLDER]` tells every finding, one a line.
`.venv/bin/python -m tools.packs tidy [FOLDER]` writes packs as their format is: order of lines, spaces.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from questions import packs
from questions.checking.packs import Finding, Pack, check, shipped_rules
from questions.formats import text
from questions.formats.model import ParsedQuestion
from questions.kinds import Kind, Level
from questions.taxonomy import TOPICS
from questions.wording import KIND_NAMES

README = packs.FOLDER / "README.md"
BEGIN, END = "<!-- bảng do tools/packs.py viết -->", "<!-- hết bảng -->"
NOTE = (
    "Trong mỗi ô: số câu {kinds}. "
    "Câu thuộc nhiều chủ đề được đếm ở từng chủ đề; dòng cuối đếm mỗi câu một lần."
)


def read(folder: Path) -> list[Pack]:
    """The packs of a folder as they are written."""
    return [Pack(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]


def findings(folder: Path) -> list[Finding]:
    """What is wrong with the packs of a folder."""
    return check(read(folder), shipped_rules())


def tidy(folder: Path) -> None:
    """Write the packs of a folder anew; one that can't be understood whole stays as it is."""
    for pack in read(folder):
        report = text.parse(pack.text)
        if not report.problems:
            (folder / f"{pack.name}.txt").write_text(text.write(report.questions), encoding="utf-8")


def readme(now: str, folder: Path) -> str:
    """The README with the tables of these packs between its two marks; it gets them when it has none."""
    before, _, rest = now.partition(BEGIN)
    after = rest.partition(END)[2] if rest else "\n"
    written = {pack.name: text.parse(pack.text).questions for pack in read(folder)}
    return f"{before.rstrip()}\n\n{BEGIN}\n\n{_tables(written)}\n\n{END}{after}"


def _tables(written: Mapping[str, Sequence[ParsedQuestion]]) -> str:
    names = {pack.slug: pack.name for pack in packs.every()}
    order = [*(slug for slug in names if slug in written), *(slug for slug in written if slug not in names)]
    files = [f"| `{slug}.txt` | {names.get(slug, slug)} | {len(written[slug])} |" for slug in order]
    every = [question for questions in written.values() for question in questions]
    note = NOTE.format(kinds=" / ".join(KIND_NAMES[kind].replace("/", ", ") for kind in _kinds(every)))
    total = f"| | Cộng | {len(every)} |"
    return "\n".join(["| Tệp | Bộ | Số câu |", "|---|---|---|", *files, total, "", note, "", *_levels(every)])


def _kinds(every: Sequence[ParsedQuestion]) -> list[Kind]:
    """The kinds that some pack has, in the order of their names."""
    used = {question.kind for question in every}
    return [kind for kind in KIND_NAMES if kind in used]


def _levels(every: Sequence[ParsedQuestion]) -> list[str]:
    rows = ["| Chủ đề | Nhận biết | Thông hiểu | Vận dụng | Cộng |", "|---|---|---|---|---|"]
    kinds = _kinds(every)
    for topic in TOPICS:
        about = [question for question in every if topic.slug in question.topics]
        if about:
            rows.append(_row(f"{topic.name} (`{topic.slug}`)", about, kinds))
    return [*rows, _row("Cả các bộ", every, kinds)]


def _row(name: str, about: Sequence[ParsedQuestion], kinds: Sequence[Kind]) -> str:
    counted = Counter((question.level, question.kind) for question in about)
    numbers = [[counted[level, kind] for kind in kinds] for level in Level]
    cells = [" / ".join(map(str, each)) if any(each) else "–" for each in numbers]
    return f"| {name} | {' | '.join(cells)} | {len(about)} |"


def main(words: Sequence[str]) -> int:
    """Write the tables, or check or tidy a folder; 1 when there are findings."""
    folder = Path(words[1]) if words[1:] else packs.FOLDER
    if words[:1] == ["tidy"]:
        tidy(folder)
        return 0
    if words[:1] == ["check"]:
        found = findings(folder)
        for finding in found:
            print(finding)
        print(f"{len(found)} chỗ cần xem.")
        return 1 if found else 0
    README.write_text(readme(README.read_text(encoding="utf-8"), packs.FOLDER), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
