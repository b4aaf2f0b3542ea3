"""Errors to pages: a user's error in its own words, everything else as an honest 500.

A fragment (asked for by htmx) gets a fragment; a page gets a page. Nothing of ours shows a trace.
"""

from __future__ import annotations

import logging
import re
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse

from contest.entropy import random_bytes
from contest.errors import Busy, NotFound, Unauthenticated, UserError
from contest.web import admission, pages, safety

log = logging.getLogger("hoithi")

TITLES = {
    400: "Chưa gửi được",
    401: "Cần vào lại",
    403: "Bạn chưa có quyền",
    404: "Không tìm thấy trang này",
    405: "Không tìm thấy trang này",
    409: "Có thay đổi vừa xong",
    410: "Đã hết giờ",
    413: "Tệp quá lớn",
    422: "Có chỗ cần sửa",
    429: "Chờ một lát",
    500: "Trang này gặp trục trặc",
    503: "Máy chủ đang bận",
}

OTHERS = {
    400: "Máy chủ không hiểu yêu cầu này. Tải lại trang rồi làm lại.",
    404: "Không tìm thấy trang này. Về trang cuộc thi.",
    405: "Địa chỉ này không dùng theo cách đó. Về trang cuộc thi.",
    413: "Nội dung gửi lên quá lớn. Chọn tệp nhỏ hơn rồi gửi lại.",
    500: "Trang này gặp trục trặc. Bài đã lưu không mất. Tải lại trang.",
}


#: Fields that no page shows again, not even hidden.
SECRET = re.compile("password|secret|token|^(old|new|again)$")


def wants_fragment(request: Request) -> bool:
    """Whether htmx asked; only this layer looks at its header."""
    return request.headers.get("hx-request") == "true"


def answer(request: Request, status: int, message: str, headers: dict[str, str] | None = None) -> Response:
    """One message as a page, or as a fragment for htmx."""
    if wants_fragment(request):
        return pages.show(request, pages.MessageFragment(message), status=status, headers=headers)
    title = TITLES.get(status, TITLES[400])
    return pages.show(request, pages.ErrorPage(title=title, message=message), status=status, headers=headers)


async def on_user_error(request: Request, error: UserError) -> Response:
    """Our own errors: their status, their text."""
    if isinstance(error, Busy):
        return busy(request, error)
    if error.page is not None and not wants_fragment(request):
        return pages.show(request, error.page, status=error.status)
    target = getattr(error, "login_at", "")
    if (
        isinstance(error, Unauthenticated)
        and target
        and request.method == "GET"
        and not wants_fragment(request)
    ):
        return RedirectResponse(target, 303)
    return answer(request, error.status, error.message)


def retry_after(error: Busy) -> str:
    """When to come back: each phone a little later than the next, or all of them come in the same second."""
    return str(error.retry_after + random_bytes(1)[0] * (2 * error.retry_after + 1) // 256)


def busy(request: Request, error: Busy) -> Response:
    """Nothing was done. A page comes back by itself, also without script; a form can be sent again."""
    seconds = retry_after(error)
    headers = {"Retry-After": seconds}
    if wants_fragment(request):
        return answer(request, 503, error.message, headers)
    is_form = request.method == "POST"
    if not is_form:
        headers["Refresh"] = seconds
    address = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    page = pages.BusyPage(
        TITLES[503], error.message, int(seconds), address, is_form, typed(request) if is_form else None
    )
    return pages.show(request, page, status=503, headers=headers)


def typed(request: Request) -> tuple[tuple[str, str], ...] | None:
    """The fields of the form that could not be taken; None for files and passwords, which are not kept."""
    body: bytes | None = request.scope.get(admission.BODY)
    kind = request.headers.get("content-type", "").partition(";")[0]
    if body is None or (body and kind != "application/x-www-form-urlencoded"):
        return None
    try:
        fields = tuple(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError:  # no form of ours
        return None
    return None if any(SECRET.search(name) for name, _ in fields) else fields


async def on_http_error(request: Request, error: HTTPException) -> Response:
    """The framework's own 404, 405, 413."""
    headers = dict(error.headers) if error.headers else None
    return answer(request, error.status_code, OTHERS.get(error.status_code, OTHERS[400]), headers)


async def on_bad_address(request: Request, error: RequestValidationError) -> Response:
    """An address whose parts are of the wrong form is an address that does not exist."""
    return await on_user_error(request, NotFound())


async def on_storage_trouble(request: Request, error: Exception) -> Response:
    """A read that met a full pool, a foreign lock or a lost server: nothing was done."""
    log.warning("storage trouble at %s: %s", request.url.path, error)
    return await on_user_error(request, Busy())


async def on_cut_body(request: Request, error: Exception) -> Response:
    """The body ended early: over the limit (safety.limited), or the phone went away and won't read this."""
    return answer(request, 413, OTHERS[413])


async def on_fault(request: Request, error: Exception) -> Response:
    """Our mistake: logged with its trace, told without it."""
    log.error("fault at %s %s", request.method, request.url.path, exc_info=error)
    # This answer leaves outside the safety layer, so it brings the headers itself.
    headers = {name.decode(): value.decode() for name, value in safety.headers_of(request.scope)}
    return answer(request, 500, OTHERS[500], headers)


def install(app: FastAPI) -> None:
    """Register the handlers."""
    app.add_exception_handler(UserError, on_user_error)  # ty: ignore[invalid-argument-type]
    app.add_exception_handler(HTTPException, on_http_error)  # ty: ignore[invalid-argument-type]
    app.add_exception_handler(RequestValidationError, on_bad_address)  # ty: ignore[invalid-argument-type]
    app.add_exception_handler(OperationalError, on_storage_trouble)
    app.add_exception_handler(PoolTimeout, on_storage_trouble)
    app.add_exception_handler(ClientDisconnect, on_cut_body)
    app.add_exception_handler(Exception, on_fault)
