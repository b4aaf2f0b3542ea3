"""What is kept of those who take part, for the inventory. Pure."""

from __future__ import annotations

from contest.privacy.kinds import NOBODY, PUBLIC, RUNS, SEES, Item, Keep, Sort, item

FACELESS = "Không còn gắn với tên: chỉ là số liệu của một mã ngẫu nhiên"

PARTICIPANTS: tuple[Item, ...] = (
    item(
        "Họ và tên",
        "Bảng xếp hạng, danh sách khen thưởng, giấy chứng nhận",
        Sort.CHILD,
        Keep.NAMES,
        PUBLIC,
        "person.name person.folded person.sort_key",
        forgets="people",
    ),
    item(
        "Năm sinh, đã đủ 16 tuổi hay chưa",
        "Xét độ tuổi dự thi, giải theo tuổi; che tên trẻ em",
        Sort.CHILD,
        Keep.NAMES,
        RUNS,
        "person.birth_year entry.grown standing.sort_key standing_block.start regrade_change.place",
        forgets="people",
    ),
    item(
        "Số điện thoại",
        "Báo tin đạt giải; nhận ra người đăng ký hai lần",
        Sort.BASIC,
        Keep.NAMES,
        RUNS,
        "person.phone",
        forgets="people",
    ),
    item(
        "Tên cha, mẹ hoặc người giám hộ, việc họ đồng ý",
        "Chứng minh trẻ em dự thi có người đại diện đồng ý",
        Sort.CHILD,
        Keep.NAMES,
        RUNS,
        "person.guardian person.guardian_relation entry.guardian_consent roster_member.paper "
        "roster_member.paper_at",
        forgets="people",
    ),
    item(
        "Đồng ý văn bản nào, từng lần đồng ý và rút, lúc nào, bằng cách nào",
        "Chứng minh đã đồng ý",
        Sort.BASIC,
        Keep.PROOF,
        RUNS,
        "entry.consent_version entry.consent_at entry.consent_publish entry.consent_text_id "
        "consent_said.what consent_said.given consent_said.at consent_said.how",
        stays="Bằng chứng của sự đồng ý; không kèm tên",
    ),
    item(
        "Yêu cầu về dữ liệu của mình: lời yêu cầu, câu trả lời",
        "Trả lời trong hạn của luật, chứng minh đã làm",
        Sort.BASIC,
        Keep.NAMES,
        RUNS,
        "data_request.words data_request.reply data_request.extended_for",
        forgets="requests",
    ),
    item(
        "Khiếu nại về kết quả: lời khiếu nại, câu trả lời",
        "Giải quyết khiếu nại trong hạn đã hẹn",
        Sort.BASIC,
        Keep.NAMES,
        SEES,
        "complaint.words complaint.answer",
        forgets="complaints",
    ),
    item(
        "Góp ý bằng lời về một vòng thi",
        "Cải tiến cuộc thi; Ban Tổ chức đọc không kèm tên",
        Sort.BASIC,
        Keep.NAMES,
        RUNS,
        "feedback.words feedback.folded",
        forgets="feedback",
    ),
    item(
        "Mức hài lòng về một vòng thi, lúc chọn",
        "Tổng hợp trong báo cáo",
        Sort.BASIC,
        Keep.RESULTS,
        RUNS,
        "feedback.grade feedback.changed_at",
        stays=FACELESS,
    ),
    item(
        "Mã dự thi, chỉ dạng băm",
        "Vào lại bài thi trên máy khác",
        Sort.BASIC,
        Keep.NAMES,
        NOBODY,
        "entry.code_hash entry.code_at roster_member.code_hash roster_member.code_made_at "
        "roster_member.kept_hash",
        forgets="people",
    ),
    item(
        "Đơn vị, bảng dự thi",
        "Tính tỷ lệ tham gia, giải tập thể",
        Sort.BASIC,
        Keep.RESULTS,
        PUBLIC,
        "entry.unit_id entry.audience_id attempt.unit_id roster_member.unit_id roster_member.audience_id",
        stays=FACELESS,
    ),
    item(
        "Lớp, mã số học sinh, mã cán bộ trong danh sách",
        "Phát mã cho đúng người, nhận ra người cùng tên",
        Sort.CHILD,
        Keep.NAMES,
        RUNS,
        "roster_member.class_name roster_member.folded_class roster_member.own_code roster_member.year_told",
        forgets="roster",
    ),
    item(
        "Danh sách Excel đang chờ lưu",
        "Xem và sửa trước khi lưu",
        Sort.CHILD,
        Keep.DRAFT,
        "Người tải tệp lên",
        "roster_import.rows roster_import.file_name",
        forgets="roster",
    ),
    item(
        "Mã ngẫu nhiên của máy đã làm bài, cách vào thi",
        "Một bài không làm trên hai máy; nhận ra nhiều tên lấy trên một máy",
        Sort.SENSITIVE,
        Keep.SIGNALS,
        RUNS,
        "attempt.holder roster_member.came_by roster_member.came_on",
        forgets="attempts",
    ),
    item(
        "Câu trả lời, góp ý bằng lời, giờ gửi",
        "Chấm điểm, giải quyết khiếu nại, đọc góp ý",
        Sort.SENSITIVE,
        Keep.RESULTS,
        RUNS,
        "answer.answer answer_event.answer answer_event.received attempt_slot.asked_at",
        forgets="attempts",
    ),
    item(
        "Điểm, thứ hạng, thời gian làm bài",
        "Xếp hạng, xét giải, thống kê",
        Sort.BASIC,
        Keep.RESULTS,
        PUBLIC,
        "attempt.started_at attempt.handed_in_at attempt.receipt attempt.digest "
        "grade.points grade.right grade.detail grade.prediction "
        "standing.points standing.right standing.seconds standing.submitted_at standing.first_start "
        "standing.perfects standing.prediction standing.prediction_error "
        "season_standing.sort_key season_standing.points season_standing.seconds "
        "season_standing.submitted_at season_standing.rounds season_standing.taken "
        "regrade_change.points_before regrade_change.points_after regrade_change.right_before "
        "regrade_change.right_after regrade_change.detail regrade_change.prediction "
        "regrade_change.rank_before regrade_change.rank_after regrade.top regrade.prizes",
        stays=FACELESS,
    ),
    item(
        "Lý do Ban Tổ chức ghi khi hủy bài, cộng giờ, đưa ra ngoài bảng, chọn người, sửa thể lệ",
        "Giải thích việc đã làm",
        Sort.BASIC,
        Keep.NAMES,
        SEES,
        "round_deed.reason attempt_adjustment.reason selection_change.reason entry.barred_reason "
        "rule_change.reason",
        forgets="rounds",
    ),
    item(
        "Dấu hiệu bất thường: trả lời quá nhanh, nhiều người một máy",
        "Xem lại vòng đã đóng",
        Sort.SENSITIVE,
        Keep.SIGNALS,
        RUNS,
        "signal.subject signal.evidence signal.verdict",
        forgets="signals",
    ),
    item(
        "Lý do, người chứng kiến khi xử lý bằng điểm; danh sách đạt giải đã phát hành",
        "Hồ sơ khen thưởng",
        Sort.BASIC,
        Keep.RESULTS,
        SEES,
        "tie_decision.reason tie_decision.witness prize_list.reason prize_list.content prize_refusal.reason",
        forgets="commendations",
    ),
    item(
        "Kết quả đã công bố: điểm, thứ hạng, bài làm theo mã số, không có tên",
        "Ai cũng tính lại được kết quả",
        Sort.BASIC,
        Keep.RESULTS,
        PUBLIC,
        "publication.content publication.difference publication_part.body publication_entry.receipt "
        "publication_entry.commitment",
        stays=FACELESS,
    ),
    item(
        "Mã muối của từng người trong mỗi bản công bố: một số ngẫu nhiên nối tên với hàng chỉ ghi mã. Chỉ "
        "nằm trong cơ sở dữ liệu của máy này và các bản sao lưu, không có trong tệp công bố",
        "Khi có tranh chấp, chứng minh một hàng là của ai. Không có mã muối thì không ai dò được tên từ tệp "
        "công bố, dù thử mọi cái tên",
        Sort.BASIC,
        Keep.NAMES,
        NOBODY,
        "publication_entry.salt",
        forgets="publications",
    ),
    item(
        "Lý do công bố lại kết quả",
        "Giải thích vì sao có bản mới",
        Sort.BASIC,
        Keep.NAMES,
        PUBLIC,
        "publication.reason",
        forgets="publications",
    ),
    item(
        "Lý do chấm lại một vòng sau khi sửa đáp án",
        "Giải thích vì sao điểm và hạng đã đổi",
        Sort.BASIC,
        Keep.RESULTS,
        SEES,
        "regrade.reason",
        forgets="regrades",
    ),
    item(
        "Chương trình chiếu ở hội trường",
        "Màn hình lớn trong ngày thi",
        Sort.BASIC,
        Keep.NAMES,
        PUBLIC,
        "hall_screen.programme",
        forgets="standings",
    ),
)
