"""What can go wrong on a link. The texts name no person; a refused message changes nothing."""

import re
from typing import ClassVar

import msgspec

from juki.kernel.errors import JukiError


class TopologyError(JukiError):
    """links.toml breaks a prohibition or does not read."""

    code: ClassVar[str] = "LNK-0001"
    text: ClassVar[str] = "links.toml を読み込めません。{why}"


class NoLink(JukiError):
    """links.toml gives the caller no link to the callee, or not for this message."""

    code: ClassVar[str] = "LNK-0101"
    text: ClassVar[str] = (
        "{sender} から {receiver} への {what} は許可されていません。links.toml の許可と根拠を確認してください。"
    )
    status: ClassVar[int] = 403


class WrongSender(JukiError):
    """The signed sender is not the owner of the TLS certificate, or the message is for somebody else."""

    code: ClassVar[str] = "LNK-0102"
    text: ClassVar[str] = (
        "通信の証明書と電文の差出人または宛先が一致しません。送信元の設定を確認してください。"
    )
    status: ClassVar[int] = 403


class BadSignature(JukiError):
    """Unsigned, signed with another key, or altered."""

    code: ClassVar[str] = "LNK-0103"
    text: ClassVar[str] = "電文の署名を確認できません。送信元の署名鍵と電文の改変の有無を確認してください。"
    status: ClassVar[int] = 400


class BadEnvelope(JukiError):
    """The envelope or its content does not have the published shape."""

    code: ClassVar[str] = "LNK-0104"
    text: ClassVar[str] = "電文の形式が正しくありません({where})。docs/reference の定義を確認してください。"
    status: ClassVar[int] = 400


class NotSealed(JukiError):
    """Personal data came from or goes beyond the city hall without being encrypted to the receiver."""

    code: ClassVar[str] = "LNK-0105"
    text: ClassVar[str] = "電文が宛先の鍵で暗号化されていません。暗号化して送信してください。"
    status: ClassVar[int] = 400


class Gap(JukiError):
    """A message before this one has not arrived."""

    code: ClassVar[str] = "LNK-0201"
    text: ClassVar[str] = (
        "電文の番号が連続していません({expected} の次を待っています)。欠けた電文から送信してください。"
    )
    status: ClassVar[int] = 409


class AlteredDuplicate(JukiError):
    """A message came twice with the same number and different content: an alarm, not a duplicate."""

    code: ClassVar[str] = "LNK-0202"
    text: ClassVar[str] = (
        "番号 {sequence} の電文が以前と異なる内容で届きました。受け付けず警報を記録しました。"
    )
    status: ClassVar[int] = 409


class StaleEpoch(JukiError):
    """The sender speaks from a time before its restore."""

    code: ClassVar[str] = "LNK-0203"
    text: ClassVar[str] = (
        "送信元の世代 {epoch} は既に更新されています(現在 {current})。送信元の復元状態を確認してください。"
    )
    status: ClassVar[int] = 409


class Replayed(JukiError):
    """A question came a second time, or too late."""

    code: ClassVar[str] = "LNK-0204"
    text: ClassVar[str] = "照会電文が再送されたか、期限を過ぎています。新しい照会を作成してください。"
    status: ClassVar[int] = 409


class Behind(JukiError):
    """An earlier message of the same stream is parked."""

    code: ClassVar[str] = "LNK-0301"
    text: ClassVar[str] = (
        "同じ対象の先行する電文が保留中のため、順序を守って保留しました。先行する電文を解消してください。"
    )


class UnforeseenContent(JukiError):
    """The receiver's program failed on the message; it is kept for mending."""

    code: ClassVar[str] = "LNK-0302"
    text: ClassVar[str] = (
        "処理中に予期しない誤り({kind})が起きたため保留しました。システム管理者に連絡してください。"
    )


