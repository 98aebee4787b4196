"""What can go wrong with keys. No text holds a key, a ciphertext or a number."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class KeysMissing(JukiError):
    """There is no ring where one has to be."""

    code: ClassVar[str] = "VLT-0001"
    text: ClassVar[str] = (
        "鍵のファイルがありません({owner} {purpose})。バックアップの keys/ を戻すか、初めてなら juki migrate を実行してください。"
    )
    status: ClassVar[int] = 503


class KeysUnopened(JukiError):
    """A ring does not open with what this process was given: another wrapping key, or an altered file."""

    code: ClassVar[str] = "VLT-0002"
    text: ClassVar[str] = (
        "鍵のファイルを開けません({owner} {purpose})。secrets/ と keys/ が同じバックアップのものか確認してください。"
    )
    status: ClassVar[int] = 503


class NotGiven(JukiError):
    """The launcher gave this process nothing that opens the rings of ``owner``."""

    code: ClassVar[str] = "VLT-0003"
    text: ClassVar[str] = "このプロセスは {owner} の鍵を使えません。juki up で起動し直してください。"
    status: ClassVar[int] = 503


class KeyUnknown(JukiError):
    """A value was written with a key that is not in the ring."""

    code: ClassVar[str] = "VLT-0004"
    text: ClassVar[str] = (
        "暗号化した値の鍵 {key} が鍵束 {owner} {purpose} にありません。その鍵を含むバックアップの keys/ を戻してください。"
    )
    status: ClassVar[int] = 503


class ValueUnreadable(JukiError):
    """A stored value is no ciphertext of this column: altered, cut, or of another system or purpose."""

    code: ClassVar[str] = "VLT-0005"
    text: ClassVar[str] = (
        "暗号化した値を読めません({owner} {purpose})。データベースの値が書き換えられています。監査証跡を確認してください。"
    )
    status: ClassVar[int] = 503


class NotTwelveDigits(JukiError):
    """Something else than twelve digits was to be written into a column of 個人番号."""

    code: ClassVar[str] = "VLT-0006"
    text: ClassVar[str] = "個人番号の列に12桁の数字でない値は書けません。入力を確認してください。"


class RotationOpen(JukiError):
    """A rotation is under way, or none is."""

    code: ClassVar[str] = "VLT-0007"
    text: ClassVar[str] = (
        "{owner} {purpose} の鍵の交換は {stage} の段階です。juki keys list で確かめ、同じ命令をもう一度実行してください。"
    )
    status: ClassVar[int] = 409


class StillWritten(JukiError):
    """Rows under the old key are left, so it cannot go."""

    code: ClassVar[str] = "VLT-0008"
    text: ClassVar[str] = (
        "{table} に古い鍵の行が {count} 件残っています。juki keys rotate をもう一度実行してください。"
    )
    status: ClassVar[int] = 409


class NumberTwice(JukiError):
    """Under the new key two rows would hold the same number: they were written at one moment under two keys."""

    code: ClassVar[str] = "VLT-0009"
    text: ClassVar[str] = (
        "{table} の二つの行に同じ番号があります。業務の画面で誤りを直してから、juki keys rotate をもう一度実行してください。"
    )
    status: ClassVar[int] = 409


class TokenAway(JukiError):
    """The PKCS#11 token does not answer, refuses the PIN, or lacks the key."""

    code: ClassVar[str] = "VLT-0010"
    text: ClassVar[str] = (
        "鍵の装置(PKCS#11)を使えません。{why} 装置の接続、トークンの名前と PIN を確認してください。"
    )
    status: ClassVar[int] = 503


class WrongSort(JukiError):
    """A key was asked for something that its sort cannot do."""

    code: ClassVar[str] = "VLT-0011"
    text: ClassVar[str] = "鍵 {purpose} はこの用途に使えません。鍵の種類を確認してください。"
    status: ClassVar[int] = 409
