"""特例転出 is filed as such: no other application becomes one on the way. Source: STD 4.1.3.0.4."""

from typing import ClassVar

from juki.kernel.errors import JukiError

SPECIAL_MOVE_OUT = "TOKUREI_TENSHUTSU"


class SwitchedToSpecial(JukiError):
    """An application of another 異動事由 is entered as 特例転出."""

    code = "REG-0664"
    text = (
        "受付の途中で特例転出に切り替えることはできません。"
        "この受付を取り消し、特例転出として受け付けて入力し直してください。"
    )
    status: ClassVar[int] = 409


def demand_not_switched(before: str, now: str) -> None:
    """``before`` is the 異動事由 of the 受付 or of the entry so far, blank where none was said.

    Raises:
        SwitchedToSpecial: ``now`` is 特例転出 and it was not.
    """
    if now == SPECIAL_MOVE_OUT and before not in ("", now):
        raise SwitchedToSpecial
