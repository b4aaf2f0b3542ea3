"""What lies in a stranger's .docx: nothing that runs, leads out or unfolds gets past."""

from __future__ import annotations

import io
import zipfile

import pytest

from contest.filling import package
from contest.filling.package import Refused
from tests.contest.filling.making import changed, docx, related

GOOD = docx("{{ ten }}")
RUN = "<w:r><w:t>{{ ten }}</w:t></w:r>"


def refused(data: bytes) -> str:
    with pytest.raises(Refused) as wrong:
        package.check(data)
    return str(wrong.value)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def test_a_file_of_word_is_taken() -> None:
    package.check(GOOD)


@pytest.mark.parametrize("bad", [b"", b"x", b"%PDF-1.7", GOOD[:500], zipped(a=b"1")])
def test_what_is_no_word_file(bad: bytes) -> None:
    assert refused(bad) in (package.NO_WORD, package.BROKEN)


def test_damaged_bytes_anywhere_are_refused_or_harmless() -> None:
    for at in range(0, len(GOOD), len(GOOD) // 60):
        try:
            package.check(GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1 :])
        except Refused as wrong:
            assert str(wrong)


def test_macros_and_other_kinds_of_word_files() -> None:
    assert refused(changed(GOOD, {"word/vbaProject.bin": b"x"})) == package.MACROS
    main = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    macro = changed(GOOD, types=(main, "vnd.ms-word.document.macroEnabled.main"))
    assert refused(macro) == package.MACROS
    template = changed(GOOD, types=(main, "vnd.openxmlformats-officedocument.wordprocessingml.template.main"))
    assert refused(template) == package.NO_WORD


@pytest.mark.parametrize("kind", ["hyperlink", "image", "oleObject", "subDocument"])
@pytest.mark.parametrize("mode", ["External", "external"])
def test_nothing_leads_out_of_the_file(kind: str, mode: str) -> None:
    said = refused(related(GOOD, kind, "http://10.0.0.1/a.png", mode))
    assert "dẫn ra ngoài" in said and "http://10.0.0.1/a.png" in said


def test_an_address_is_no_part_whatever_its_mode() -> None:
    assert "dẫn ra ngoài" in refused(related(GOOD, "image", "file:///etc/passwd"))


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "package", "control", "frame"])
def test_nothing_is_embedded(kind: str) -> None:
    assert kind in refused(related(GOOD, kind, "embeddings/a.bin"))


@pytest.mark.parametrize(
    "told",
    [
        "DDEAUTO c:\\\\a",
        " DDE x",
        "INCLUDEPICTURE http://a",
        "includetext a",
        "LINK a",
        "QUOTE 68",
        "HYPERLINK http://a",
        'HYPERLINK "file:///a" \\l b'.replace('"', "&quot;"),
        "HYPERLINK \\l a http://b",
        "= 1",
        "MACROBUTTON a",
    ],
)
def test_fields_that_read_elsewhere(told: str) -> None:
    simple = f'<w:fldSimple w:instr="{told}"/>'
    assert "trường Word" in refused(changed(GOOD, document=(RUN, RUN + simple)))
    half = len(told) // 2
    split = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText>{told[:half]}</w:instrText>",
            f"<w:instrText>{told[half:]}</w:instrText>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    assert "trường Word" in refused(changed(GOOD, document=(RUN, RUN + split)))


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def evil(namespace: str = W) -> bytes:
    """A header with a field that starts a program."""
    return (
        f'<w:hdr xmlns:w="{namespace}"><w:p><w:fldSimple w:instr="DDEAUTO c:\\a"/>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p></w:hdr>'
    ).encode()


