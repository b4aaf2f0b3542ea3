"""The packs of questions that come along: which there are, and what each holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from questions.formats import detect
from questions.formats.model import ParsedQuestion

FOLDER = Path(__file__).parent / "data"

#: What a pack is called, in the order in which packs are shown.
_NAMES = {
    "chuyen-doi-so": "Chuyển đổi số",
    "cai-cach-hanh-chinh": "Cải cách hành chính",
    "an-toan-so": "An toàn thông tin và kỹ năng số",
    "binh-dan-hoc-vu-so": "Bình dân học vụ số",
    "vneid-dich-vu-cong": "VNeID và dịch vụ công trực tuyến",
    "doan-thanh-nien": "Đoàn, thanh niên",
}
#: Stands before a pack's slug where somebody of the staff stands otherwise; no staff id has a colon.
_MARK = "pack:"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack; `slug` is its file's name without the ending."""

    slug: str
    name: str

    @property
    def path(self) -> Path:
        """Its file."""
        return FOLDER / f"{self.slug}.txt"

    @property
    def approver(self) -> str:
        """What revisions that come with it carry as their approver."""
        return f"{_MARK}{self.slug}"


@cache
def every() -> tuple[Pack, ...]:
    """All packs, in the order in which they are shown; those without a name of ours last."""
    found = {path.stem for path in FOLDER.glob("*.txt")}
    order = [*(slug for slug in _NAMES if slug in found), *sorted(found - _NAMES.keys())]
    return tuple(Pack(slug, _NAMES.get(slug, slug)) for slug in order)


def find(slug: str) -> Pack | None:
    """The pack of this slug."""
    return next((pack for pack in every() if pack.slug == slug), None)


@cache
def questions_of(pack: Pack) -> tuple[ParsedQuestion, ...]:
    """What a pack asks; its file never changes while we run."""
    return detect.read(pack.path).questions


def approving(approver: str) -> Pack | None:
    """The pack that an approver is; None when it is somebody of the staff, or nobody."""
    slug = approver.removeprefix(_MARK)
    return (find(slug) or Pack(slug, slug)) if approver.startswith(_MARK) else None
