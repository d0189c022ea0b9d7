"""Settings, read once from the environment and never changed afterwards."""

import datetime as dt
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")

PACKAGE = Path(__file__).parent
INSTANCE = Path("instance")


class SettingsError(Exception):
    """A variable of the environment has a value the product cannot start with; the message names it."""


@dataclass(frozen=True)
class Settings:
    """Everything that differs between one installation and another. See docs/operations.md."""

    database_url: str
    uploads: Path
    checklists: Path
    secret_key: str
    password_salt: str
    base_url: str = "http://127.0.0.1:8000"
    demo_date: dt.date | None = None
    max_upload_mb: int = 20
    photograph_edge_px: int = 2048
    mail_server: str = ""
    mail_port: int = 25
    mail_sender: str = "no-reply@localhost"
    mail_security: str = "none"
    mail_user: str = ""
    mail_password: str = ""
    secure_cookies: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read INSPECT_… variables. Raises SettingsError naming the variable, its value and the remedy."""
        read = _Reader(environ)
        base_url = read("INSPECT_BASE_URL", _address, "http://127.0.0.1:8000")
        return cls(
            database_url=read(
                "INSPECT_DATABASE_URL", _database_url, f"sqlite:///{INSTANCE.resolve() / 'inspect.db'}"
            ),
            uploads=read("INSPECT_UPLOADS", Path, "uploads").resolve(),
            checklists=read("INSPECT_CHECKLISTS", _folder, str(default_checklists())),
            secret_key=read("INSPECT_SECRET_KEY", _secret, "") or kept_secret("secret-key"),
            password_salt=read("INSPECT_PASSWORD_SALT", _secret, "") or kept_secret("password-salt"),
            base_url=base_url,
            demo_date=read("INSPECT_DEMO_DATE", _day, "") or None,
            max_upload_mb=read("INSPECT_MAX_UPLOAD_MB", _positive, "20"),
            photograph_edge_px=read("INSPECT_PHOTOGRAPH_EDGE_PX", _edge, "2048"),
            mail_server=read("INSPECT_MAIL_SERVER", str, ""),
            mail_port=read("INSPECT_MAIL_PORT", _positive, "25"),
            mail_sender=read("INSPECT_MAIL_SENDER", str, "no-reply@localhost"),
            mail_security=read("INSPECT_MAIL_SECURITY", _mail_security, "none"),
            mail_user=read("INSPECT_MAIL_USER", str, ""),
            mail_password=read("INSPECT_MAIL_PASSWORD", str, ""),
            secure_cookies=base_url.startswith("https://"),
        )

    @property
    def trusted_hosts(self) -> list[str]:
        """The names under which requests are answered; any other may come from a forged link."""
        return [urlsplit(self.base_url).hostname or "", "127.0.0.1", "localhost"]

    def make_folders(self) -> None:
        """Make the folders in which an embedded database and the evidence lie."""
        self.uploads.mkdir(parents=True, exist_ok=True)
        if self.database_url.startswith("sqlite:///"):
            Path(self.database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)

    @property
    def verify_url(self) -> str:
        """What a number is put behind to check a certificate or letter."""
        return f"{self.base_url}/verify/"


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def __call__(self, name: str, parse: Callable[[str], T], default: str) -> T:
        raw = self._environ.get(name, default)
        try:
            return parse(raw)
        except ValueError as error:
            raise SettingsError(f"{name}={raw!r}: {error}") from error


def default_checklists() -> Path:
    """The checklists packed into an installed package, else the folder beside a checked-out one."""
    packed = PACKAGE / "checklists"
    return packed if packed.is_dir() else PACKAGE.parent / "checklists"


def kept_secret(name: str) -> str:
    """A secret made at the first start and kept in the instance folder, readable by its owner only."""
    path = INSTANCE / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text()


def _address(raw: str) -> str:
    parts = urlsplit(raw)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError("give an address like https://inspect.example.cn")
    return raw.rstrip("/")


def _database_url(raw: str) -> str:
    if raw.startswith("sqlite:///") or raw.startswith("postgresql+psycopg://"):
        return raw
    raise ValueError("give sqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE")


def _folder(raw: str) -> Path:
    if not Path(raw).is_dir():
        raise ValueError("there is no such folder")
    return Path(raw).resolve()


def _secret(raw: str) -> str:
    if raw and len(raw) < 32:
        raise ValueError("use at least 32 characters")
    return raw


def _mail_security(raw: str) -> str:
    if raw not in {"none", "starttls", "tls"}:
        raise ValueError("give none, starttls or tls")
    return raw


def _day(raw: str) -> dt.date | None:
    return dt.date.fromisoformat(raw) if raw else None


def _edge(raw: str) -> int:
    pixels = _positive(raw)
    if not 640 <= pixels <= 8192:
        raise ValueError("give 640 to 8192 pixels")
    return pixels


def _positive(raw: str) -> int:
    if not raw.isdecimal() or int(raw) == 0:
        raise ValueError("give a whole number above zero")
    return int(raw)
