"""Why a synthetic city is not loaded (LCH-07xx)."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class AlreadyLoaded(JukiError):
    """A city is loaded once."""

    code: ClassVar[str] = "LCH-0701"
    text: ClassVar[str] = (
        "住民データは既に投入されています。別の市を作るには、別の場所を --home で指定して script/juki init を実行してください。"
    )
    status: ClassVar[int] = 409


class PartlyLoaded(JukiError):
    """The machine stopped between the commits: the random codes of the databases no longer fit together."""

    code: ClassVar[str] = "LCH-0702"
    text: ClassVar[str] = (
        "住民データの投入が途中で終わっています(投入済み: {done})。この環境を削除し、script/juki init からやり直してください。"
    )
    status: ClassVar[int] = 409


class NotEmpty(JukiError):
    """Invented residents are never mixed with records that are there."""

    code: ClassVar[str] = "LCH-0703"
    text: ClassVar[str] = (
        "{system} のデータベースには既に記録があります。空のデータベースを用意してから実行してください。"
    )
    status: ClassVar[int] = 409


class NotForProduction(JukiError):
    """Invented residents never enter a live city."""

    code: ClassVar[str] = "LCH-0704"
    text: ClassVar[str] = (
        "本番環境に架空の住民は投入できません。city.toml の production を確かめ、デモ用の環境で実行してください。"
    )


class NotAllHere(JukiError):
    """All databases are loaded together or not at all."""

    code: ClassVar[str] = "LCH-0705"
    text: ClassVar[str] = (
        "一部のシステムだけを動かす環境(city.toml の processes)には投入できません。"
        "全てのシステムを動かす環境で実行してください。"
    )


class RecordsDisagree(JukiError):
    """The register's own check found records that contradict one another; nothing was kept."""

    code: ClassVar[str] = "LCH-0706"
    text: ClassVar[str] = (
        "投入した住民データに食い違いがあります({what})。投入は取り消されました。種(seed)の値を添えて開発者に連絡してください。"
    )
