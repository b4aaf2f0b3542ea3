"""Texts typed with fonts from before Unicode: TCVN3 (.VnTime) and VNI, made readable.

Such fonts draw Vietnamese letters in the place of Western ones, so that another font shows
“C¶i c¸ch hµnh chÝnh” (TCVN3) or “Caûi caùch haønh chính” (VNI). What gives them away are signs
that no Vietnamese text has inside a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from questions.folding import nfc

_TCVN3 = {
    "µ¶·¸¹": "àảãáạ",
    "¨»¼½¾Æ": "ăằẳẵắặ",
    "©ÇÈÉÊË": "âầẩẫấậ",
    "®": "đ",
    "ÌÎÏÐÑ": "èẻẽéẹ",
    "ªÒÓÔÕÖ": "êềểễếệ",
    "×ØÜÝÞ": "ìỉĩíị",
    "ßáâãä": "òỏõóọ",
    "«åæçèé": "ôồổỗốộ",
    "¬êëìíî": "ơờởỡớợ",
    "ïñòóô": "ùủũúụ",
    "\u00adõö÷øù": "ưừửữứự",
    "úûüýþ": "ỳỷỹýỵ",
    "¡¢§£¤¥¦": "ĂÂĐÊÔƠƯ",
}
_FROM_TCVN3 = str.maketrans(
    {code: sign for codes, signs in _TCVN3.items() for code, sign in zip(codes, signs, strict=True)}
)
#: Signs of TCVN3 that no other language puts into a word.
_TCVN3_SIGNS = "µ¶¸¹¨»¼½¾©®«¬¡¢§£¤¥¦\u00ad"

_VNI_TONES = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_VNI_MARKS = {
    "â": "\u0302",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "á": "\u0302\u0301",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "é": "\u0306\u0301",
    "ë": "\u0306\u0323",
}
_VNI_WHOLE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_AFTER = "".join([*_VNI_TONES, *_VNI_MARKS])
_VNI_PAIR = re.compile(rf"([aeouyôö])([{_AFTER}])", re.IGNORECASE)
#: Two letters of VNI, or đ before a vowel: no other spelling has them.
_VNI_CLUE = re.compile(r"[aeoy][øûåäü]|[aou][ùï](?![a-zà-ÿ]{3})|[ôö][øûùïõ]|öô|ñ[aeiouôö]", re.IGNORECASE)

#: Of those, what may stand behind a word in any language.
_BEHIND = "®©«»¡¢£¤¥¦"
#: Beside such signs, a capital with a mark in the middle of a word: tiÓu, chÝnh.
_TCVN3_CLUE = re.compile(rf"[a-zA-Z](?![{_BEHIND}])[{_TCVN3_SIGNS}]|[{_TCVN3_SIGNS}][a-zA-Z]|[a-z][À-Þ]")
_UNICODE = re.compile("[\u1ea0-\u1ef9\u0110\u0111\u01a0\u01a1\u01af\u01b0\u0102\u0103]")
#: One odd sign may be a typo or a foreign name.
_FEWEST_CLUES = 2


def modern(texts: Sequence[str]) -> list[str] | None:
    """The parts of one question in Unicode; None if they are already, as far as can be told."""
    whole = nfc("\n".join(texts))
    if _UNICODE.search(whole):
        return None
    vni, tcvn3 = len(_VNI_CLUE.findall(whole)), len(_TCVN3_CLUE.findall(whole))
    if max(vni, tcvn3) < _FEWEST_CLUES:
        return None
    # A few pairs of the one look like the other; the more there are, the surer.
    if vni > tcvn3:
        return [_from_vni(nfc(text)) for text in texts]
    return [nfc(text).translate(_FROM_TCVN3) for text in texts]


def converted(before: str, after: str) -> str:
    """What to say of words whose font was an old one."""
    return f"Chữ theo phông cũ đã chuyển: “{_short(before)}” thành “{_short(after)}”. Bạn đọc lại cho chắc."


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _from_vni(text: str) -> str:
    return "".join(_vni_word(part) for part in re.split(r"(\W+)", text))


def _vni_word(word: str) -> str:
    pieces, place = [], 0
    while place < len(word):
        pair = _VNI_PAIR.match(word, place)
        if pair:
            mark = pair[2].lower()
            pieces.append(_whole(pair[1]) + (_VNI_TONES.get(mark) or _VNI_MARKS[mark]))
            place += 2
        else:
            pieces.append(_whole(word[place]))
            place += 1
    return nfc("".join(pieces))


def _whole(sign: str) -> str:
    found = _VNI_WHOLE.get(sign.lower(), sign)
    return found.upper() if sign.isupper() else found


def by_font(font: str, text: str) -> str:
    """The text in Unicode if its font is one from before it: .VnTime, .VnTimeH (capitals), VNI-Times."""
    name = font.casefold()
    if not name.startswith((".vn", "vni")) or _UNICODE.search(text):
        return text
    # Word keeps the signs of such a font among those for private use, now and then.
    plain = "".join(chr(ord(sign) - 0xF000) if "\uf020" <= sign <= "\uf0ff" else sign for sign in text)
    if name.startswith("vni"):
        return _from_vni(nfc(plain))
    found = nfc(plain).translate(_FROM_TCVN3)
    return found.upper() if font.endswith("H") else found