class UnbelievableReceipt(JukiError):
    """A peer told of a message that it cannot know of: another station, another message, a trace not ours, the future."""

    code: ClassVar[str] = "LNK-0305"
    text: ClassVar[str] = (
        "受領の知らせの内容({what})が送信の記録または links.toml と合いません。反映せず保留しました。送信元に確認してください。"
    )


class NotParked(JukiError):
    """There is no such parked message to mend."""

    code: ClassVar[str] = "LNK-0303"
    text: ClassVar[str] = "指定された電文は保留されていません。一覧を更新してください。"
    status: ClassVar[int] = 404


class StillParked(JukiError):
    """The message was tried again and refused again."""

    code: ClassVar[str] = "LNK-0304"
    text: ClassVar[str] = (
        "再処理しましたが解消していません(理由 {reason})。原因を直してから再度実行してください。"
    )
    status: ClassVar[int] = 409


class PeerUnreachable(JukiError):
    """The peer did not answer; nothing is known about whether it got the question."""

    code: ClassVar[str] = "LNK-0401"
    text: ClassVar[str] = (
        "{receiver} に接続できません。相手方の稼働状況を確認し、しばらくしてから再度実行してください。"
    )
    status: ClassVar[int] = 503


class PeerRefused(JukiError):
    """The peer answered with a coded refusal."""

    code: ClassVar[str] = "LNK-0402"
    text: ClassVar[str] = "{receiver} が受け付けませんでした(理由 {reason})。"
    status: ClassVar[int] = 502


class StaleAnswer(JukiError):
    """An act needs a fresh answer and there is none."""

    code: ClassVar[str] = "LNK-0403"
    text: ClassVar[str] = (
        "有効な照会結果がありません({minutes}分以内のものが必要です)。再度照会してください。"
    )
    status: ClassVar[int] = 409


class Congested(JukiError):
    """Too much waits for this destination; taking more would hide that it is dead."""

    code: ClassVar[str] = "LNK-0404"
    text: ClassVar[str] = (
        "{receiver} 宛ての未送信が上限に達しています。相手方の復旧後に再度実行してください。"
    )
    status: ClassVar[int] = 503


class _Problem(msgspec.Struct):
    code: str


def code_of(reply: bytes) -> str:
    """The stable code in a peer's refusal, ``?`` when it is none; nothing else of it may be shown or logged."""
    try:
        code = msgspec.json.decode(reply, type=_Problem).code
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return "?"
    return code if re.fullmatch(r"[A-Z]{3}-[0-9]{4}", code) else "?"


class UnreadableGrants(JukiError):
    """A permission twice, a period that ends before it begins, or no calendar day."""

    code: ClassVar[str] = "LNK-0501"
    text: ClassVar[str] = (
        "権限の一覧に誤りがあります(重複、期間の前後、または日付)。職員認証システムで内容を直して再送してください。"
    )


class WouldSpoil(JukiError):
    """The kit was about to try a door of a city that runs, and was not told that it may ruin it."""

    code: ClassVar[str] = "LNK-0601"
    text: ClassVar[str] = (
        "{identity} は稼働中です。検査は送信元の世代を進め見本の電文を適用するため、この環境は以後使えなくなります。"
        "捨ててよい環境であれば --spoil を付けて実行してください。"
    )


class NoSuchCity(JukiError):
    """The kit's ``--home`` holds no city, or none whose settings read."""

    code: ClassVar[str] = "LNK-0602"
    text: ClassVar[str] = (
        "{home} に {identity} の設定がありません。--home に juki init で作成した場所を指定してください。"
    )


class NoAddress(JukiError):
    """The kit's ``--address`` is not HOST:PORT."""

    code: ClassVar[str] = "LNK-0603"
    text: ClassVar[str] = "--address は HOST:PORT の形で指定してください。"


class NobodySpeaks(JukiError):
    """links.toml lets nobody speak to this identity, or the keys of those who may are not at hand."""

    code: ClassVar[str] = "LNK-0604"
    text: ClassVar[str] = (
        "{identity} へ通信できる相手が links.toml にないか、その鍵がありません。検査するものがありません。"
    )
