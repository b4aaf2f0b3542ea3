"""The demo: sample data in a folder of its own, so that one command opens a real contest."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from contest import entropy
from contest.accounts import service as accounts
from contest.accounts.states import Role
from contest.announce import Reach, qr, say
from contest.campaigns import service as campaigns
from contest.campaigns.service import CampaignDraft, RoundDraft
from contest.clock import local
from contest.commendations import service as commendations
from contest.commendations.ladders import Ladder, UnitStep
from contest.commendations.rules import Step
from contest.commendations.states import Board
from contest.office import service as office
from contest.office.rules import Identity
from contest.ruleset.rules import (
    BlueprintLine,
    BoardShown,
    PredictionTarget,
    Ruleset,
    ScoreShown,
    Visibility,
)
from contest.serving import CannotStart
from contest.settings import DEMO_KEY, DEMO_SEED, default_data
from contest.units import sample
from contest.units import service as units
from contest.web.database import reading, writing
from questions import packs
from questions import service as questions
from questions.documents import keeping
from questions.kinds import Kind

MARK = "demo.json"
LOGIN = "bantochuc"
LIVE, PREDICTED = "ngay-hoi-chuyen-doi-so", "tim-hieu-chuyen-doi-so"
BANK = "bo-cau-hoi-mau"
BROKEN_MARK = "Tệp {mark} bị hỏng. Làm lại bản dùng thử với --fresh."
NOT_A_DEMO = "Thư mục {data} không phải của bản dùng thử nên không xóa. Chọn thư mục khác với --data."


@dataclass(frozen=True)
class Demo:
    """What a demo tells at its start; kept beside its data (0600)."""

    contest: str
    round: str
    predicted: str
    predicted_round: str
    login: str
    password: str


def folder(data: Path | None) -> Path:
    """Where a demo's data lies: outside any clone unless told otherwise."""
    return (data or default_data() / "demo").expanduser().resolve()


def lay_key(data: Path) -> None:
    """Give a new demo the key that all demos have; an earlier one keeps its own."""
    path = data / "server.key"
    if path.exists():
        return
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(DEMO_KEY)


def start_fresh(data: Path) -> None:
    """Remove an earlier demo while its folder is held; refuses a folder that is not a demo's."""
    found = [path for path in data.iterdir() if not path.name.startswith("server.lock")]
    if not found:
        return
    if not (data / MARK).is_file():
        raise CannotStart(NOT_A_DEMO.format(data=data))
    # The mark goes last: a demo that was half removed can still be removed.
    for path in sorted(found, key=lambda path: path.name == MARK):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def ensure(data: Path, now: datetime) -> Demo:
    """The demo of this folder: the one that is there, else a new one."""
    mark = data / MARK
    with reading() as db:
        is_empty = accounts.needs_setup(db)
    if mark.is_file() and not is_empty:
        return _marked(mark)
    # A mark without its data is what a removed database leaves.
    mark.unlink(missing_ok=True)
    if not is_empty:
        raise CannotStart(NOT_A_DEMO.format(data=data).replace("không xóa", "không dùng"))
    # The log-in is random, whatever else all demos share.
    password = entropy.crockford(14)
    hashed = accounts.hashed(password, LOGIN)
    entropy.use(entropy.Stream(DEMO_SEED))
    try:
        with writing() as db:
            made = _fill(db, password, hashed, now)
    finally:
        entropy.use(None)
    handle = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file)
    return made


