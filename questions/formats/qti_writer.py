"""Questions as a QTI 2.1 package: a manifest and one item each. The same questions give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from questions.formats import noting, qti_item_writer
from questions.formats.files import Files
from questions.formats.model import ParsedQuestion
from questions.formats.qti import MANIFEST
from questions.formats.qti_item_writer import path
from questions.formats.xml_text import HEAD, element, words
from questions.picture import Picture, every

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_WHEN = (1980, 1, 1, 0, 0, 0)


def write(questions: Sequence[ParsedQuestion], files: Files | None = None) -> bytes:
    """The bytes of a package."""
    target, shown = io.BytesIO(), files or {}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, MANIFEST, _manifest(questions, shown).encode())
        for number, question in enumerate(questions, start=1):
            _add(package, _path(number), qti_item_writer.write(number, question, shown).encode())
        for name, content in sorted(_pictures(questions, shown).items()):
            _put(package, name, content)
    return target.getvalue()


def _pictures(questions: Sequence[ParsedQuestion], files: Files) -> dict[str, bytes]:
    """Where each picture stands, with its bytes."""
    listed = (one for question in questions for one in _shown(question, files))
    return {path(one, files[one.digest]): files[one.digest] for one in listed}


def _shown(question: ParsedQuestion, files: Files) -> tuple[Picture, ...]:
    return tuple(one for one in every([question.picture], question.pictures) if one.digest in files)


def _add(package: zipfile.ZipFile, name: str, text: bytes) -> None:
    _put(package, name, HEAD.encode() + text + b"\n")


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    part = zipfile.ZipInfo(name, _WHEN)
    part.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(part, content)


def _path(number: int) -> str:
    return f"items/{qti_item_writer.name(number)}.xml"


def _manifest(questions: Sequence[ParsedQuestion], files: Files) -> str:
    resources = [_resource(number, question, files) for number, question in enumerate(questions, start=1)]
    about = element("metadata", words("schema", "QTIv2.1 Package"), words("schemaversion", "1.0.0"))
    listed = element("resources", *resources)
    return element("manifest", about, element("organizations"), listed, xmlns=_PACKAGE, identifier="hoithi")


def _resource(number: int, question: ParsedQuestion, files: Files) -> str:
    tags = [element("keyword", words("string", tag, language="vi")) for tag in noting.written_tags(question)]
    about = element("lom", element("general", *tags), xmlns=_LOM)
    inside = [element("metadata", about)] if tags else []
    return element(
        "resource",
        *inside,
        element("file", href=_path(number)),
        *(element("file", href=path(one, files[one.digest])) for one in _shown(question, files)),
        identifier=qti_item_writer.name(number),
        type="imsqti_item_xmlv2p1",
        href=_path(number),
    )
