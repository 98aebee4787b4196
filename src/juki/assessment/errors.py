"""What can be wrong with the ledger's own files, or with a test that claims to prove a row (ASM-0xx)."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class CatalogueUnreadable(JukiError):
    """A file of the catalogue does not have the expected shape."""

    code: ClassVar[str] = "ASM-001"
    text: ClassVar[str] = (
        "台帳の {file} を読み込めません({why})。docs/howto/prove-a-row.md の形に直してください。"
    )


class DuplicateRow(JukiError):
    """Two rows share an id."""

    code: ClassVar[str] = "ASM-002"
    text: ClassVar[str] = "台帳の番号 {row} が {first} と {second} で重複しています。一方を改めてください。"


class UnknownSystem(JukiError):
    """A row names something that is no system of the city hall."""

    code: ClassVar[str] = "ASM-003"
    text: ClassVar[str] = (
        "{file} の {row} のシステム {system} はありません。{known} から一つ以上を指定してください。"
    )


class UnknownReference(JukiError):
    """Something beside the rows names a row that does not exist."""

    code: ClassVar[str] = "ASM-004"
    text: ClassVar[str] = "{where} が指す {row} は台帳にありません。番号を直してください。"


class EvidenceUnreadable(JukiError):
    """The evidence file is missing or damaged."""

    code: ClassVar[str] = "ASM-011"
    text: ClassVar[str] = "証跡 {file} を読み込めません({why})。script/test を実行して作り直してください。"


class RegistersUnreadable(JukiError):
    """registers.toml does not have the expected shape."""

    code: ClassVar[str] = "ASM-021"
    text: ClassVar[str] = (
        "{file} を読み込めません({why})。docs/howto/prove-a-row.md の記載例に合わせて直してください。"
    )


class RegisterRefused(JukiError):
    """An entry of registers.toml speaks of a row that only a running system can prove."""

    code: ClassVar[str] = "ASM-022"
    text: ClassVar[str] = (
        "{file} の {row} は、宣言や記録では満たせない項目です。登録できるのは対策(C:)と利用・保管(U:)だけなので、"
        "その記載を削除してください。"
    )


class RegisterInFuture(JukiError):
    """An entry of registers.toml is dated after today."""

    code: ClassVar[str] = "ASM-023"
    text: ClassVar[str] = "{file} の {row} の日付 {day} は今日より後です。実際に行った日を記載してください。"


class ProvesNothing(JukiError):
    """A proof names no row at all."""

    code: ClassVar[str] = "ASM-031"
    text: ClassVar[str] = "proves に台帳の番号がありません。証明する行の番号を一つ以上指定してください。"


class UnknownRow(JukiError):
    """A proof names a row that the catalogue does not have."""

    code: ClassVar[str] = "ASM-032"
    text: ClassVar[str] = "{row} という行は台帳にありません。番号を確認してください。"


class DerivedRow(JukiError):
    """A proof names a requirement instead of its clauses."""

    code: ClassVar[str] = "ASM-033"
    text: ClassVar[str] = "{row} の状態は各号から決まります。{clauses} のうち証明する号を指定してください。"


class OrganisationalRow(JukiError):
    """A proof names a row about people, buildings or contracts."""

    code: ClassVar[str] = "ASM-034"
    text: ClassVar[str] = (
        "{row} は組織的な対策で、試験では証明できません。registers.toml で宣言してください。"
    )


class NoCommonSystem(JukiError):
    """One proof is claimed for rows of different systems."""

    code: ClassVar[str] = "ASM-035"
    text: ClassVar[str] = "{rows} に共通するシステムがありません。システムごとに試験を分けてください。"
