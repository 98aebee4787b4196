"""What city.toml may not say about other machines (LCH-090x)."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NoIdentity(JukiError):
    """``elsewhere`` names nobody of the city."""

    code: ClassVar[str] = "LCH-0901"
    text: ClassVar[str] = (
        "city.toml の elsewhere にある {name} という接続先はありません。{known} から指定してください。"
    )


class HereAndElsewhere(JukiError):
    """A process runs in one place only: two would answer for one identity."""

    code: ClassVar[str] = "LCH-0902"
    text: ClassVar[str] = (
        "city.toml では {name} が elsewhere(別の機械)にありますが、そのプロセス {process} はこの機械でも動くことに"
        "なっています。processes から {process} を除くか、elsewhere からその行を消してください。"
        "模擬の相手方を差し替えるときは script/juki peer attach を使います。"
    )
    status: ClassVar[int] = 409


class AttachedAndElsewhere(JukiError):
    """Two addresses for one identity."""

    code: ClassVar[str] = "LCH-0903"
    text: ClassVar[str] = (
        "{name} の接続先が二つあります。script/juki peer detach {name} を実行するか、city.toml の elsewhere から消してください。"
    )
    status: ClassVar[int] = 409


class AddressShared(JukiError):
    """One address for two identities: one of them would be asked under the other's name."""

    code: ClassVar[str] = "LCH-0904"
    text: ClassVar[str] = (
        "{first} と {second} の接続先が同じです。city.toml の elsewhere と ports.json を確認してください。"
    )
    status: ClassVar[int] = 409


class ListenUnusable(JukiError):
    """``listen`` is not one address of this machine."""

    code: ClassVar[str] = "LCH-0905"
    text: ClassVar[str] = (
        "city.toml の listen「{given}」では待ち受けられません。この機械が持つ IP アドレスを一つだけ"
        "指定してください(0.0.0.0 や名前は使えません)。"
    )


class ListenUnreachable(JukiError):
    """A process on another machine could not answer: this machine's link doors are on loopback."""

    code: ClassVar[str] = "LCH-0906"
    text: ClassVar[str] = (
        "{name} は別の機械 {host} にありますが、この機械の待ち受け {listen} には別の機械から接続できません。"
        "city.toml の listen にこの機械のアドレスを書いてください。"
    )


class NowhereToGo(JukiError):
    """A process here has a link to somebody who is neither here nor said to be elsewhere."""

    code: ClassVar[str] = "LCH-0907"
    text: ClassVar[str] = (
        "この機械の {caller} が接続する {name} の場所が分かりません。city.toml の elsewhere に "
        '{name} = "アドレス:ポート" を書くか、processes に加えてください。'
    )


class RunsElsewhere(JukiError):
    """A process that another machine runs was started by hand."""

    code: ClassVar[str] = "LCH-0908"
    text: ClassVar[str] = "{name} は別の機械({address})で動くことになっています。そちらで起動してください。"
    status: ClassVar[int] = 409
