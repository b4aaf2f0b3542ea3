"""What staff and the server did to a round, in words, the newest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contest.accounts import staffing
from contest.accounts.guards import view as staff_view
from contest.accounts.service import Member
from contest.attempts import looking
from contest.audit import service as audit
from contest.audit.rules import Noted
from contest.campaigns import amending
from contest.campaigns import service as campaigns
from contest.campaigns.service import RoundView
from contest.people import service as people
from contest.people.service import FullName
from contest.rounds import monitor, store
from contest.rounds.models import RoundDeed
from contest.rounds.person_pages import DeedRow, TimelinePage
from contest.units import service as units
from contest.web.filters import moment, number, span

PAGE = 50
SERVER = "Máy chủ"
OTHER = "Quản trị viên"
#: Who isn't staff: the server itself, and whoever typed a command at its machine.
MACHINES = {audit.SERVER: SERVER, "cli": "Dòng lệnh"}

#: What a row says by its action; {…} are its details.
WORDS = {
    "rounds.open": "Mở vòng thi",
    "rounds.close": "Đóng vòng thi, bắt đầu chốt kết quả",
    "rounds.closed": "Chốt xong kết quả, xếp hạng {ranked} người",
    "rounds.resume": "Chạy tiếp việc chốt kết quả bị dừng",
    "rounds.recode": "Cấp lại mã dự thi",
    "rounds.export": "Tải tệp kết quả có tên {people} người",
    "rounds.people_export": "Tải danh sách có tên {people} người dự thi",
    "rounds.watch_export": "Tải danh sách phòng thi, {people} người cần giúp",
    "rounds.log_export": "Tải nhật ký của vòng",
    "rounds.extend": "Dời giờ đóng từ {from} sang {to}",
    "rounds.pause": "Tạm dừng, {people} người đang làm bài",
    "rounds.unpause": "Cho chạy tiếp sau khi dừng {span}, {people} người được bù giờ",
    "rounds.extra": "Thêm {span} cho {people} người",
    "rounds.unextra": "Hoàn tác thêm giờ, {people} người",
    "rounds.void": "Hủy bài",
    "rounds.unvoid": "Bỏ hủy bài",
    "rounds.resit": "Hủy bài và cho thi lại",
    "rounds.bar": "Đưa ra ngoài bảng xếp hạng",
    "rounds.unbar": "Cho xếp hạng lại",
    "rounds.merge": "Gộp vào đăng ký khác của cùng một người",
    "rounds.unmerge": "Tách đăng ký đã gộp, cho tính riêng lại",
    "rounds.apart": "Xác nhận {people} đăng ký trùng tên là những người khác nhau",
    "rounds.unapart": "Xét lại những đăng ký trùng tên",
    "seasons.export": "Tải tệp kết quả cả cuộc thi có tên {people} người",
    "selections.confirm": "Xác nhận danh sách {people} người được chọn",
    "selections.export": "Tải danh sách {people} người được chọn",
    "selections.undo": "Bỏ xác nhận danh sách người được chọn",
    "selections.add": "Thêm vào danh sách người được chọn",
    "selections.take_off": "Bỏ khỏi danh sách người được chọn",
    "selections.decide": "Quyết định về {tied} trường hợp bằng nhau ở mức cuối, chọn {chosen}",
    "rounds.audience": "Đổi bảng dự thi",
    "rounds.by_hand": "Nhập bài làm trên giấy, bắt đầu {began}, thu bài {ended}",
    "rounds.unprint": "Bỏ đề giấy đã in, không dùng",
    "rounds.signal": "Kết luận về một dấu hiệu bất thường",
    "signals.search": "Tìm dấu hiệu bất thường",
    "signals.forget": "Xóa {signals} dấu hiệu bất thường vì hết hạn 30 ngày",
    "results.prepare": "Soạn bản công bố kết quả số {version}",
    "results.publish": "Duyệt, công bố kết quả bản số {version}",
    "results.complain": "Người dự thi gửi khiếu nại",
    "results.withdraw": "Người dự thi rút khiếu nại",
    "results.take": "Nhận xem một khiếu nại",
    "results.uphold": "Chấp nhận một khiếu nại",
    "results.refuse": "Không chấp nhận một khiếu nại",
    "suggestions.mark": "Đánh dấu một ý kiến hiến kế",
    "suggestions.unmark": "Bỏ dấu một ý kiến hiến kế",
    "suggestions.export": "Tải tệp {texts} ý kiến hiến kế",
    "feedback.ask": "Bật hỏi ý kiến sau khi nộp bài",
    "feedback.rest": "Tắt hỏi ý kiến sau khi nộp bài",
    "feedback.export": "Tải tệp {texts} góp ý không có tên",
    "regrades.begin": "Chấm thử theo đáp án đã sửa",
    "regrades.apply": "Áp dụng kết quả chấm lại, {changed} bài đổi kết quả, {moved} người đổi hạng",
    "regrades.applied": "Ghi xong kết quả chấm lại của {changed} bài",
    "regrades.drop": "Bỏ một lần chấm thử",
    "regrades.resume": "Chạy tiếp việc chấm lại bị dừng",
    "regrades.export": "Tải tệp thay đổi khi chấm lại có {people} bài",
    "dashboards.targets": "Đặt chỉ tiêu số người dự thi",
    "reports.count": "Tính lại thống kê câu hỏi",
    "byhand.print": "In đề giấy cho {people} người",
    "byhand.register": "Ghi danh tại bàn cho người không có điện thoại",
    "planning.new": "Lập cuộc thi",
    "planning.week": "Thêm tuần thi",
    "planning.audience": "Thêm bảng dự thi",
    "planning.audience_change": "Sửa tên, đối tượng hoặc độ tuổi của một bảng dự thi",
    "planning.audience_order": "Đổi thứ tự các bảng dự thi",
    "planning.audience_removal": "Xóa bảng dự thi",
    "planning.audience_round": "Đổi vòng thi này dành cho ai",
    "planning.audience_copy": "Chép thành vòng thi của một bảng",
    "planning.change": "Sửa cuộc thi, thể lệ hoặc đề",
    "planning.amend": "Sửa thể lệ khi vòng đã mở",
    "planning.schedule": "Đặt lịch mở",
    "planning.unschedule": "Đưa về nháp",
    "planning.rehearse": "Chạy thử",
    "planning.unrehearse": "Xóa bản chạy thử, {people} người đã vào thử",
    "planning.discard": "Xóa cuộc thi",
    "commendations.ladder": "Sửa cơ cấu giải thưởng",
    "commendations.decide": "Quyết định về người đồng hạng hoặc giải",
    "commendations.take_back": "Rút lại quyết định về giải",
    "commendations.refuse": "Ghi một người không nhận giải",
    "commendations.restore": "Rút lại việc không nhận giải",
    "commendations.refuse_unit": "Ghi một đơn vị không nhận giải",
    "commendations.restore_unit": "Rút lại việc một đơn vị không nhận giải",
    "commendations.identify": "Ghi xác minh một người đạt giải",
    "commendations.issue": "Phát hành danh sách trao giải",
    "commendations.export": "Tải danh sách, giấy chứng nhận có {people} tên",
    "commendations.stock": "Đổi cách in giấy chứng nhận",
    "commendations.ground": "Tải nền riêng của giấy chứng nhận lên",
    "commendations.unground": "Gỡ nền riêng của giấy chứng nhận",
    "commendations.ladder_of_all": "Sửa cơ cấu giải chung cuộc",
    "commendations.decide_of_all": "Quyết định về người đồng hạng hoặc giải chung cuộc",
    "commendations.take_back_of_all": "Rút lại quyết định về giải chung cuộc",
    "commendations.refuse_of_all": "Ghi một người không nhận giải chung cuộc",
    "commendations.restore_of_all": "Rút lại việc không nhận giải chung cuộc",
    "commendations.refuse_unit_of_all": "Ghi một đơn vị không nhận giải chung cuộc",
    "commendations.restore_unit_of_all": "Rút lại việc một đơn vị không nhận giải chung cuộc",
    "commendations.identify_of_all": "Ghi xác minh một người đạt giải chung cuộc",
    "commendations.issue_of_all": "Phát hành danh sách giải chung cuộc",
    "commendations.export_of_all": "Tải danh sách, giấy chứng nhận giải chung cuộc có {people} tên",
    "commendations.stock_of_all": "Đổi cách in giấy chứng nhận",
    "commendations.ground_of_all": "Tải nền riêng của giấy chứng nhận lên",
    "commendations.unground_of_all": "Gỡ nền riêng của giấy chứng nhận",
    "roster.import": "Đưa {made} người vào danh sách dự thi",
    "roster.undo": "Hoàn tác một lần nhập danh sách, {people} người",
    "roster.discard": "Bỏ bản nháp danh sách người dự thi",
    "roster.codes": "Cấp mã riêng cho {people} người",
    "roster.slips": "In phiếu dự thi cho {people} người",
    "roster.recode": "Cấp mã mới, in lại phiếu cho một người",
    "roster.door": "Đổi cách vào thi",
    "roster.open": "Mở mã lớp cho {classes} lớp",
    "roster.shut": "Đóng mã lớp của {classes} lớp",
    "roster.renew": "Đổi mã của một lớp",
    "roster.give_back": "Trả lại tên cho người vào nhầm",
    "roster.remove": "Bỏ một người khỏi danh sách dự thi",
    "accounts.grant": "Giao việc trong cuộc thi cho một người",
    "accounts.revoke": "Thôi giao việc trong cuộc thi cho một người",
    "roster.export": "Tải danh sách dự thi có tên {people} người",
    "results.complaints_export": "Tải danh sách {people} khiếu nại",
    "signals.export": "Tải danh sách {people} dấu hiệu bất thường",
    "roster.papers": "Đánh dấu giấy đồng ý của phụ huynh cho {people} em",
    "privacy.ask": "Nhận một yêu cầu về dữ liệu cá nhân",
    "privacy.answer": "Trả lời một yêu cầu về dữ liệu cá nhân",
    "privacy.extend": "Gia hạn {days} ngày cho một yêu cầu về dữ liệu cá nhân",
    "privacy.done": "Làm xong một yêu cầu về dữ liệu cá nhân",
    "privacy.refused": "Từ chối một yêu cầu về dữ liệu cá nhân",
    "privacy.agree": "Người dự thi đổi lựa chọn đồng ý",
    "privacy.correct": "Người dự thi sửa thông tin của mình",
    "privacy.withdraw": "Người dự thi tự rút khỏi cuộc thi",
    "privacy.rejoin": "Người dự thi đồng ý dự thi lại",
    "privacy.copy": "Người dự thi tải bản sao dữ liệu của mình",
    "archives.ask": "Bắt đầu gói cả cuộc thi ra một tệp",
    "archives.make": "Gói cả cuộc thi ra một tệp có tên {people} người",
    "archives.take": "Tải gói cả cuộc thi",
    "archives.bring": "Mang cuộc thi từ máy chủ khác về, {people} người",
    "privacy.proof": "Tải danh sách đồng ý có {people} tên",
    "people.forget_campaign": "Xóa tên {people} người vì hết hạn lưu",
}
#: Of features that have words of their own elsewhere: at least what it was about.
ABOUT = {
    "rounds": "Một việc điều hành vòng thi",
    "planning": "Sửa cuộc thi, thể lệ hoặc đề",
    "campaigns": "Sửa cuộc thi",
    "standings": "Điều khiển màn hình lớn",
    "commendations": "Việc về khen thưởng",
    "accounts": "Việc về người của Ban Tổ chức",
    "people": "Việc về người dự thi",
    "roster": "Việc về danh sách dự thi",
    "byhand": "Việc về bài làm trên giấy",
    "suggestions": "Việc về ý kiến hiến kế",
    "feedback": "Việc về góp ý của người dự thi",
    "results": "Việc về kết quả, khiếu nại, công bố",
    "signals": "Việc về dấu hiệu bất thường",
    "regrades": "Việc về chấm lại",
    "archives": "Việc về gói lưu trữ cuộc thi",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the rows of a page name by ids: staff, deeds, people, units."""

    staff: Mapping[str, str]
    deeds: Mapping[str, RoundDeed]
    changes: Mapping[str, str]
    people: Mapping[str, FullName]
    attempts: Mapping[str, str]
    units: Mapping[str, str]


