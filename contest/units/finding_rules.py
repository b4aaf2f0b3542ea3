"""Pure rules: which unit a row means, and which its “Thuộc” names: a row of the file, or a stored unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contest.units.rules import clean_text, fold
from contest.units.sheet_rules import SheetRow

NOT_THERE = "Không thấy đơn vị “{name}”."
SEVERAL = "Có {count} đơn vị tên “{name}”. Ghi mã của đơn vị, hoặc chọn tên khác."
ITSELF = "Đơn vị không thuộc chính nó. Sửa cột “Thuộc”."
UNDERSTOOD = "“Thuộc {text}” được hiểu là “{name}”."
MOST_CHOICES = 5


@dataclass(frozen=True, slots=True)
class Known:
    """A stored unit as an import compares with it; ``people`` is its latest headcount."""

    id: str
    name: str
    parent_id: str | None
    kind: str
    code: str
    open: bool = True
    people: int | None = None
    shown_code: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What a row means: the stored unit, the node above, or why that is not clear."""

    unit_id: str = ""
    parent: str | None = None
    problem: str = ""
    choices: tuple[str, ...] = ()
    note: str = ""


def key(name: str) -> str:
    """Names that are one name: capitals and spaces make no other."""
    return clean_text(name).casefold()


class Book:
    """All names and codes of an import, to look units up in."""

    def __init__(self, rows: Sequence[SheetRow], known: Sequence[Known]) -> None:
        self.by_id = {unit.id: unit for unit in known if not unit.merged_into}
        self.merged = {unit.code: unit.merged_into for unit in known if unit.merged_into}
        self._rows = {f"#{row.line}": row for row in rows}
        self._by_code = {unit.code: unit.id for unit in self.by_id.values()}
        self._row_names: dict[str, list[str]] = {}
        self._row_words: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._words: dict[str, list[str]] = {}
        self._below: dict[tuple[str | None, str], str] = {}
        self._alike: dict[tuple[str | None, str], list[Known]] = {}
        self._places: dict[str, Place] = {}
        self._held: list[tuple[str, set[str]]] | None = None
        self._index()

    def _index(self) -> None:
        for node, row in self._rows.items():
            for name in filter(None, (row.name, row.code, *row.aliases)):
                _put(self._row_names, key(name), node)
                _put(self._row_words, fold(name), node)
        for unit in self.by_id.values():
            for name in (unit.name, unit.code):
                _put(self._names, key(name), unit.id)
                _put(self._words, fold(name), unit.id)
            self._below.setdefault((unit.parent_id, key(unit.name)), unit.id)
            self._alike.setdefault((unit.parent_id, fold(unit.name)), []).append(unit)

    def parents(self) -> dict[str, str | None]:
        """The stored tree."""
        return {unit.id: unit.parent_id for unit in self.by_id.values()}

    def places(self) -> dict[str, tuple[str | None, str]]:
        """Where each stored unit stands, and what it is called there."""
        return {unit.id: (unit.parent_id, key(unit.name)) for unit in self.by_id.values()}

    def beside(self, parent: str | None, words: str) -> list[Known]:
        """Stored units below a node whose names differ from the words by marks at most."""
        return self._alike.get((parent, words), [])

    def name_of(self, node: str | None) -> str:
        """A node's name, to be read."""
        if node is None:
            return ""
        return self.by_id[node].name if node in self.by_id else self._rows[node].name

    def place(self, row: SheetRow) -> Place:
        """What a row means. Rows above it are placed first, each once; a ring of them ends."""
        chain: list[SheetRow] = []
        here: SheetRow | None = row
        while here is not None and f"#{here.line}" not in self._places and here not in chain:
            chain.append(here)
            above = self._named(here)
            here = self._rows[above[0]] if len(above) == 1 and above[0] in self._rows else None
        for each in reversed(chain):
            self._places[f"#{each.line}"] = self._placed(each)
        return self._places[f"#{row.line}"]

    def _named(self, row: SheetRow) -> list[str]:
        """The nodes that a row's “Thuộc” may name: exactly first, rows of the file before stored units."""
        if not row.parent:
            return []
        own = f"#{row.line}"
        for book, text in (
            (self._row_names, key(row.parent)),
            (self._names, key(row.parent)),
            (self._row_words, fold(row.parent)),
            (self._words, fold(row.parent)),
        ):
            if nodes := [node for node in book.get(text, ()) if node != own]:
                return nodes
        return []

    def _placed(self, row: SheetRow) -> Place:
        nodes = self._named(row)
        if not row.parent:
            return self._at(row, None, "")
        if not nodes:
            if key(row.parent) in (key(row.name), key(row.code)):
                return Place(problem=ITSELF)
            return Place(problem=NOT_THERE.format(name=row.parent), choices=self._close(row))
        if len(nodes) > 1:
            return Place(problem=SEVERAL.format(name=row.parent, count=len(nodes)))
        note = ""
        if key(row.parent) not in self._row_names and key(row.parent) not in self._names:
            note = UNDERSTOOD.format(text=row.parent, name=self.name_of(nodes[0]))
        return self._at(row, self.settled(nodes[0]), note)

    def settled(self, node: str | None) -> str | None:
        """A node by its last name: a row that changes a stored unit is that unit."""
        placed = self._places.get(node or "")
        return placed.unit_id or node if placed else node

    def _at(self, row: SheetRow, parent: str | None, note: str) -> Place:
        stored = row.same if row.same in self.by_id else ""
        if not row.fresh:
            stored = stored or self._by_code.get(row.code, "")
        stored = stored or self._below.get((parent, key(row.name)), "")
        if not stored and not row.parent:
            # A list of numbers alone: the only unit of this name is meant, wherever it stands.
            same = [
                each
                for each in self._names.get(key(row.name), ())
                if key(self.by_id[each].name) == key(row.name)
            ]
            stored = same[0] if len(same) == 1 and row.name else ""
        if stored and not row.parent:
            parent = self.by_id[stored].parent_id
        return Place(stored, parent, note=note)

    def other_of(self, code: str, unit_id: str) -> str:
        """The name of the unit that has this code, where it is not the one that is meant; else ""."""
        owner = self._by_code.get(code, unit_id)
        return self.by_id[owner].name if owner != unit_id else ""

    def _close(self, row: SheetRow) -> tuple[str, ...]:
        """Names that share most words with an unknown “Thuộc”."""
        wanted = set(fold(row.parent).split())
        best: dict[str, int] = {}
        for name, words in self._holders():
            shared = len(wanted & words)
            if 2 * shared > len(wanted):
                best[name] = shared
        return tuple(sorted(best, key=lambda name: (-best[name], name))[:MOST_CHOICES])

    def _holders(self) -> Iterator[tuple[str, set[str]]]:
        if self._held is None:
            above = {unit.parent_id for unit in self.by_id.values()}
            named = {key(row.parent) for row in self._rows.values()}
            names = {unit.name for unit in self.by_id.values() if unit.id in above or key(unit.name) in named}
            names |= {row.name for row in self._rows.values() if key(row.name) in named}
            self._held = [(name, set(fold(name).split())) for name in names]
        return iter(self._held)


def _put(index: dict[str, list[str]], word: str, node: str) -> None:
    nodes = index.setdefault(word, [])
    if word and node not in nodes:
        nodes.append(node)
