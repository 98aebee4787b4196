"""What can go wrong while starting and steering the house (LCH-02xx to LCH-05xx; databases have LCH-1xx)."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class NotFounded(JukiError):
    """There is no finished city in this home."""

    code: ClassVar[str] = "LCH-0201"
    text: ClassVar[str] = "{home} に準備の終わった環境がありません。script/juki init を実行してください。"


class AlreadyFounded(JukiError):
    """``init`` never touches a finished city."""

    code: ClassVar[str] = "LCH-0202"
    text: ClassVar[str] = (
        "{home} には既に環境があります。別の場所を --home で指定するか、そのまま script/juki up を実行してください。"
    )
    status: ClassVar[int] = 409


class CityUnreadable(JukiError):
    """city.toml or ports.json does not have the expected shape."""

    code: ClassVar[str] = "LCH-0203"
    text: ClassVar[str] = "{file} を読み込めません({why})。docs/howto の記載例に合わせて直してください。"


class CityDiffers(JukiError):
    """An option contradicts the city.toml that is already there."""

    code: ClassVar[str] = "LCH-0204"
    text: ClassVar[str] = (
        "{file} の {key} は {found} で、オプションで指定された {wanted} と異なります。"
        "ファイルを直すか、オプションを外して実行してください。"
    )


class PortTaken(JukiError):
    """Somebody else listens where one of our processes should."""

    code: ClassVar[str] = "LCH-0205"
    text: ClassVar[str] = (
        "{name} のポート {port} は別のプログラムが使用中です。止めるか、{file} のその行を消して再度起動すると、"
        "新しいポートを割り当てます。"
    )


class NotWritable(JukiError):
    """The home cannot be made or written."""

    code: ClassVar[str] = "LCH-0206"
    text: ClassVar[str] = (
        "{home} に書き込めません。権限を確認するか、JUKI_HOME に別の場所を指定してください。"
    )


class PhaseFailed(JukiError):
    """A subprocess of the preparation ended with an error."""

    code: ClassVar[str] = "LCH-0207"
    text: ClassVar[str] = "{system} のデータベースを準備できません。詳細: {why}"


class ResidentsOutOfRange(JukiError):
    """A synthetic city has at least one resident, and no more than its numbers suffice for."""

    code: ClassVar[str] = "LCH-0208"
    text: ClassVar[str] = "住民の数 {given} では市を作れません。1 から {most} までの数を指定してください。"


class AlreadyUp(JukiError):
    """One supervisor per home."""

    code: ClassVar[str] = "LCH-0301"
    text: ClassVar[str] = (
        "この環境は既に稼働中です(監視プロセス PID {pid})。そのまま使うか、script/juki down で市を止めてから"
        "再度実行してください。状態は script/juki status で確認できます。"
    )
    status: ClassVar[int] = 409


class NotHealthy(JukiError):
    """A process did not answer in time after the start."""

    code: ClassVar[str] = "LCH-0303"
    text: ClassVar[str] = (
        "{seconds} 秒以内に応答しないプロセスがあります: {names}。{log} の記録を確認してください。"
    )
    status: ClassVar[int] = 503


class ProcessRefused(JukiError):
    """A process refused to start because what it was told cannot be right."""

    code: ClassVar[str] = "LCH-0304"
    text: ClassVar[str] = "{name} が起動を拒否しました: {why}"
    status: ClassVar[int] = 503


class WillNotEnd(JukiError):
    """A process outlived every order to end."""

    code: ClassVar[str] = "LCH-0305"
    text: ClassVar[str] = (
        "PID {pid} が終了しません。管理者がそのプロセスを終了させてから再度実行してください。"
    )
    status: ClassVar[int] = 503


class ServedHere(JukiError):
    """Our own supervisor runs this process already."""

    code: ClassVar[str] = "LCH-0306"
    text: ClassVar[str] = (
        "{name} はこの環境の監視プロセス(PID {pid})が動かしています。"
        "そのまま使うか、script/juki down で停止してから実行してください。"
        "待機用の送信プロセスを加えるときは --only dispatch を指定してください。"
    )
    status: ClassVar[int] = 409


class PortInUse(JukiError):
    """A process started by hand finds somebody listening on its port."""

    code: ClassVar[str] = "LCH-0307"
    text: ClassVar[str] = (
        "待ち受けるポート {port} は使用中です。同じプロセスが既に動いていないか script/juki status で確認し、"
        "使用中のプログラムを止めてから実行してください。"
    )
    status: ClassVar[int] = 409


class UnknownProcess(JukiError):
    """A name that is none of the city's processes."""

    code: ClassVar[str] = "LCH-0401"
    text: ClassVar[str] = "{name} というプロセスはありません。{known} から指定してください。"


class TopologyDiffers(JukiError):
    """What a process was given differs from what links.toml declares."""

    code: ClassVar[str] = "LCH-0402"
    text: ClassVar[str] = (
        "{identity} の設定が links.toml と一致しません({what})。script/juki up で設定を作り直してください。"
    )