@pytest.mark.parametrize("namespace", [W, STRICT])
@pytest.mark.parametrize("name", ["x/header1.xml", "header1.xml", "word/header1.XML", "x/Header1.Xml"])
def test_fields_are_found_wherever_the_part_lies(name: str, namespace: str) -> None:
    override = f'<Override PartName="/{name}" ContentType="{HEADER}"/></Types>'
    led = related(GOOD, "header", f"/{name}")
    assert "DDEAUTO" in refused(changed(led, {name: evil(namespace)}, types=("</Types>", override)))
    runs = f'<w:hdr xmlns:w="{namespace}"><w:instrText>DDE a</w:instrText></w:hdr>'.encode()
    assert "DDE" in refused(changed(led, {name: runs}, types=("</Types>", override)))


def test_relations_are_read_whatever_the_case_of_their_name() -> None:
    told = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="a" Type="a/image" Target="http://10.0.0.1/a.png" TargetMode="External"/>'
        b"</Relationships>"
    )
    assert "dẫn ra ngoài" in refused(changed(GOOD, {"word/_rels/header9.xml.RELS": told}))


@pytest.mark.parametrize(
    "declared",
    [
        f'<Override PartName="/x/header1.bin" ContentType="{HEADER}"/>',
        f'<Override PartName="/x/header1" ContentType="{HEADER.upper()}; a=b"/>',
        f'<Default Extension="png9" ContentType="{HEADER}"/>',
        '<Default Extension="r" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
        '<Default Extension="x" ContentType="application/xml"/>',
    ],
)
def test_xml_under_another_ending_is_refused(declared: str) -> None:
    hidden = changed(GOOD, {"x/header1.bin": evil()}, types=("</Types>", f"{declared}</Types>"))
    assert refused(hidden) == package.BROKEN


def test_a_drawing_in_xml_is_taken_as_the_picture_that_it_is() -> None:
    declared = '<Default Extension="svg" ContentType="image/svg+xml"/></Types>'
    package.check(changed(GOOD, {"word/media/a.svg": b"<svg/>"}, types=("</Types>", declared)))


def test_macros_are_found_however_their_type_is_written() -> None:
    told = (
        '<Default Extension="m" ContentType="application/vnd.ms-word.document.macro&#69;nabled.a"/></Types>'
    )
    assert refused(changed(GOOD, types=("</Types>", told))) == package.MACROS


def test_page_numbers_are_taken() -> None:
    package.check(changed(GOOD, document=(RUN, RUN + '<w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT "/>')))


@pytest.mark.parametrize(
    "told", [" HYPERLINK \\l &quot;_Toc1&quot; ", "HYPERLINK \\l _Toc1 \\h", " PAGEREF _Toc1 \\h "]
)
def test_a_table_of_contents_leads_inside_the_file(told: str) -> None:
    package.check(changed(GOOD, document=(RUN, RUN + f'<w:fldSimple w:instr="{told}"/>')))


@pytest.mark.parametrize("mode", ["External", ""])
def test_a_template_behind_the_file_is_told_how_to_be_left(mode: str) -> None:
    said = refused(related(GOOD, "attachedTemplate", "file:///C:/Users/a/Mau.dotx", mode))
    assert "Tùy chọn" in said and "Phần bổ trợ" in said and "“Normal”" in said


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document'
    assert refused(changed(GOOD, document=("<w:document", bomb))) == package.BROKEN
    utf16 = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
    assert refused(changed(GOOD, {"word/other.xml": utf16})) == package.BROKEN


def test_bombs_are_measured_before_they_unfold() -> None:
    assert refused(changed(GOOD, {"word/media/a.bin": bytes(31_000_000)})) == package.TOO_LARGE
    assert refused(changed(GOOD, {"word/media/a.bin": bytes(2_000_000)})) == package.TOO_LARGE
    many = changed(GOOD, {f"word/{number}.bin": b"" for number in range(2_001)})
    assert refused(many) == package.BROKEN


@pytest.mark.parametrize("name", ["../a.xml", "/a.xml", "word\\a.bin", "WORD/document.xml"])
def test_odd_names(name: str) -> None:
    assert refused(changed(GOOD, {name: b"<a/>"})) == package.BROKEN
