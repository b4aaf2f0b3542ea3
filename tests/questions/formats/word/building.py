"""Word files made of a readable description, one line a paragraph.

^Heading1 words      a style                     center: words       a centred paragraph
@1.0 words           numbered by list 1, level 0 (see `LISTS`); `@0` takes the style's number off
| a | b |            a row of a table; ` ¶ ` between paragraphs of a cell, `{FFFF00}` in front shades it
<b> <i> <u> <red> <c=0000FF> <hl> <hl=green> <f=.VnTime> <s=Strong> <sup> <sub> <hide> <nob>
<del> <ins> <fn>note</fn> <img> <math>x/2</math> <box>words</box> <ole> <gone/> (its mark is struck out)
⏎ is a soft return, → a tab, ␣ a no-break space, ‧ a soft hyphen
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from tests.questions.drawn import file

W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_TOKEN = re.compile(r"<(/?)(\w+)(?:=([^<>]*))?(/?)>|([⏎→])")
_LIST = re.compile(r"@(\d)(?:\.(\d))?\s(.*)", re.DOTALL)
_STYLE = re.compile(r"\^(\w+)\s(.*)", re.DOTALL)
_FILL = re.compile(r"\{([0-9A-F]{6})\}\s*")

#: Lists by their number: the text of each level with its format. 7 begins 1 anew, 8 goes on with it.
LISTS = {
    1: (("decimal", "Câu %1:"), ("upperLetter", "%2.")),
    2: (("upperLetter", "%1."),),
    3: (("decimal", "%1."), ("lowerLetter", "%2)")),
    4: (("bullet", "•"),),
    5: (("upperRoman", "%1."), ("decimal", "%2.")),
}
_STYLES = f"""<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/></w:rPr></w:rPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Bold"><w:name w:val="Bold one"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="Numbered"/><w:pPr><w:numPr><w:ilvl w:val="0"/>
<w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Key"><w:name w:val="Key"/><w:basedOn w:val="Strong"/>
<w:rPr><w:b w:val="0"/><w:color w:val="C00000"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
</w:styles>"""
_FLAGS = {
    "b": "<w:b/>", "i": "<w:i/>", "u": '<w:u w:val="single"/>', "red": '<w:color w:val="FF0000"/>',
    "hide": "<w:vanish/>", "nob": '<w:b w:val="0"/>', "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>', "hl": '<w:highlight w:val="{}"/>',
    "c": '<w:color w:val="{}"/>', "f": '<w:rFonts w:ascii="{0}" w:hAnsi="{0}"/>',
    "s": '<w:rStyle w:val="{}"/>',
}  # fmt: skip
_USUAL = {"hl": "yellow", "c": "0000FF"}
_IMAGE = '<w:drawing><a:blip r:embed="rId9"/></w:drawing>'
_OLE = '<w:object><v:shape><v:imagedata r:id="rId9"/></v:shape></w:object>'


class _Writer:
    """Collects the footnotes while paragraphs are written."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def body(self, text: str) -> str:
        made, rows = [], []
        for line in [*text.splitlines(), ""]:
            if line.startswith("|"):
                rows.append(line)
                continue
            if rows:
                made.append(f"<w:tbl>{''.join(map(self.row, rows))}</w:tbl>")
                rows = []
            made.append(self.paragraph(line))
        return "".join(made)

    def row(self, line: str) -> str:
        return f"<w:tr>{''.join(map(self.cell, line.strip().strip('|').split('|')))}</w:tr>"

    def cell(self, text: str) -> str:
        fill = _FILL.match(text.strip())
        words = text.strip()[fill.end() :] if fill else text.strip()
        shade = f'<w:tcPr><w:shd w:val="clear" w:fill="{fill[1]}"/></w:tcPr>' if fill else ""
        return f"<w:tc>{shade}{''.join(map(self.paragraph, words.split(' ¶ ')))}</w:tc>"

    def paragraph(self, line: str) -> str:
        properties = ""
        if line.startswith("center:"):
            line, properties = line.removeprefix("center:").strip(), '<w:jc w:val="center"/>'
        if match := _STYLE.match(line):
            properties, line = f'<w:pStyle w:val="{match[1]}"/>{properties}', match[2]
        if match := _LIST.match(line):
            number = f'<w:ilvl w:val="{match[2] or 0}"/><w:numId w:val="{match[1]}"/>'
            properties, line = f"{properties}<w:numPr>{number}</w:numPr>", match[3]
        if "<gone/>" in line:
            properties, line = f"{properties}<w:rPr><w:del/></w:rPr>", line.replace("<gone/>", "")
        return f"<w:p><w:pPr>{properties}</w:pPr>{self.runs(line)}</w:p>"

    def runs(self, line: str) -> str:
        made, on, place = [], dict[str, str](), 0
        for match in _TOKEN.finditer(line):
            made.append(_run(line[place : match.start()], on))
            place = match.end()
            if match[5]:
                made.append(f"<w:r>{'<w:br/>' if match[5] == '⏎' else '<w:tab/>'}</w:r>")
            elif match[2] in _FLAGS and match[1]:
                on.pop(match[2], None)
            elif match[2] in _FLAGS:
                on[match[2]] = _FLAGS[match[2]].format(match[3] or _USUAL.get(match[2], ""))
            else:
                made.append(self.mark(match[2], bool(match[1]), on))
        return "".join([*made, _run(line[place:], on)])

    def mark(self, name: str, is_end: bool, on: dict[str, str]) -> str:
        if name in ("img", "ole"):
            return f"<w:r>{_IMAGE if name == 'img' else _OLE}</w:r>"
        if name == "fn":
            on.pop("note", None)
            if not is_end:
                self.notes.append("")
                on["note"] = str(len(self.notes))
                return f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
            return ""
        start, end = {
            "del": ("<w:del>", "</w:del>"),
            "ins": ("<w:ins>", "</w:ins>"),
            "math": ("<m:oMath>", "</m:oMath>"),
            "box": (
                "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p>",
                "</w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback>"
                "</mc:AlternateContent></w:r>",
            ),
        }[name]
        if name == "math":
            on.pop("math", None) if is_end else on.__setitem__("math", "")
        return end if is_end else start