class CertificateDiffers(JukiError):
    """A certificate file is not that of the identity it stands for."""

    code: ClassVar[str] = "LCH-0403"
    text: ClassVar[str] = (
        "{file} は {identity} の証明書ではありません。正しい証明書を置いてから起動してください。"
    )


class DatabaseDiffers(JukiError):
    """The database belongs to another system or another release."""

    code: ClassVar[str] = "LCH-0404"
    text: ClassVar[str] = (
        "{system} のデータベースがこの版と一致しません({what})。script/juki migrate を実行してください。"
    )


class DatabaseDown(JukiError):
    """A database does not answer."""

    code: ClassVar[str] = "LCH-0405"
    text: ClassVar[str] = (
        "{system} のデータベースに接続できません。script/juki up で起動してから実行してください。"
    )
    status: ClassVar[int] = 503


class NothingToRunBeside(DatabaseDown):
    """``run`` starts no database of its own."""

    code: ClassVar[str] = "LCH-0407"
    text: ClassVar[str] = (
        "{system} のデータベースに接続できません。run は、稼働中の市(script/juki up)か外部の PostgreSQL の横で"
        "プロセスを一つ動かします。全体を動かすには script/juki up を実行してください。"
        "--only dispatch は待機用の送信プロセスになります。"
    )


class ProgramMissing(JukiError):
    """The program of a process is not installed."""

    code: ClassVar[str] = "LCH-0406"
    text: ClassVar[str] = "{name} のプログラム({module})がありません。インストールを確認してください。"


class NoCounterpart(JukiError):
    """Only a simulated counterpart can be replaced by somebody else's program."""

    code: ClassVar[str] = "LCH-0501"
    text: ClassVar[str] = "{name} は置き換えられる相手方ではありません。{known} から指定してください。"


class AddressUnreadable(JukiError):
    """An address that is not HOST:PORT."""

    code: ClassVar[str] = "LCH-0502"
    text: ClassVar[str] = "{given} を読み取れません。ホスト:ポート(例 127.0.0.1:9443)の形で指定してください。"


class TargetNotEmpty(JukiError):
    """Keys are not written over somebody's files."""

    code: ClassVar[str] = "LCH-0503"
    text: ClassVar[str] = "{place} は空ではありません。新しいディレクトリを指定してください。"


class ParameterUnreadable(JukiError):
    """A parameter of nightly work that is not ``name=number``."""

    code: ClassVar[str] = "LCH-0509"
    text: ClassVar[str] = (
        "{given} を読み取れません。条件は days=30 のように 名前=整数 の形で指定してください。"
    )


class DurationUnreadable(JukiError):
    """A duration or moment of the city clock that does not read."""

    code: ClassVar[str] = "LCH-0504"
    text: ClassVar[str] = (
        "{given} を読み取れません。1d、2h、30m、または to 2026-11-24T10:00 の形で指定してください。"
    )


class DurationMissing(DurationUnreadable):
    """``clock advance`` was not told by how much."""

    code: ClassVar[str] = "LCH-0511"
    text: ClassVar[str] = (
        "進める時間が指定されていません。1d、2h、30m、または to 2026-11-24T10:00 の形で指定してください。"
    )


class NoInventedPeople(JukiError):
    """Only a city that was filled by ``init`` has invented people around it."""

    code: ClassVar[str] = "LCH-0512"
    text: ClassVar[str] = (
        "{home} には架空の住民が投入されていません。script/juki init で作ったデモ用の環境を指定してください。"
    )


class DuplicateCode(JukiError):
    """Two errors share a code."""

    code: ClassVar[str] = "LCH-0505"
    text: ClassVar[str] = (
        "エラーコード {which} が重複しています({where})。一方を新しい番号に変更してください。"
    )


class NoExample(JukiError):
    """A message has a field for which no example is known."""

    code: ClassVar[str] = "LCH-0506"
    text: ClassVar[str] = (
        "{message} の例を作れません({where})。launch/reference/examples.py に型を追加してください。"
    )


class AddressFileMissing(JukiError):
    """No file of addresses that can be read."""

    code: ClassVar[str] = "LCH-0513"
    text: ClassVar[str] = "{file} を読めません。住所辞書のファイルの場所を確かめて、指定し直してください。"


class OutputTaken(JukiError):
    """There is a file where the opened content would go, or nothing can be written there."""

    code: ClassVar[str] = "LCH-0514"
    text: ClassVar[str] = (
        "{place} を作れません。同じ名前のファイルがないことを確かめるか、--into で別の場所を指定してください。"
    )


class NotByTheLedger(JukiError):
    """A city in earnest lets personal data out by the ledger of outputs alone, and this command writes past it."""

    code: ClassVar[str] = "LCH-0515"
    text: ClassVar[str] = (
        "本番の市では、出力簿を通さない全件の書き出しはできません。デモ用の環境で使うか、システム管理者に相談してください。"
    )
