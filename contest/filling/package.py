"""A .docx of a stranger as a package: what lies in it is listed, measured and judged before it is used.

Nothing that leads out of the file, runs, or is brought in from elsewhere is let through: macros, templates
and pictures at other addresses, objects, parts in other formats, fields that read files. In the child only.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from questions.formats.zips import BadArchive, opened

#: Bytes.
MOST_UNPACKED = 30_000_000
#: XML of Word is packed to a tenth; what is packed a hundredfold is meant to unfold.
MOST_RATIO, RATIO_FROM = 150, 1_000_000
TYPES = "[Content_Types].xml"
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

NO_WORD = "Tệp này không phải tệp Word .docx. Mở bằng Word, chọn Lưu thành “Word Document (.docx)”."
TOO_LARGE = "Tệp quá lớn khi giải nén. Bỏ bớt ảnh trong mẫu rồi tải lại."
MACROS = "Tệp có macro. Lưu lại thành “Word Document (.docx)” rồi tải lên."
BROKEN = "Tệp bị hỏng. Mở bằng Word, lưu lại rồi tải lên."
OUTSIDE = (
    "Mẫu dẫn ra ngoài tệp: “{target}”. Bỏ liên kết (bấm chuột phải, chọn Bỏ siêu kết nối) hoặc chèn ảnh "
    "thẳng vào tệp."
)
ATTACHED = (
    "Tệp còn gắn với một tệp mẫu khác. Trong Word chọn Tệp › Tùy chọn › Phần bổ trợ, ở ô Quản lý chọn “Mẫu” "
    "rồi bấm Đi. Ở ô Mẫu tài liệu ghi “Normal”, bấm OK, lưu lại rồi tải lên."
)
EMBEDDED = (
    "Mẫu có phần nhúng không nhận ({name}). Bỏ đối tượng nhúng, điều khiển hoặc tài liệu con rồi lưu lại."
)
FIELD = "Mẫu có trường Word “{name}” đọc dữ liệu ngoài tệp. Chọn trường ấy, bấm Ctrl+Shift+F9 để thành chữ."

#: How names of parts end that are judged as XML; Word reads no other part as such, see `_types`.
XML = (".xml", ".rels")
#: The only kinds of relationships that a paper needs; whatever else there is would be an object or an import.
KINDS = frozenset(
    [
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "styles",
        "stylesWithEffects",
        "settings",
        "webSettings",
        "fontTable",
        "theme",
        "numbering",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
        "comments",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "people",
        "customXml",
        "customXmlProps",
        "font",
        "glossaryDocument",
        "thumbnail",
    ]
)
#: Word's fields that count or name what lies in the file itself.
FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "DATE",
        "TIME",
        "SEQ",
        "TOC",
        "REF",
        "PAGEREF",
        "STYLEREF",
    ]
)
#: A link to a bookmark of the file itself, as a table of contents has them: no address before it or behind.
_INSIDE = re.compile(r'\s*HYPERLINK\s+\\l\s+("\w+"|\w+)(\s+\\[hn])*\s*', re.IGNORECASE)
_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)")


class Refused(BadArchive):
    """A file that is not taken; the text says why and what to do."""


def check(data: bytes) -> None:
    """Raises Refused with the first thing that is wrong with the package."""
    if not data.startswith(b"PK"):
        raise Refused(NO_WORD)
    try:
        with opened(data, "Word", TYPES, NO_WORD) as source:
            _check(source)
    except Refused:
        raise
    except BadArchive as problem:
        raise Refused(NO_WORD if str(problem) == NO_WORD else BROKEN) from problem


def _check(source: zipfile.ZipFile) -> None:
    parts = source.infolist()
    _measure(parts)
    names = [part.filename for part in parts]
    if any("vbaproject" in name.lower() for name in names):
        raise Refused(MACROS)
    _types(parsed(source.read(TYPES)))
    # Wherever it lies and however it is written: a relation may lead to any part.
    for name in names:
        if name.lower().endswith(XML):
            tree = parsed(source.read(name))
            if name.lower().endswith(".rels"):
                _relations(tree)
            else:
                _fields(tree)


def _types(tree: etree._Element) -> None:
    """What the parts are said to be: a document without macros, and XML only in what is judged as such."""
    declared = []
    for one in tree.iter("{*}Default", "{*}Override"):
        name = str(one.get("PartName", "")) or f".{one.get('Extension', '')}"
        declared.append((name.lower(), str(one.get("ContentType", "")).partition(";")[0].strip().lower()))
    if any("macroenabled" in kind for _, kind in declared):
        raise Refused(MACROS)
    if all(kind != DOCUMENT for _, kind in declared):
        raise Refused(NO_WORD)
    for name, kind in declared:
        # Pictures are drawn and not read, also those that are XML (svg).
        is_xml = kind.endswith(("+xml", "/xml")) and not kind.startswith("image/")
        if is_xml and not name.endswith(XML):
            raise Refused(BROKEN)


def _measure(parts: list[zipfile.ZipInfo]) -> None:
    if sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(TOO_LARGE)
    seen: set[str] = set()
    for part in parts:
        name = part.filename
        is_odd = name.startswith("/") or "\\" in name or posixpath.normpath(name).startswith("..")
        if is_odd or name.lower() in seen or part.flag_bits & 1:
            raise Refused(BROKEN)
        seen.add(name.lower())
        if part.file_size > RATIO_FROM and part.file_size > MOST_RATIO * part.compress_size:
            raise Refused(TOO_LARGE)


def parsed(content: bytes) -> etree._Element:
    """A tree without entities; a document that declares its own type is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(BROKEN) from fault
    if tree.getroottree().docinfo.doctype:
        raise Refused(BROKEN)
    return tree


def _relations(tree: etree._Element) -> None:
    for one in tree.iter("{*}Relationship"):
        target, kind = str(one.get("Target", "")), str(one.get("Type", "")).rpartition("/")[2]
        if kind == "attachedTemplate":
            raise Refused(ATTACHED)
        if str(one.get("TargetMode", "")).lower() == "external" or "://" in target:
            raise Refused(OUTSIDE.format(target=target[:120]))
        if kind not in KINDS:
            raise Refused(EMBEDDED.format(name=kind[:40]))


def _fields(tree: etree._Element) -> None:
    """Simple fields say what they do in an attribute, others in runs between two marks.

    By their local names: Word has two namespaces for the same, of which the strict one is rare.
    """
    for told in (*_simple(tree), *_complex(tree)):
        if _INSIDE.fullmatch(told):
            continue
        found = _INSTRUCTION.match(told)
        if told.strip() and (found is None or found[1].upper() not in FIELDS):
            raise Refused(FIELD.format(name=told.strip()[:40]))


def _simple(tree: etree._Element) -> Iterator[str]:
    for one in tree.iter("{*}fldSimple"):
        for name, told in one.attrib.items():
            if etree.QName(name).localname == "instr":
                yield str(told)


def _complex(tree: etree._Element) -> Iterator[str]:
    """A field in a field is told for itself, as what stands before it in the outer one is."""
    told: list[str] = []
    for one in tree.iter("{*}fldChar", "{*}instrText", "{*}delInstrText"):
        if etree.QName(one).localname == "fldChar":
            yield "".join(told)
            told = []
        else:
            told.append(one.text or "")
    yield "".join(told)
