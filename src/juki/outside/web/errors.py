"""What the counterparts' pages refuse."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoDemonstrationKey(JukiError):
    """The browser does not have the key of this demonstration."""

    code: ClassVar[str] = "OUT-1001"
    text: ClassVar[str] = (
        "模擬の相手方の画面は、職員ポータルの「模擬の相手方」から開いてください。実際の運用にはない画面です。"
    )
    status: ClassVar[int] = 403
