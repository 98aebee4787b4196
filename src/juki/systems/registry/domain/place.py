"""入力場所: where the register is used from, and from which terminals. Source: STD 1.3.1."""

from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from typing import ClassVar

from juki.kernel.errors import JukiError


class PlaceKind(StrEnum):
    """What sort of office a place is. 行政区 are for designated cities and not here."""

    MAIN = "main"
    BRANCH = "branch"
    SUB_BRANCH = "sub_branch"
    SECTION = "section"

    @property
    def label(self) -> str:
        """As shown."""
        return _LABELS[self]


_LABELS = {
    PlaceKind.MAIN: "本庁",
    PlaceKind.BRANCH: "支所",
    PlaceKind.SUB_BRANCH: "出張所",
    PlaceKind.SECTION: "利用課",
}


@dataclass(frozen=True, slots=True)
class TerminalAddress:
    """The address from which a terminal reaches the system, in one spelling.

    Raises:
        NoTerminalAddress: it is none.
    """

    text: str

    def __post_init__(self) -> None:
        try:
            spelled = str(ip_address(self.text))
        except ValueError:
            raise NoTerminalAddress from None
        object.__setattr__(self, "text", spelled)


class NoSuchPlace(JukiError):
    """No place under this code, or no terminal under this address."""

    code = "REG-0650"
    text = "この入力場所又は端末は登録されていません。一覧を開き直し、登録済みのものから選んでください。"
    status: ClassVar[int] = 404


class PlaceKnown(JukiError):
    """A code or an address that is registered already."""

    code = "REG-0651"
    text = "同じものが既に登録されています。一覧を確かめ、登録済みの行を変更してください。"
    status: ClassVar[int] = 409


class StalePlace(JukiError):
    """Somebody changed it meanwhile."""

    code = "REG-0652"
    text = "この行は、画面を開いた後に変更されています。最新の内容を確かめて入力し直してください。"
    status: ClassVar[int] = 409


class NoTerminalAddress(JukiError):
    """Not the address of a terminal."""

    code = "REG-0653"
    text = "端末のアドレスは 192.0.2.15 のような形で入力してください。"


class PlaceStillUsed(JukiError):
    """A place is closed while terminals stand there."""

    code = "REG-0654"
    text = "使用中の端末がある入力場所は廃止できません。先に端末を廃止するか、別の入力場所へ移してください。"
    status: ClassVar[int] = 409


class PlaceClosed(JukiError):
    """A terminal in use at a place that is not."""

    code = "REG-0655"
    text = "廃止した入力場所には端末を置けません。使用中の入力場所を選んでください。"


class SectionTaken(JukiError):
    """Two places for one section of the directory."""

    code = "REG-0656"
    text = "この所属は別の入力場所に割り当てられています。所属を確かめて入力し直してください。"
    status: ClassVar[int] = 409
