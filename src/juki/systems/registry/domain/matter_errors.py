"""Why a 個別事項 that a business system told is not taken. Fields never name a person."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class UnreadableMatter(JukiError):
    """An item that does not have its form."""

    code = "REG-0875"
    text = "個別事項の{item}を読み取れません。業務システムで内容を確認し、正しい形で送り直してください。"


class ContradictoryMatter(JukiError):
    """Items that cannot hold together."""

    code = "REG-0876"
    text = "個別事項の{item}がほかの項目と矛盾しています。業務システムで内容を確認し、送り直してください。"


class MatterOfAnother(JukiError):
    """A business system tells what another one is responsible for. Source: 住基法7条; STD 7.2.2."""

    code = "REG-0877"
    text = "この業務システムは、この種類の個別事項の提供元ではありません。提供元の業務システムから送ってください。"
    status: ClassVar[int] = 403


class MatterToldOtherwise(JukiError):
    """The same number of a report with other content."""

    code = "REG-0878"
    text = "同じ番号の個別事項を別の内容で受け取っています。業務システムで内容を確認し、新しい番号で送り直してください。"
    status: ClassVar[int] = 409


class ForeignVoter(JukiError):
    """選挙人名簿 has Japanese alone. Source: 公職選挙法9条, 21条; STD 1.1.2."""

    code = "REG-0879"
    text = "外国人住民について、選挙人名簿に登録ありと通知されました。選挙管理委員会に確認してください。"
    status: ClassVar[int] = 409
