"""What a caller can do wrong at any door."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoCertificate(JukiError):
    """The caller showed no client certificate of this city's authority."""

    code: ClassVar[str] = "KRN-0201"
    text: ClassVar[str] = "クライアント証明書が提示されていません。発行された証明書で接続してください。"
    status: ClassVar[int] = 401


class NotPermitted(JukiError):
    """The caller is known and has no grant for this."""

    code: ClassVar[str] = "KRN-0202"
    text: ClassVar[str] = (
        "この操作の権限({permission})がありません。必要な場合はシステム管理者に申請してください。"
    )
    status: ClassVar[int] = 403


class NoSuchRoute(JukiError):
    """Nothing is served under this address."""

    code: ClassVar[str] = "KRN-0203"
    text: ClassVar[str] = "指定されたアドレスはありません。docs/reference の一覧を確認してください。"
    status: ClassVar[int] = 404


class WrongMethod(JukiError):
    """The address exists, the method does not."""

    code: ClassVar[str] = "KRN-0204"
    text: ClassVar[str] = "このアドレスでは {allowed} だけを受け付けます。"
    status: ClassVar[int] = 405


class Malformed(JukiError):
    """The body is not the JSON that the endpoint asks for."""

    code: ClassVar[str] = "KRN-0205"
    text: ClassVar[str] = "送信内容の形式が正しくありません({where})。項目名と型を確認してください。"
    status: ClassVar[int] = 400


class Oversized(JukiError):
    """The body is larger than the door takes."""

    code: ClassVar[str] = "KRN-0206"
    text: ClassVar[str] = "送信内容が上限({limit}バイト)を超えています。分割して送信してください。"
    status: ClassVar[int] = 413


class NoKey(JukiError):
    """A post without its idempotency key could take effect twice."""

    code: ClassVar[str] = "KRN-0207"
    text: ClassVar[str] = (
        "Idempotency-Key ヘッダーに UUID を指定してください。同じ届の再送には同じ値を使います。"
    )
    status: ClassVar[int] = 400


class KeyReused(JukiError):
    """The key was used before with another content."""

    code: ClassVar[str] = "KRN-0208"
    text: ClassVar[str] = (
        "同じ Idempotency-Key が別の内容で使われています。新しい届には新しい値を指定してください。"
    )
    status: ClassVar[int] = 409


class Busy(JukiError):
    """The database could not serve the request now; nothing was changed."""

    code: ClassVar[str] = "KRN-0209"
    text: ClassVar[str] = (
        "一時的に処理できません。登録は行われていません。しばらくしてから再度送信してください。"
    )
    status: ClassVar[int] = 503


class Unforeseen(JukiError):
    """An error nobody foresaw; nothing was changed."""

    code: ClassVar[str] = "KRN-0210"
    text: ClassVar[str] = (
        "予期しない誤りが起きました。登録は行われていません。システム管理者に連絡してください。"
    )
    status: ClassVar[int] = 503


class HeadTooLong(JukiError):
    """Address and header fields are longer than any of ours."""

    code: ClassVar[str] = "KRN-0211"
    text: ClassVar[str] = (
        "アドレスとヘッダーが上限({limit}バイト)を超えています。短くして再度送信してください。"
    )
    status: ClassVar[int] = 431


class TooSlow(JukiError):
    """The request did not arrive in time."""

    code: ClassVar[str] = "KRN-0212"
    text: ClassVar[str] = (
        "要求が時間内に届きませんでした。登録は行われていません。接続を確認して再度送信してください。"
    )
    status: ClassVar[int] = 408


class InProgress(JukiError):
    """The same form under the same key is being worked on by another call."""

    code: ClassVar[str] = "KRN-0213"
    text: ClassVar[str] = (
        "同じ Idempotency-Key の処理が進行中です。しばらくしてから同じ値で再度送信してください。"
    )
    status: ClassVar[int] = 409