def timeline(db: Session, who: Member, round_id: str, page: int, now: datetime) -> TimelinePage:
    """One page; the number of statements is fixed."""
    view = campaigns.view(db, round_id, now)
    rows, total = listed(db, view, (page - 1) * PAGE, PAGE)
    return TimelinePage(
        staff=staff_view(who, view.campaign_id),
        round=monitor.round_view(view),
        rows=rows,
        total=total,
        page=page,
        pages=max(1, -(-total // PAGE)),
    )


def listed(db: Session, view: RoundView, offset: int, limit: int) -> tuple[tuple[DeedRow, ...], int]:
    """Some rows of a round's log, and how many there are."""
    rows, total = audit.about(db, (view.id, view.campaign_id), offset, limit)
    known = _known(db, view.id, rows)
    return tuple(deed_row(row, known) for row in rows), total


def _known(db: Session, round_id: str, rows: Sequence[Noted]) -> Known:
    subjects = {row.subject for row in rows}
    attempts = looking.owners(db, round_id, subjects)
    return Known(
        staffing.names(db, {row.actor for row in rows}),
        store.deeds(db, [str(row.detail["deed"]) for row in rows if "deed" in row.detail]),
        amending.reasons(db, [str(row.detail["change"]) for row in rows if "change" in row.detail]),
        people.full_names(db, subjects | set(attempts.values())),
        attempts,
        units.names(db, subjects),
    )


def deed_row(row: Noted, known: Known) -> DeedRow:
    """A row of the chain as people read it."""
    deed = known.deeds.get(str(row.detail.get("deed", "")))
    attempt = row.subject if row.subject in known.attempts else ""
    entry = known.attempts.get(row.subject, row.subject)
    named = known.people.get(entry)
    return DeedRow(
        at=row.at,
        who=known.staff.get(row.actor, MACHINES.get(row.actor, OTHER)),
        what=in_words(row),
        whom=named.name if named else known.units.get(row.subject, ""),
        entry=entry if named and not attempt else "",
        attempt=attempt,
        reason=deed.reason if deed else known.changes.get(str(row.detail.get("change", "")), ""),
    )


def in_words(row: Noted) -> str:
    """What a row says was done."""
    shape = WORDS.get(row.action)
    if shape is None:
        return ABOUT.get(row.action.partition(".")[0], "Một việc khác")
    return shape.format_map(_Details(row.detail))


class _Details(dict[str, object]):
    """Details as words: moments, numbers, lengths; one that an older row lacks is left out."""

    def __missing__(self, name: str) -> str:
        return span(abs(int(str(self.get("seconds", 0))))) if name == "span" else ""

    def __getitem__(self, name: str) -> str:
        if name not in self:
            return self.__missing__(name)
        value = super().__getitem__(name)
        return number(value) if isinstance(value, int) else _moment(str(value))


def _moment(text: str) -> str:
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text