def _run(text: str, on: Mapping[str, str]) -> str:
    if not text:
        return ""
    words = escape(text.replace("␣", "\u00a0").replace("‧", "\u00ad"))
    said = "".join(value for key, value in on.items() if key not in ("note", "math"))
    if "math" in on:
        return _formula(words, said)
    return f'<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _formula(words: str, said: str) -> str:
    upper, _, lower = words.partition("/")
    part = f"<m:{{0}}><m:r><w:rPr>{said}</w:rPr><m:t>{{1}}</m:t></m:r></m:{{0}}>"
    return f"<m:f>{part.format('num', upper)}{part.format('den', lower)}</m:f>"


def numbering() -> str:
    """All lists; 7 is list 1 with its numbers begun anew, 8 list 1 under another name."""
    made = []
    for number, levels in LISTS.items():
        inside = "".join(
            f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for place, (format, text) in enumerate(levels)
        )
        made.append(f'<w:abstractNum w:abstractNumId="{number}">{inside}</w:abstractNum>')
    nums = {number: number for number in LISTS} | {8: 1}
    made += [f'<w:num w:numId="{num}"><w:abstractNumId w:val="{of}"/></w:num>' for num, of in nums.items()]
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    made.append(f'<w:num w:numId="7"><w:abstractNumId w:val="1"/>{again}</w:num>')
    return f"<w:numbering {W}>{''.join(made)}</w:numbering>"


def parts(text: str) -> dict[str, bytes]:
    """The parts of the file that a description stands for, by their names."""
    notes = re.findall(r"<fn>(.*?)</fn>", text)
    writer = _Writer()
    body = writer.body(re.sub(r"<fn>.*?</fn>", "<fn></fn>", text))
    footnotes = "".join(
        f'<w:footnote w:id="{place}"><w:p><w:r><w:t>{escape(note)}</w:t></w:r></w:p></w:footnote>'
        for place, note in enumerate(notes, start=1)
    )
    made = {name: content.encode() for name, content in _files(body, footnotes).items()}
    return made | {"word/media/image1.png": file("Word")}


def _files(body: str, footnotes: str) -> dict[str, str]:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    inner = {"styles": "styles.xml", "numbering": "numbering.xml", "footnotes": "footnotes.xml"}
    links = "".join(
        f'<Relationship Id="rId{place}" Type="{kind}{name}" Target="{target}"/>'
        for place, (name, target) in enumerate(inner.items(), start=1)
    )
    links += f'<Relationship Id="rId9" Type="{kind}image" Target="media/image1.png"/>'
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships {package}><Relationship Id="a" Type="{kind}officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": f"<Relationships {package}>{links}</Relationships>",
        "word/styles.xml": _STYLES,
        "word/numbering.xml": numbering(),
        "word/footnotes.xml": f"<w:footnotes {W}>{footnotes}</w:footnotes>",
    }


def packed(files: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts; the same parts are the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as made:
        for name, content in files.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 11, 26, 8, 0, 0)), content, compression)
    return target.getvalue()


def word(text: str, **changes: bytes) -> bytes:
    """The Word file that a description stands for; parts can be replaced by name."""
    return packed(parts(text) | changes)
