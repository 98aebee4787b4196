"""What a city sets: read from the process's settings, each with its default."""

from functools import lru_cache
from pathlib import Path

from juki.kernel.settings import current
from juki.kernel.values.municipality_code import MunicipalityCode
from juki.kernel.values.postal import towns


def confirmation_minutes() -> int:
    """How long a number confirmation is good for."""
    return int(current().options.get("confirmation_minutes", "30"))


def block_size() -> int:
    """How many 宛名番号 are asked for at once."""
    return int(current().options.get("number_block_size", "500"))


def block_threshold() -> int:
    """Below how many free 宛名番号 a new block is taken."""
    return int(current().options.get("number_block_threshold", "200"))


def code_stock_size() -> int:
    """How many 空きコード are asked for at once."""
    return int(current().options.get("code_stock_size", "200"))


def code_stock_threshold() -> int:
    """Below how many free 住民票コード an alert is shown and a new stock is taken. Source: STD 4.3.1."""
    return int(current().options.get("code_stock_threshold", "100"))


def serial_width() -> int:
    """Digits of 宛名番号 and 世帯番号, check digit included."""
    return int(current().options.get("serial_width", "10"))


def move_out_certificate_days() -> int:
    """How many days after 転出予定日 an unused 転出証明書情報 is erased.

    The law says that it is erased after a period and not after which (document I-2 system 2(3)). The default covers the
    30 days of 住基法24条の2, closed days at their end, and the review of what was notified on the last day.
    """
    return int(current().options.get("move_out_certificate_days", "60"))


def bulk_approvals() -> int:
    """How many applications are recorded at once at most."""
    return int(current().options.get("bulk_approvals", "100"))


def municipality() -> MunicipalityCode:
    """This municipality."""
    return MunicipalityCode(current().municipality)


def own_place() -> str:
    """Prefecture and name of this municipality, as a 本籍 in it begins."""
    place = towns(municipality())[0]
    return f"{place.prefecture}{place.city}"


@lru_cache(maxsize=4096)
def municipality_exists(code: MunicipalityCode) -> bool:
    """Whether a municipality has this code, by the postal table.

    Wards of designated cities have codes of their own and are treated as municipalities (住基法38条).
    """
    return bool(towns(code))


def document_key() -> tuple[bytes, bytes]:
    """Key and certificate (PEM) that seal certificates."""
    folder = Path(current().documents)
    return (folder / "registry.key").read_bytes(), (folder / "registry.pem").read_bytes()
