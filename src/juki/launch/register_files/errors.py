"""Why a register is not imported or exported, and what may be wrong with a cell (LCH-0721…). No text holds a value."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class UnmappedCode(JukiError):
    """A code that the mapping in use does not have."""

    code: ClassVar[str] = "LCH-0721"
    text: ClassVar[str] = (
        "コード表 {table} にないコードです。対応表（--mapping）に追加してから、やり直してください。"
    )


class CellTooLong(JukiError):
    """More characters than the column holds."""

    code: ClassVar[str] = "LCH-0722"
    text: ClassVar[str] = "{limit}文字を超えています。元のデータを確かめてください。"


class CellUnreadable(JukiError):
    """Not the kind of value that belongs there."""

    code: ClassVar[str] = "LCH-0723"
    text: ClassVar[str] = "{wanted} として読み取れません。元のデータの書き方を確かめてください。"


class CellsContradict(JukiError):
    """Cells that say the same thing say different things."""

    code: ClassVar[str] = "LCH-0724"
    text: ClassVar[str] = "同じ事項を表す列の内容が食い違っています。元のデータを確かめてください。"


class CellMissing(JukiError):
    """Nothing stands where something has to."""

    code: ClassVar[str] = "LCH-0725"
    text: ClassVar[str] = "必要な値がありません。元のデータを確かめて補ってください。"


class NotCarried(JukiError):
    """The register has no place for this item; the rest of the row is taken."""

    code: ClassVar[str] = "LCH-0726"
    text: ClassVar[str] = (
        "この項目は取り込まれません。必要な場合は備考又は予備項目に移してから、やり直してください。"
    )


class OtherMunicipality(JukiError):
    """A row of another municipality."""

    code: ClassVar[str] = "LCH-0727"
    text: ClassVar[str] = (
        "この市区町村の行ではありません。city.toml の municipality とファイルを確かめてください。"
    )


class BranchRefused(JukiError):
    """枝番号 other than 0: versions are numbered without branches."""

    code: ClassVar[str] = "LCH-0728"
    text: ClassVar[str] = (
        "枝番号が0ではありません。履歴番号を振り直し、枝番号を0にしてから、やり直してください。"
    )


class WrongHeader(JukiError):
    """A column that is missing, unknown or there twice."""

    code: ClassVar[str] = "LCH-0729"
    text: ClassVar[str] = (
        "見出しの行にこの列がないか、様式にない列です。様式（layout.toml）と見比べてください。"
    )


class WrongWidth(JukiError):
    """A row with more or fewer cells than the header."""

    code: ClassVar[str] = "LCH-0730"
    text: ClassVar[str] = "見出しと列の数が違います。カンマと引用符を確かめてください。"


class HistoryBroken(JukiError):
    """履歴番号 of a person that do not run from 1 without gaps, once each."""

    code: ClassVar[str] = "LCH-0731"
    text: ClassVar[str] = (
        "履歴番号が1からの続き番号になっていません。欠けた履歴又は重なった履歴を確かめてください。"
    )


class LatestWrong(JukiError):
    """最新フラグ on another version than the last one, or not once."""

    code: ClassVar[str] = "LCH-0732"
    text: ClassVar[str] = "最新フラグは、最も大きい履歴番号の行だけが1です。元のデータを確かめてください。"


class BreaksConstraint(JukiError):
    """A row that the table would refuse."""

    code: ClassVar[str] = "LCH-0733"
    text: ClassVar[str] = "記載事項の決まり（{constraint}）に合わない行です。項目の組合せを確かめてください。"


class HouseholdsWrong(JukiError):
    """Not one 世帯主 at most, an order with gaps, or a household that differs from its members."""

    code: ClassVar[str] = "LCH-0734"
    text: ClassVar[str] = "世帯の内容が合いません（{what}）。世帯主、記載順位、世帯番号を確かめてください。"


class RowsApart(JukiError):
    """A row of the second file without its version, or not in the order of the first."""

    code: ClassVar[str] = "LCH-0735"
    text: ClassVar[str] = (
        "residents.csv に対応する行がないか、並び順が違います。両方のファイルを同時に書き出し直してください。"
    )


class NoEvent(JukiError):
    """A version of an 異動 that events.csv does not have."""

    code: ClassVar[str] = "LCH-0743"
    text: ClassVar[str] = "events.csv にない異動の履歴です。全てのファイルを同時に書き出し直してください。"


class OpenToOthers(JukiError):
    """The files hold individual numbers."""

    code: ClassVar[str] = "LCH-0736"
    text: ClassVar[str] = (
        "{file} を所有者以外も読めます。個人番号を含むため、chmod 600 としてから、やり直してください。"
    )


class NoFile(JukiError):
    """What is to be imported is not there or cannot be read."""

    code: ClassVar[str] = "LCH-0737"
    text: ClassVar[str] = "{file} がないか、読めません。書き出した場所を指定してください。"


class MappingUnreadable(JukiError):
    """The mapping of codes is no TOML of tables."""

    code: ClassVar[str] = "LCH-0738"
    text: ClassVar[str] = (
        "対応表 {file} を読み取れません（{why}）。data/codes_sample.toml の形に合わせてください。"
    )


class Refused(JukiError):
    """The rows have faults; nothing was kept."""

    code: ClassVar[str] = "LCH-0739"
    text: ClassVar[str] = (
        "{count}件の誤りがあるため、取り込みませんでした。{report} を見て直してから、やり直してください。"
    )


class PlaceTaken(JukiError):
    """Files are not written over others."""

    code: ClassVar[str] = "LCH-0740"
    text: ClassVar[str] = "{place} は空ではありません。書き出し先に新しい場所を指定してください。"


class NotExportable(JukiError):
    """A value for which the mapping has no code."""

    code: ClassVar[str] = "LCH-0741"
    text: ClassVar[str] = (
        "コード表 {table} に対応するコードがない値があります。対応表に追加してから、書き出し直してください。"
    )


class CopyRefused(JukiError):
    """The database took a value for something else than the checks did; its own words may hold the value."""

    code: ClassVar[str] = "LCH-0742"
    text: ClassVar[str] = (
        "データベースが行を受け付けませんでした（{sqlstate}）。何も取り込まれていません。版を確かめ、開発者に連絡してください。"
    )
