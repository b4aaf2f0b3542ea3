"""What an installation decides: where its data lies, how it is reached.

The data folder holds everything: the database, the server's keys, exports. A key is made at the
first start (0600) and never shown; cookies, codes and second factors rest on it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from contest import server_key
from contest.errors import CannotStart

#: A demo's key, ids and draws are the same everywhere, so that a simulation with the same seed meets the
#: same papers. Whoever knows the key can be anybody, so no real contest runs with it.
DEMO_SEED = b"hoithi demo"
DEMO_KEY = hashlib.sha256(DEMO_SEED).digest()
KNOWN_KEY = (
    "Thư mục {data} dùng khóa của bản dùng thử, khóa này ai cũng biết. "
    "Cuộc thi thật cần thư mục dữ liệu khác: thêm --data và tên một thư mục mới."
)


class Environment(BaseSettings):
    """The variables that are read, all of them optional."""

    model_config = SettingsConfigDict(env_prefix="HOITHI_", extra="ignore")

    data: Path | None = None
    database_url: str = ""
    hosts: str = ""
    public_url: str = ""
    log_months: int = Field(0, ge=0, le=120)


@dataclass(frozen=True)
class Settings:
    """One installation. ``hosts``: names it answers to beside IP addresses, localhost and its own name.

    ``port``: where the running server listens. ``secret``: the newest key; ``older``: those before it.
    ``log_months``: how long it keeps its logs.
    """

    data: Path
    database_url: str
    secret: bytes
    hosts: tuple[str, ...] = ()
    public_url: str = ""
    port: int = 8000
    log_months: int = 1
    older: tuple[bytes, ...] = ()

    @property
    def secrets(self) -> tuple[bytes, ...]:
        """Every key that something may have been made with, the newest first."""
        return (self.secret, *self.older)

    @property
    def key_file(self) -> bytes:
        """What stands in the file of the keys."""
        return b"".join(self.secrets)


def default_data() -> Path:
    """The user's data folder, outside any clone."""
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "hoithi"


def run_folder() -> Path:
    """The user's folder for tokens of running servers, private to the user."""
    base = os.environ.get("XDG_RUNTIME_DIR")
    folder = Path(base) / "hoithi" if base and Path(base).is_dir() else default_data() / "run"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def no_access(folder: Path, error: OSError) -> str:
    """Why a data folder can't be used, for whoever named it."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{folder} là một tệp, không phải thư mục. Ghi một thư mục với --data."
    return f"Không ghi được vào thư mục dữ liệu {folder} ({error.strerror}). Chọn thư mục khác với --data."


def data_folder(data: Path | None = None) -> Path:
    """Where the data lies: the argument, else the environment, else the user's folder. Makes nothing."""
    return (data or Environment().data or default_data()).expanduser().resolve()


def database_in(folder: Path, database_url: str = "") -> str:
    """The database's URL: the argument, else the environment, else the file in the data folder."""
    return database_url or Environment().database_url or f"sqlite:///{folder / 'hoithi.sqlite3'}"


def load(data: Path | None = None, database_url: str = "") -> Settings:
    """Settings from arguments, else the environment, else defaults; makes the data folder."""
    environment = Environment()
    folder = data_folder(data)
    try:
        # Names lie here: nobody else on this machine may look.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret, *older = server_key.keys_in(folder)
    except OSError as error:
        raise CannotStart(no_access(folder, error)) from error
    url = database_in(folder, database_url)
    hosts = tuple(host.strip().lower() for host in environment.hosts.split(",") if host.strip())
    public = environment.public_url.rstrip("/")
    # An installation answers to the name that it gives to phones.
    named = urlsplit(public).hostname
    names = (*hosts, *([named] if named else []))
    months = log_months(environment.log_months, public=bool(public))
    return Settings(folder, url, secret, names, public, older=tuple(older), log_months=months)


def log_months(chosen: int, *, public: bool) -> int:
    """A service with a public address keeps its accesses for a year (NĐ 333), one of a hall for a month."""
    return chosen or (12 if public else 1)


def refuse_known_key(settings: Settings) -> None:
    """A real contest must not start on the key that every demo has."""
    if DEMO_KEY in settings.secrets:
        raise CannotStart(KNOWN_KEY.format(data=settings.data))


_current: Settings | None = None


def use(settings: Settings) -> Settings:
    """Make these the process's settings."""
    global _current
    _current = settings
    return settings


def is_used() -> bool:
    """Whether this process has settings: a test of a part may have none."""
    return _current is not None


def current() -> Settings:
    """The process's settings."""
    if _current is None:
        raise RuntimeError("call contest.settings.use first")
    return _current
