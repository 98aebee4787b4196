"""What can go wrong at the simulated inquirer. No text names a person or shows a code."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoCodeYet(JukiError):
    """There is no code under this trace or 処理通番."""

    code: ClassVar[str] = "OUT-0601"
    text: ClassVar[str] = "指定された手続の符号を受け取っていません。符号の取得が済んでから照会してください。"
    status: ClassVar[int] = 404


class SeveralPersons(JukiError):
    """A trace covers several persons."""

    code: ClassVar[str] = "OUT-0602"
    text: ClassVar[str] = "指定された手続には複数の者の符号があります。処理通番を指定して照会してください。"
    status: ClassVar[int] = 409


class NobodyNamed(JukiError):
    """Neither or both of trace and 処理通番 were given."""

    code: ClassVar[str] = "OUT-0603"
    text: ClassVar[str] = "trace と processing_number のどちらか一方を指定してください。"


class OtherCodeForNumber(JukiError):
    """A 処理通番 that has its code gets another."""

    code: ClassVar[str] = "OUT-0604"
    text: ClassVar[str] = (
        "この処理通番には別の符号を受領済みです。情報提供ネットワークシステムに確認してください。"
    )


class OtherAgency(JukiError):
    """A client asks in the name of an agency that is not its own. Source: 番号法19条8号, 20条."""

    code: ClassVar[str] = "OUT-0606"
    text: ClassVar[str] = (
        "この接続元は指定された機関の照会者として登録されていません。自機関の機関コードを指定してください。"
    )
    status: ClassVar[int] = 403


class AnswerUnreadable(JukiError):
    """The sealed answer does not open with our key, or does not read."""

    code: ClassVar[str] = "OUT-0605"
    text: ClassVar[str] = "受け取った回答を復号できません。改変の有無を確認し、照会をやり直してください。"
    status: ClassVar[int] = 502
