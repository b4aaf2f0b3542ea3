"""`/.well-known/security.txt` (RFC 9116): whom to tell of a hole in this server. Pure.

Its contacts are those that the office gave in its settings: the mail and the phone of who holds the
contests, else what stands in the privacy notice.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from contest.office.rules import EMAIL, Office

#: Computed anew at every reading, so it never runs out while the server runs; the RFC wants less than a year.
GOOD_FOR = timedelta(days=180)
NO_CONTACT = (
    "Máy chủ này chưa có cách liên hệ để báo lỗi bảo mật. "
    "Quản trị viên ghi thư điện tử hoặc điện thoại ở Cài đặt › Nơi tổ chức."
)

#: Digits in the groups that people write; two numbers side by side are divided by a comma or a slash.
NUMBER = re.compile(r"(?<![\d+@.])\+?[0-9](?:[ .()-]{0,2}[0-9]){6,14}(?![\d@])")
COUNTRY = "+84"
#: What may stand in an address of mail as it is; everything else is written by its bytes.
PLAIN = "@.-_+"
#: Signs around an address in a sentence that are none of its own.
AROUND = ".,;:()[]\"'“”"


def text(office: Office, root: str, now: datetime) -> str:
    """The whole file; "" where nobody gave a contact. ``root`` is where people reach us, "" if unknown."""
    contacts = (*_mails(office), *_phones(office))
    if not contacts:
        return ""
    today = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [f"Contact: {contact}" for contact in contacts]
    lines.append(f"Expires: {today + GOOD_FOR:%Y-%m-%dT%H:%M:%SZ}")
    lines.append("Preferred-Languages: vi")
    # The RFC allows no address but one with HTTPS.
    if root.startswith("https://"):
        lines.append(f"Canonical: {root}/.well-known/security.txt")
    return "".join(f"{line}\r\n" for line in lines)


def _mails(office: Office) -> tuple[str, ...]:
    """The office's own address, else the first in the notice, as a URI."""
    words = (office.identity.email, *(word.strip(AROUND) for word in office.notice.contact.split()))
    found = next((word for word in words if EMAIL.fullmatch(word)), "")
    return (f"mailto:{quote(found, safe=PLAIN, errors='replace')}",) if found else ()


def _phones(office: Office) -> tuple[str, ...]:
    """The office's own number, else the first in the notice, as it is dialled from anywhere."""
    found = NUMBER.search(office.identity.phone) or NUMBER.search(office.notice.contact)
    if found is None:
        return ()
    digits = re.sub(r"[^0-9]", "", found[0])
    if found[0].startswith("+"):
        return (f"tel:+{digits}",)
    if digits.startswith("0"):
        return (f"tel:{COUNTRY}{digits[1:]}",)
    # 1900 1234 and its like are known within the country only, which a URI has to say.
    return (f"tel:{digits};phone-context={COUNTRY}",)
