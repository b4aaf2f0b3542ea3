"""Vietnamese syllables by rule: an onset, a rhyme, a tone, and where its mark stands.

The mark stands as schools and offices have always put it: hóa, khỏe, thủy; but hoàn, quý, già.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Longest first, so that "ngh" is not taken for "ng" and a stray h.
_SPELT = """
ngh ng nh th tr ch gh gi kh ph qu b c d đ g h k l m n p r s t v x
"""
_ONSETS = (*_SPELT.split(), "")

#: Rhymes without a glide, by their vowel.
_PLAIN = """
a ac ach ai am an ang anh ao ap at au ay
ăc ăm ăn ăng ăp ăt
âc âm ân âng âp ât âu ây
e ec em en eng eo ep et
ê êch êm ên ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot ooc oong
ô ôc ôi ôm ôn ông ôp ôt
ơ ơi ơm ơn ơp ơt
u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yêm yên yêt yêu
"""
#: Rhymes with a glide: spelt o or u, and part of the onset after q.
_GLIDES = """
oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oe oen oeo oet
uân uâng uât uây uê uêch uênh uơ
uy uya uych uyn uynh uyp uyt uyu uyên uyêt
"""
_AFTER_Q = """
a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăt ân âng ât ây
e en eo et ê ên êch êt êu ơ ơi ôc y ych ynh yt yên yêt yêu
"""
_RHYMES = frozenset((_PLAIN + _GLIDES).split())
_RHYMES_AFTER_Q = frozenset(_AFTER_Q.split())
#: gì, gìn, giếng: the onset's i is the rhyme's too.
_AFTER_G = frozenset({"i", "in", "iêng", "iêc"})
#: Before e, ê and i these sounds have another spelling.
_BEFORE_FRONT = {"c": "k", "g": "gh", "ng": "ngh"}
_FRONT = tuple("eêi")

_TONES = {"\u0300": "huyền", "\u0309": "hỏi", "\u0303": "ngã", "\u0301": "sắc", "\u0323": "nặng"}
_STOP = re.compile(r".*(?:c|ch|p|t)")
_CHANGED = frozenset("ăâêôơ")
#: Where two spellings are right, the one of the packs.
_OTHERWISE = {"kĩ": "kỹ", "kỉ": "kỷ", "kì": "kỳ", "kí": "ký", "lí": "lý", "mĩ": "mỹ", "sỹ": "sĩ"}


@lru_cache(maxsize=10_000)
def fault(word: str) -> str:
    """What is wrong with a word as a syllable, "" when nothing is. Upper and lower case are the same."""
    lower = unicodedata.normalize("NFC", word).lower()
    if lower in _OTHERWISE:
        return f"viết “{_OTHERWISE[lower]}” thay cho “{lower}”"
    bare, tone, place = _untoned(lower)
    found = _split(bare)
    if found is None or not _tone_fits(found[1], tone):
        return f"từ lạ “{word}”"
    onset, rhyme = found
    wanted = len(onset) + _mark(rhyme, onset)
    if tone and place != wanted:
        right = unicodedata.normalize("NFC", bare[: wanted + 1] + tone + bare[wanted + 1 :])
        return f"dấu thanh đặt sai chỗ: viết “{right}” thay cho “{lower}”"
    return ""


def _untoned(word: str) -> tuple[str, str, int]:
    """(the letters, the tone's mark, the letter that it stands on); two marks are no tone of ours."""
    letters: list[str] = []
    tone, place = "", -1
    for char in unicodedata.normalize("NFD", word):
        if char not in _TONES:
            letters.append(char)
        elif tone:
            return "", "", -1
        else:
            tone, place = char, len(unicodedata.normalize("NFC", "".join(letters))) - 1
    return unicodedata.normalize("NFC", "".join(letters)), tone, place


def _split(bare: str) -> tuple[str, str] | None:
    """(onset, rhyme) of a syllable without its tone; None when there is no such syllable."""
    for onset in _ONSETS:
        rhyme = bare.removeprefix(onset)
        if bare.startswith(onset) and rhyme and _belong(onset, rhyme):
            return onset, rhyme
    return None


def _belong(onset: str, rhyme: str) -> bool:
    if onset == "qu":
        return rhyme in _RHYMES_AFTER_Q
    if onset == "g" and rhyme in _AFTER_G:
        return True
    if rhyme not in _RHYMES:
        return False
    if rhyme.startswith("yê"):
        return onset == ""
    front = rhyme.startswith(_FRONT)
    if front:
        return onset not in _BEFORE_FRONT
    return onset not in ("gh", "ngh") and (onset != "k" or rhyme == "y")


def _tone_fits(rhyme: str, tone: str) -> bool:
    """Syllables that end in a stop have the rising or the heavy tone only."""
    return not _STOP.fullmatch(rhyme) or _TONES.get(tone) in ("sắc", "nặng")


def _mark(rhyme: str, onset: str) -> int:
    """The letter of a rhyme that bears the mark."""
    changed = [place for place, letter in enumerate(rhyme) if letter in _CHANGED]
    if changed:
        return changed[-1]
    has_glide = onset != "qu" and rhyme in _GLIDES.split()
    return 1 if has_glide and len(rhyme) > 2 else 0
