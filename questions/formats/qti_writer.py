"""Questions as a QTI 2.1 package: a manifest and one item each. The same questions give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from questions.formats import noting, qti_item_writer
from questions.formats.model import ParsedQuestion
from questions.formats.qti import MANIFEST
from questions.formats.xml_text import HEAD, element, words

_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_LOM = "http://ltsc.ieee.org/xsd/LOM"
_WHEN = (1980, 1, 1, 0, 0, 0)


def write(questions: Sequence[ParsedQuestion]) -> bytes:
    """The bytes of a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, MANIFEST, _manifest(questions))
        for number, question in enumerate(questions, start=1):
            _add(package, _path(number), qti_item_writer.write(number, question))
    return target.getvalue()


def _add(package: zipfile.ZipFile, name: str, text: str) -> None:
    part = zipfile.ZipInfo(name, _WHEN)
    part.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(part, (HEAD + text + "\n").encode())


def _path(number: int) -> str:
    return f"items/{qti_item_writer.name(number)}.xml"


def _manifest(questions: Sequence[ParsedQuestion]) -> str:
    resources = [_resource(number, question) for number, question in enumerate(questions, start=1)]
    about = element("metadata", words("schema", "QTIv2.1 Package"), words("schemaversion", "1.0.0"))
    listed = element("resources", *resources)
    return element("manifest", about, element("organizations"), listed, xmlns=_PACKAGE, identifier="hoithi")


def _resource(number: int, question: ParsedQuestion) -> str:
    tags = [element("keyword", words("string", tag, language="vi")) for tag in noting.written_tags(question)]
    about = element("lom", element("general", *tags), xmlns=_LOM)
    inside = [element("metadata", about)] if tags else []
    return element(
        "resource",
        *inside,
        element("file", href=_path(number)),
        identifier=qti_item_writer.name(number),
        type="imsqti_item_xmlv2p1",
        href=_path(number),
    )