def _marked(mark: Path) -> Demo:
    try:
        return Demo(**json.loads(mark.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise CannotStart(BROKEN_MARK.format(mark=mark)) from error


def _fill(db: Session, password: str, hashed: str, now: datetime) -> Demo:
    accounts.create_staff(db, "demo", LOGIN, "Ban Tổ chức (mẫu)", Role.ADMIN, hashed, now)
    office.save_identity(db, "demo", US, now)
    units.save_units(db, sample.commune(), local(now).date(), sample.SOURCE)
    keeping.take_in(db, now)
    for pack in packs.every():
        asked = packs.questions_of(pack)
        questions.save_bank(db, BANK, "Bộ câu hỏi mẫu", asked, at=now, is_sample=True, approver=pack.approver)
    live = campaigns.create(db, _live(now), now)
    predicted = campaigns.create(db, _predicted(now), now)
    for round_id in (live, predicted):
        commendations.save_ladder(db, "demo", round_id, PRIZES, 0, now)
    return Demo(LIVE, live, PREDICTED, predicted, LOGIN, password)


ORGANISER = "UBND xã Đăk Tô (dữ liệu mẫu)\nĐoàn TNCS Hồ Chí Minh xã Đăk Tô"
US = Identity(
    name="UBND xã Đăk Tô (dữ liệu mẫu)", above="Tỉnh Quảng Ngãi", short="Hội thi Đăk Tô", place="Đăk Tô"
)
CONTACT = "Ban Tổ chức (dữ liệu mẫu), Phòng Văn hóa - Xã hội, UBND xã Đăk Tô, tỉnh Quảng Ngãi"
AUDIENCE = "cán bộ, công chức, viên chức, học sinh, đoàn viên, hội viên và người dân trên địa bàn xã"
ABOUT_LIVE = (
    "Dữ liệu mẫu để dùng thử. Hưởng ứng Ngày Chuyển đổi số quốc gia 10/10, UBND xã và Đoàn xã mời bà con "
    "các thôn, cán bộ, đoàn viên, thầy cô giáo và học sinh dự hội thi ngay trên điện thoại. "
    "Mỗi người thi một lượt, điểm và thứ hạng hiện trên màn hình lớn tại hội trường."
)
ABOUT_PREDICTED = (
    "Dữ liệu mẫu để dùng thử. Cuộc thi giúp cán bộ, đoàn viên và người dân trong xã hiểu rõ hơn về "
    "chuyển đổi số, cải cách hành chính và cách làm thủ tục trên mạng. "
    "Mỗi người thi nhiều nhất ba lượt và được tính lượt tốt nhất. Kết quả công bố sau khi vòng thi đóng."
)
PRIZES = Ladder(
    people=(
        Step("Nhất", 1, 500_000),
        Step("Nhì", 2, 300_000),
        Step("Ba", 3, 200_000),
        Step("Khuyến khích", 5, 100_000),
    ),
    units=(
        UnitStep("Nhất", 1, 500_000, Board.RATE),
        UnitStep("Nhì", 1, 300_000, Board.RATE),
        UnitStep("Ba", 1, 200_000, Board.RATE),
    ),
    budget=3_200_000,
)


def _lines() -> tuple[BlueprintLine, ...]:
    return (
        BlueprintLine(count=4, topic="cds"),
        BlueprintLine(count=3, topic="cchc"),
        BlueprintLine(count=2, topic="tag-attt"),
        BlueprintLine(count=1, topic="tag-binh-dan-hoc-vu-so"),
        BlueprintLine(count=1, topic="tag-doan-thanh-nien"),
        # Whoever tries the demo meets every kind of question.
        BlueprintLine(count=1, kind=Kind.several),
        BlueprintLine(count=2, kind=Kind.true_false),
        BlueprintLine(count=1, kind=Kind.number),
    )


def _live(now: datetime) -> CampaignDraft:
    rules = Ruleset(
        blueprint=_lines(),
        seconds=10 * 60,
        keeps_expired=True,
        visibility=Visibility(score=ScoreShown.AT_ONCE, board=BoardShown.LIVE),
    )
    return CampaignDraft(
        slug=LIVE,
        title="Hội thi\nNgày Chuyển đổi số\nxã Đăk Tô",
        organiser=ORGANISER,
        bank_slug=BANK,
        first=RoundDraft("Vòng ngày hội", now - timedelta(minutes=5), now + timedelta(days=30), rules),
        contact=CONTACT,
        about=ABOUT_LIVE,
        audience=AUDIENCE,
        is_sample=True,
    )


def _predicted(now: datetime) -> CampaignDraft:
    rules = Ruleset(
        blueprint=_lines(),
        seconds=15 * 60,
        keeps_expired=True,
        attempts_allowed=3,
        prediction=PredictionTarget.PARTICIPANTS,
    )
    return CampaignDraft(
        slug=PREDICTED,
        title="Chuyển đổi số\nvà cải cách\nhành chính",
        organiser=ORGANISER,
        bank_slug=BANK,
        first=RoundDraft("Tuần 1", now - timedelta(minutes=5), now + timedelta(days=30), rules),
        contact=CONTACT,
        about=ABOUT_PREDICTED,
        audience=AUDIENCE,
        is_sample=True,
    )


def facts(demo: Demo, reach: Reach) -> dict[str, object]:
    """What `--json` tells: the slug that commands take, the log-in, addresses that open without a cookie."""
    at = reach.here
    return {
        "contest": demo.contest,
        "url": at,
        "lan": reach.phones,
        "login": demo.login,
        "password": demo.password,
        "participant": f"{at}/campaigns/{demo.contest}",
        "organiser": f"{at}/accounts/login",
        "hall": f"{at}/standings/{demo.round}/hall",
        "board": f"{at}/standings/{demo.round}",
        "predicted": f"{at}/campaigns/{demo.predicted}",
    }


def tell(demo: Demo, reach: Reach) -> None:
    """The same for a person."""
    link = f"{reach.phones}/t/{demo.contest}"
    say("Bản dùng thử của hoithi (dữ liệu mẫu) đang chạy.")
    say()
    say(f"Thí sinh, trên điện thoại:  {link}")
    say(f"Thí sinh, trên máy này:     {reach.here}/t/{demo.contest}")
    say(qr(link))
    say(f"Ban Tổ chức: {reach.here}/rounds")
    say(f"  tên đăng nhập {demo.login}, mật khẩu {demo.password}")
    say(f"Màn hình lớn: {reach.here}/standings/{demo.round}/hall")
    say(f"Cuộc thi thứ hai, có câu dự đoán: {reach.here}/t/{demo.predicted}")
    say()
    say("Cho 50 người tưởng tượng thi thử: ./hoithi simulate --people 50")
    say("Dừng máy chủ: bấm Ctrl+C.")
