"""What a PostgreSQL promises, judged: the same findings as of :mod:`contest.doctor.rules`."""

from __future__ import annotations

from contest.doctor.rules import Finding, ok, warn, wrong

POSTGRESQL_FLOOR = 14


def postgresql(facts: dict[str, str], version: int, copies: int, late: int) -> list[Finding]:
    """What a PostgreSQL promises about what it said it had written."""
    number = version // 10_000
    old = wrong("postgresql", f"PostgreSQL {number}.", f"Cài PostgreSQL từ {POSTGRESQL_FLOOR}.")
    found = [ok("postgresql", f"PostgreSQL {number}.") if number >= POSTGRESQL_FLOOR else old]
    for name, loss in (
        ("fsync", "cả cơ sở dữ liệu có thể hỏng"),
        ("synchronous_commit", "bài đã báo lưu có thể mất"),
    ):
        value = facts[name]
        if value == "off":
            said = f"{name} = off: mất điện thì {loss}."
            found.append(wrong(name, said, f"Đặt {name} = on trong postgresql.conf rồi nạp lại."))
        else:
            found.append(ok(name, f"{name} = {value}."))
    return [*found, standby(facts["synchronous_standby_names"], facts["synchronous_commit"], copies, late)]


def standby(names: str, commit: str, copies: int, late: int) -> Finding:
    """What is lost when the first machine is. ``late``: the copies that are not waited for."""
    waits = bool(names) and commit not in ("off", "local")
    if waits and copies == late:
        said = f"Không có bản phụ đồng bộ nào đang nối ({names}), nên lần lưu nào cũng phải chờ mãi."
        return wrong("standby", said, "Nối lại bản phụ, hoặc bỏ synchronous_standby_names rồi nạp lại.")
    if waits:
        return ok("standby", f"Bản phụ đồng bộ: {names}.")
    if not copies:
        return ok("standby", "Không có bản phụ nào đang nối: hỏng máy này thì còn bản sao lưu gần nhất.")
    said = f"{copies} bản phụ nối không đồng bộ: chuyển sang đó thì mất vài giây bài cuối đã báo lưu."
    return warn("standby", said, "Đặt synchronous_standby_names để máy chính chờ bản phụ ghi xong.")
