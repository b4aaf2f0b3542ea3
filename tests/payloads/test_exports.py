"""Names that begin as formulas, in every file that the server gives away: no cell is counted out."""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import pypdf

from tests.matrix.expected import MAKER
from tests.matrix.stand import Stand
from tests.payloads import sinks
from tests.payloads.test_payloads import COMMAND, Build, build, fresh
from tests.trusted import measured
from tests.whole.world import Moment

__all__ = ["build", "fresh"]  # fixtures; pytest finds them by their name here

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def test_no_export_has_a_formula(build: Build) -> None:
    checked, wrong = 0, []
    with build() as stand:
        stand.go(Moment.ISSUED)
        sinks.begin_as_formulas(stand.folder / "now.sqlite3")
        for path in exports(stand):
            told = stand.ask(stand.cookies[MAKER.name], "GET", path)
            assert told.status == 200, (path, told.status, told.body[:300])
            found = cells(told.body, told.headers["content-type"])
            checked += found[0]
            wrong += [f"{path}: {cell!r}" for cell in found[1]]
    assert wrong == []
    assert checked > 100
    measured("payloads", "exports", f"{checked:,} cells of exports opened again: 0 formulas", COMMAND)


def exports(stand: Stand) -> list[str]:
    """Every file that a round and a bank give away."""
    ids = stand.whole.ours.ids
    here, bank = ids["round"], ids["bank"]
    forms = ("xlsx", "docx", "csv", "txt", "moodle", "gift", "aiken", "qti")
    tables = (f"/rounds/{here}/results", f"/seasons/{here}/table", f"/suggestions/{here}/suggestions")
    tables += (f"/commendations/{here}/list", f"/privacy/{here}/consents", "/units/list", "/elsewhere/list")
    tables += (f"/rounds/{here}/entries", f"/rounds/{here}/timeline", f"/roster/{here}/members")
    tables += (f"/results/{here}/complaints", f"/signals/{here}/signals", f"/feedback/{here}/feedback")
    return [
        *(f"{table}.{ending}" for table in tables for ending in ("xlsx", "csv")),
        f"/rounds/{here}/card.pdf",
        f"/suggestions/{here}/suggestions.docx",
        f"/planning/{here}/rules.docx",
        f"/planning/{here}/poster.pdf",
        f"/bank/imports/{ids['batch']}/annotated.xlsx",
        *(f"/bank/{bank}/questions.{form}" for form in forms),
    ]


def cells(body: bytes, kind: str) -> tuple[int, list[str]]:
    """How many cells, or parts, a file has, and which of them would be counted out."""
    if kind.startswith("text/csv"):
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig")), delimiter=";"))
        flat = [cell for row in rows for cell in row]
        return len(flat), [cell for cell in flat if cell.startswith(FORMULA)]
    if kind.startswith("application/pdf"):
        return len(pypdf.PdfReader(io.BytesIO(body)).pages), []
    if not body.startswith(b"PK"):
        return 1, []
    count, bad = 0, []
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = ElementTree.fromstring(packed.read(name))
            count += sum(one.tag.endswith("}c") for one in tree.iter())
            bad += [f"{name}: {one.text}" for one in tree.iter() if one.tag.endswith(("}f", "}hyperlink"))]
    return max(count, 1), [one for one in bad if "worksheets" in one]


def test_the_check_of_exports_finds_a_formula() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        sheet = '<x xmlns="urn:x"><c><f>1+1</f></c></x>'
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    assert cells(out.getvalue(), "application/zip") == (1, ["xl/worksheets/sheet1.xml: 1+1"])
    assert cells(b"a;=1+1\n", "text/csv")[1] == ["=1+1"]
