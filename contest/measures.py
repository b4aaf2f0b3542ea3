"""`/metrics`: figures of the running server in Prometheus' text format. Counts and times only, of nobody.

Its labels are names of our own code: features, statuses, states, kinds of ops.
"""

from __future__ import annotations

import hmac
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlmodel import Session

from contest import backups, clock, copying, durable, entropy, logs, measured, recorder, settings
from contest.jobs import service as jobs
from contest.standings import hub
from contest.web import database
from contest.web.traffic import BORDERS, Histogram, counted

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
TOKEN = "metrics.token"
REFUSED = {
    401: "Cần mã trong tệp metrics.token của thư mục dữ liệu: Authorization: Bearer …",
    404: "Máy chủ này không mở số liệu.",
}


def ensure_token(data: Path) -> None:
    """The token of an installation, made at its first start; whoever removes the file closes the page."""
    if not (data / TOKEN).exists():
        durable.write(data / TOKEN, entropy.random_bytes(32).hex().encode())


def admits(data: Path, header: str) -> int:
    """200 for whoever brings the token, 401 for others, 404 where there is none."""
    try:
        token = (data / TOKEN).read_bytes().strip()
    except OSError:
        return 404
    given = header.removeprefix("Bearer ").encode("utf-8", "replace")
    return 200 if len(token) >= 20 and hmac.compare_digest(given, token) else 401


def text(db: Session) -> str:
    """All figures, at this moment."""
    lines: list[str] = []
    for part in (_requests(), _writer(), _work(db), _disk()):
        lines += part
    return "\n".join(lines) + "\n"


def _head(name: str, kind: str, said: str) -> list[str]:
    return [f"# HELP {name} {said}", f"# TYPE {name} {kind}"]


def _one(name: str, kind: str, said: str, value: float, **labels: object) -> list[str]:
    return [*_head(name, kind, said), _sample(name, value, **labels)]


def _sample(name: str, value: float, **labels: object) -> str:
    inside = ",".join(f'{key}="{one}"' for key, one in labels.items())
    return f"{name}{{{inside}}} {value:g}" if inside else f"{name} {value:.10g}"


def _histogram(name: str, found: Histogram, **labels: object) -> Iterable[str]:
    below = 0
    for border, count in zip((*map(str, BORDERS), "+Inf"), tuple(found.counts), strict=True):
        below += count
        yield _sample(f"{name}_bucket", below, **labels, le=border)
    yield _sample(f"{name}_sum", round(found.total, 6), **labels)
    yield _sample(f"{name}_count", below, **labels)


def _requests() -> list[str]:
    lines = _head("hoithi_requests_total", "counter", "Requests by feature and status; 503 was shed.")
    for (kind, status), count in sorted(counted.statuses.items()):
        lines.append(_sample("hoithi_requests_total", count, feature=kind, status=status))
    lines += _head("hoithi_request_seconds", "histogram", "From arrival to the last byte, by feature.")
    for kind, found in sorted(counted.times.items()):
        lines += _histogram("hoithi_request_seconds", found, feature=kind)
    failed = sum(
        count
        for (kind, status), count in counted.statuses.items()
        if kind == "accounts.login" and 400 <= status < 500
    )
    return lines + _one("hoithi_login_failures_total", "counter", "Log-ins of staff that failed.", failed)


def _writer() -> list[str]:
    lines = _one("hoithi_writer_up", "gauge", "1 while ops are written.", int(recorder.is_alive()))
    writer = recorder.current() if recorder.is_alive() else None
    if isinstance(writer, measured.Recorder):
        lines += _one("hoithi_writer_queue", "gauge", "Ops that wait.", writer.waiting)
        lines += _one("hoithi_writer_failed_total", "counter", "Transactions undone.", writer.failed)
        lines += _head("hoithi_writer_ops_total", "counter", "Ops written, by kind.")
        lines += [_sample("hoithi_writer_ops_total", count, kind=kind) for kind, count in writer.ops.items()]
        lines += _head("hoithi_writer_batch_seconds", "histogram", "A batch, from the lock to the disk.")
        lines += _histogram("hoithi_writer_batch_seconds", writer.times)
    return lines


def _work(db: Session) -> list[str]:
    streams = hub.current()
    lines = _one("hoithi_streams", "gauge", "Open event streams.", streams.connections if streams else 0)
    lines += _head("hoithi_jobs", "gauge", "Long works by state.")
    return lines + [_sample("hoithi_jobs", count, state=state) for state, count in jobs.counts(db).items()]


def _disk() -> list[str]:
    data, file, now = settings.current().data, database.current().path, clock.now()
    lines = _one("hoithi_disk_free_bytes", "gauge", "Room where the data lie.", shutil.disk_usage(data).free)
    if file is not None:
        for name, path in (("database", file), ("wal", file.with_name(f"{file.name}-wal"))):
            size = path.stat().st_size if path.exists() else 0
            lines += _one(f"hoithi_{name}_bytes", "gauge", "Size of the file.", size)
        chosen = copying.plan(data)
        places = [data / "backups", *([Path(chosen.to) / copying.OWN] if chosen else [])]
        made = max(filter(None, map(backups.newest, places)), default=None)
        if made is not None:
            lines += _one("hoithi_backup_age_seconds", "gauge", "Age of the newest copy.", _age(made, now))
        fault = int(bool(copying.state(data).error))
        lines += _one("hoithi_copying_fault", "gauge", "1 while the second medium takes no copy.", fault)
    return lines + _one("hoithi_log_lost_total", "counter", "Log lines given up.", logs.lost())


def _age(made: datetime, now: datetime) -> float:
    return max(0.0, (now - made).total_seconds())
