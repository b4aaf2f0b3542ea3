"""Pure rules: which stored unit somebody's “Đơn vị” and “Lớp” mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from contest.units.finding_rules import Known, key
from contest.units.rules import fold

NO_UNIT = "Chưa ghi đơn vị. Chọn đơn vị để tính thành tích."
NOT_THERE = "Không thấy đơn vị “{name}”. Sửa tên, hoặc thêm ở trang Đơn vị rồi mở lại trang này."
SEVERAL = "Có {count} đơn vị tên “{name}”. Chọn một, hoặc ghi mã của đơn vị."
NOT_OPEN = "“{name}” chỉ để nhóm, không tính thành tích. Ghi đơn vị bên trong, ví dụ lớp."
UNDERSTOOD = "“{text}” được hiểu là “{name}”."
NO_CLASS = "Không thấy lớp “{group}” ở trang Đơn vị nên tính cho “{name}”."
NO_UNITS = "Máy chưa có danh sách đơn vị, nên người này chưa thuộc đơn vị nào."
MOST_CHOICES = 6


@dataclass(frozen=True, slots=True)
class Place:
    """The unit that is meant, or why that is not clear. ``choices``: (code, name) of those that may be."""

    unit_id: str | None = None
    name: str = ""
    problem: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    note: str = ""


class Places:
    """All units, to look places up in. ``ends``: a merged unit → the unit it counts for."""

    def __init__(self, known: Sequence[Known], ends: Mapping[str, str]) -> None:
        self._units = {unit.id: unit for unit in known}
        self._ends = ends
        self._exact: dict[str, list[str]] = {}
        self._words: dict[str, list[str]] = {}
        self._cache: dict[tuple[str, str], Place] = {}
        for unit in known:
            above = self._units.get(unit.parent_id or "")
            whole = f"{unit.name} {above.name}" if above else unit.name
            for name in {unit.name, unit.code}:
                self._exact.setdefault(key(name), []).append(unit.id)
            for words in {fold(unit.name), fold(whole)}:
                self._words.setdefault(words, []).append(unit.id)
        self._open = [unit for unit in known if unit.open and not unit.merged_into]

    def place(self, text: str, group: str) -> Place:
        """What the two cells mean; each pair is looked up once."""
        asked = (text, group)
        if asked not in self._cache:
            self._cache[asked] = self._placed(text, group)
        return self._cache[asked]

    def _placed(self, text: str, group: str) -> Place:
        if not self._open:
            return Place(note=NO_UNITS if text else "")
        above = self._named(text)
        classes = self._classes(group, above if text else None)
        if len(classes) == 1:
            return self._is(classes[0], "")
        if not text:
            if len(classes) > 1:
                return self._several(group, classes)
            return Place(problem=NO_UNIT)
        if not above:
            return Place(problem=NOT_THERE.format(name=text), choices=self._close(text))
        if len(above) > 1:
            return self._several(text, above)
        return self._one(text, group, above[0])

    def _one(self, text: str, group: str, unit_id: str) -> Place:
        unit = self._units[unit_id]
        if not unit.open:
            inside = (each for each in self._open if self._below(each.id, {unit_id}))
            return Place(problem=NOT_OPEN.format(name=unit.name), choices=self._told(inside))
        exact = key(text) in (key(unit.name), key(unit.code)) or fold(text) != fold(unit.name)
        note = "" if exact else UNDERSTOOD.format(text=text, name=unit.name)
        if group and fold(group) not in fold(unit.name):
            note = NO_CLASS.format(group=group, name=unit.name)
        return self._is(unit_id, note)

    def _is(self, unit_id: str, note: str) -> Place:
        return Place(unit_id, self._full(self._units[unit_id]), note=note)

    def _several(self, text: str, ids: Collection[str]) -> Place:
        units = (self._units[id] for id in ids)
        return Place(problem=SEVERAL.format(count=len(ids), name=text), choices=self._told(units))

    def _named(self, text: str) -> list[str]:
        """The units that a text names: exactly first; merged ones as the unit they count for."""
        if not text:
            return []
        found = self._exact.get(key(text)) or self._words.get(fold(text)) or []
        return list(dict.fromkeys(self._ends.get(id, id) for id in found))

    def _classes(self, group: str, above: Sequence[str] | None) -> list[str]:
        """Units that may be chosen and are called like the class: below those named, anywhere for None."""
        if not group:
            return []
        named = dict.fromkeys((*self._named(group), *self._named(f"Lớp {group}")))
        return [
            id
            for id in named
            if self._units[id].open and (above is None or id in above or self._below(id, set(above)))
        ]

    def _below(self, unit_id: str, above: Collection[str]) -> bool:
        seen: set[str] = set()
        here = self._units[unit_id].parent_id
        while here is not None and here not in seen:
            if self._ends.get(here, here) in above:
                return True
            seen.add(here)
            here = self._units[here].parent_id if here in self._units else None
        return False

    def _close(self, text: str) -> tuple[tuple[str, str], ...]:
        """Units that share most words with an unknown name."""
        wanted = set(fold(text).split())
        shared = [(len(wanted & set(fold(unit.name).split())), unit) for unit in self._open]
        best = sorted((pair for pair in shared if pair[0]), key=lambda pair: (-pair[0], len(pair[1].name)))
        return self._told(unit for _, unit in best)

    def _told(self, units: Iterable[Known]) -> tuple[tuple[str, str], ...]:
        return tuple((unit.code, self._full(unit)) for unit in units)[:MOST_CHOICES]

    def _full(self, unit: Known) -> str:
        above = self._units.get(unit.parent_id or "")
        return f"{unit.name}, {above.name}" if above and above.kind != "commune" else unit.name
