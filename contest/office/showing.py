"""From what is stored to what the pages of the settings show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from urllib.parse import urlsplit

from sqlmodel import Session

from contest import settings
from contest.accounts import service as accounts
from contest.accounts import staffing
from contest.accounts.pages import StaffView
from contest.office import reach, rules, service, violations
from contest.office.forms import FIND_OUT, OFF, ON, OTHER
from contest.office.pages import (
    Edition,
    IdentityPage,
    IndexPage,
    PhonesPage,
    PrivacyPage,
    ProofsPage,
    ReadyPage,
    Section,
    Theirs,
)
from contest.office.rules import Office
from contest.office.states import Part
from contest.web.filters import number
from contest.web.pages import path_for, path_if

LABELS = {
    "name": "Tên nơi tổ chức",
    "above": "Cấp trên",
    "short": "Tên ngắn",
    "place": "Địa danh",
    "address": "Địa chỉ",
    "phone": "Điện thoại",
    "email": "Thư điện tử",
    "logo": "Logo",
    "holder": "Ai giữ thông tin",
    "contact": "Liên hệ",
    "months": "Giữ tên bao nhiêu tháng",
    "purpose": "Để làm gì",
    "published": "Công khai",
    "public": "Địa chỉ cho điện thoại",
    "state": "Chặn đăng ký tự động",
}
NOT_YET = "Chưa điền"
NO_UNITS = "Chưa có đơn vị nào"
BY_ITSELF = "Máy tự tìm"
IS_ON = {True: "Đang bật", False: "Đang tắt"}


@dataclass(frozen=True)
class Again:
    """A form that could not be stored: what was typed, what is wrong, and whether somebody was first."""

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    is_late: bool = False


#: A page that is simply opened.
OPENED = Again()


def theirs(db: Session, part: Part, typed: Mapping[str, str], stored: Mapping[str, object]) -> Theirs | None:
    """What somebody else has saved meanwhile."""
    change = service.last_change(db, part)
    if change is None:
        return None
    by, at = change
    differ = (
        (LABELS[name], str(value) or "để trống")
        for name, value in stored.items()
        if name in LABELS and name in typed and typed[name].strip() != str(value)
    )
    return Theirs(staffing.names(db, [by]).get(by, "Người khác"), at, tuple(differ))


def identity(db: Session, staff: StaffView, step: int, *, saved: bool, again: Again = OPENED) -> IdentityPage:
    """Who we are."""
    stands = service.current(db).identity
    stored = {name: value for name, value in asdict(stands).items() if name not in ("version", "logo")}
    if not stands.is_set:
        stored["short"] = ""
    return IdentityPage(
        staff,
        {name: again.typed.get(name, value) for name, value in {**stored, "unlogo": ""}.items()},
        _version(stands.version, again),
        path_for("office.logo", digest=stands.logo) if stands.logo else "",
        step,
        saved,
        again.errors,
        theirs(db, Part.IDENTITY, again.typed, stored) if again.is_late else None,
    )


def privacy(db: Session, staff: StaffView, step: int, *, saved: bool, again: Again = OPENED) -> PrivacyPage:
    """The privacy notice, and those before it."""
    stands = service.current(db).notice
    stored = {name: str(value) for name, value in asdict(stands).items() if name not in ("version", "dated")}
    editions = (Edition(each.version, each.dated, each.months) for each in service.notices(db))
    return PrivacyPage(
        staff,
        {name: again.typed.get(name, value) for name, value in stored.items()},
        _version(stands.version, again),
        tuple(editions),
        step,
        saved,
        again.errors,
        theirs(db, Part.NOTICE, again.typed, stored) if again.is_late else None,
    )


def phones(
    db: Session, staff: StaffView, found: str, step: int, *, saved: bool, again: Again = OPENED
) -> PhonesPage:
    """Where phones reach us. ``found`` is what "find out" comes to on this request."""
    stands = service.current(db).reach
    root = stands.public or found
    port = settings.current().port
    addresses = tuple(f"http://{each}:{port}" for each in reach.own_addresses())
    known = stands.public in addresses or not stands.public
    way = (stands.public or FIND_OUT) if known else OTHER
    return PhonesPage(
        staff=staff,
        root=root,
        qr=reach.qr(root + path_for("home")),
        found=found,
        addresses=addresses,
        way=again.typed.get("way", way),
        other=again.typed.get("other", "" if known else stands.public),
        version=_version(stands.version, again),
        refused=rules.host_of(root) if service.is_refused(root) else "",
        is_gone=service.is_gone(root),
        is_local=rules.is_own_machine(rules.host_of(root)),
        step=step,
        is_saved=saved,
        errors=again.errors,
        theirs=_others_way(db, stands.public) if again.is_late else None,
        port=port,
    )


def _others_way(db: Session, public: str) -> Theirs | None:
    return theirs(db, Part.REACH, {"public": "-"}, {"public": public or BY_ITSELF})


def proofs(db: Session, staff: StaffView, *, secure: bool, saved: bool, again: Again = OPENED) -> ProofsPage:
    """Whether phones do a little work before they register. ``secure``: this request came over HTTPS."""
    stands = service.current(db).proofs
    differs = ({"state": "-"}, {"state": IS_ON[stands.is_on]})
    return ProofsPage(
        staff=staff,
        state=again.typed.get("state", ON if stands.is_on else OFF),
        is_on=stands.is_on,
        version=_version(stands.version, again),
        is_secure=secure,
        insecure=_insecure() if stands.is_on else "",
        is_saved=saved,
        errors=again.errors,
        theirs=theirs(db, Part.PROOFS, *differs) if again.is_late else None,
        port=settings.current().port,
    )


def _insecure() -> str:
    """The address on posters, where nobody who comes by it is asked for a proof."""
    root = service.public_url()
    return root if root.startswith("http://") else ""


def _version(stands: int, again: Again) -> int:
    """A form that is sent again after a conflict knows what it replaces; after a slip it still does not."""
    typed = again.typed.get("version", "")
    return int(typed) if again.errors and typed.isdigit() and typed.isascii() else stands


def index(db: Session, staff: StaffView) -> IndexPage:
    """The settings, with what each of them says now."""
    return IndexPage(staff, sections(db))


def ready(db: Session, staff: StaffView) -> ReadyPage:
    """The end of the first run."""
    return ReadyPage(staff, service.current(db).identity.name, sections(db))


def sections(db: Session) -> tuple[Section, ...]:
    """One row a page of the settings; those of features that are not there are left out."""
    office = service.current(db)
    first = (_identity_row(office), _units_row(db), _staff_row(db), _notice_row(office))
    told = (_violations_row(db), _data_row())
    rows = (*first, _signing_in_row(db), _phones_row(office), _proofs_row(office), *told)
    return tuple(row for row in rows if row.link)


def _identity_row(office: Office) -> Section:
    identity = office.identity
    says = ", ".join(filter(None, (identity.name, identity.above))) or NOT_YET
    about = "Tên và logo trên mọi trang, văn bản, giấy chứng nhận"
    return Section("Nơi tổ chức", about, says, identity.is_set, path_for("office.identity"))


def _none(db: Session) -> int:
    del db
    return 0


_how_many_units: Callable[[Session], int] = _none


def use_units(how_many: Callable[[Session], int]) -> None:
    """Units is a higher feature that this one must not import, so it puts its answer in here."""
    global _how_many_units
    _how_many_units = how_many


def _units_row(db: Session) -> Section:
    count = _how_many_units(db)
    says = f"{number(count)} đơn vị" if count else NO_UNITS
    about = "Trường, chi đoàn, thôn: người dự thi chọn đơn vị của mình"
    return Section("Đơn vị", about, says, count > 0, path_if("units.index"))


def _staff_row(db: Session) -> Section:
    count = staffing.active_count(db)
    says = f"{count} người" if count > 1 else "Mới có một mình bạn"
    return Section("Người cùng làm", "Tài khoản của Ban Tổ chức", says, count > 1, path_if("accounts.staff"))


def _signing_in_row(db: Session) -> Section:
    must = accounts.sign_in(db).admins_two_steps
    says = "Quản trị viên phải hai bước" if must else "Bằng mật khẩu, ai muốn thì hai bước"
    about = "Ban Tổ chức đăng nhập mấy bước, bao lâu không dùng thì phải đăng nhập lại"
    # Strangers reach a server with an address of its own on the internet; a LAN may do without.
    look = not must and urlsplit(service.public_url()).scheme == "https"
    return Section("Đăng nhập", about, says, must, path_if("accounts.signing_in"), look)


def _notice_row(office: Office) -> Section:
    notice = office.notice
    says = f"Bản {notice.version}, giữ tên {notice.months} tháng"
    about = "Điều người dự thi đọc trước khi đồng ý"
    return Section("Quyền riêng tư", about, says, notice.is_set, path_for("office.privacy"))


def _phones_row(office: Office) -> Section:
    public = office.reach.public
    look = bool(public) and (service.is_refused(public) or service.is_gone(public))
    says = public.partition("://")[2] or BY_ITSELF
    about = "Địa chỉ trên áp phích, mã QR, màn hình lớn"
    return Section("Điện thoại vào", about, says, office.reach.is_set, path_for("office.phones"), look)


def _proofs_row(office: Office) -> Section:
    is_on = office.proofs.is_on
    about = "Chỉ bật khi có máy tự động đăng ký tên giả hàng loạt"
    link = path_for("office.proofs")
    return Section(LABELS["state"], about, IS_ON[is_on], is_on, link, is_on and bool(_insecure()))


def _violations_row(db: Session) -> Section:
    found = sum(row.count for row in violations.counts(db))
    about = "Trình duyệt báo có thứ lạ bị chặn khi mở trang của hội thi"
    says = f"{number(found)} lần trong 90 ngày qua" if found else "Chưa có"
    return Section("Cảnh báo của trình duyệt", about, says, True, path_if("office.violations"))


def _data_row() -> Section:
    about = "Máy giữ gì của ai, giữ bao lâu; hồ sơ cấp độ 2, quy chế an toàn thông tin"
    return Section(
        "Dữ liệu cá nhân", about, "Danh mục, thời hạn, văn bản", True, path_if("privacy.inventory")
    )
