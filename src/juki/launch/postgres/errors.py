"""Errors of the database launcher (LCH-1xx). No text ever carries a password or a whole DSN."""

from juki.kernel.errors import JukiError


class PostgresError(JukiError):
    """Base of everything that goes wrong between the launcher and PostgreSQL."""

    status = 503


class BinariesMissing(PostgresError):
    code = "LCH-101"
    text = (
        "PostgreSQL の実行ファイルが {place} にありません。"
        "script/bootstrap を実行するか、JUKI_PG_BIN に bin ディレクトリを指定してください。"
    )


class VersionUnsupported(PostgresError):
    code = "LCH-102"
    text = "PostgreSQL {found} には対応していません({place})。{lowest} から {highest} までの版が必要です。"


class AccountUnavailable(PostgresError):
    code = "LCH-103"
    text = (
        "PostgreSQL を動かす OS 利用者 {name} を作成できません。"
        "useradd --system {name} を実行するか、root 以外の利用者で起動してください。"
    )


class DirectoryClosed(PostgresError):
    code = "LCH-104"
    text = (
        "OS 利用者 {name} が {place} に入れません。"
        "途中のディレクトリの権限を確かめるか、JUKI_HOME を別の場所にしてください。"
    )


class InitialisationFailed(PostgresError):
    code = "LCH-105"
    text = "データベース領域 {place} を作成できません({reason})。空き容量と権限を確かめてください。"


class AlreadyRunning(PostgresError):
    code = "LCH-106"
    text = "{place} は PostgreSQL(PID {pid})が使用中です。script/juki down で止めてからやり直してください。"


class StartFailed(PostgresError):
    code = "LCH-107"
    text = "PostgreSQL が起動せずに終了しました({reason})。ログ {log} を確かめてください。"


class NotReady(PostgresError):
    code = "LCH-108"
    text = "PostgreSQL が {seconds} 秒以内に応答しません。ログ {log} を確かめ、もう一度起動してください。"


class DataVersionDiffers(PostgresError):
    code = "LCH-109"
    text = (
        "{place} は PostgreSQL {found} のデータです。実行ファイルは {wanted} です。"
        "JUKI_PG_BIN で {found} を指定するか、pg_upgrade で移行してください。"
    )


class DsnMissing(PostgresError):
    code = "LCH-110"
    text = (
        "{system} のデータベース接続情報({role})がありません。"
        "script/juki init を実行するか、JUKI_DSN_{key} を設定してください。"
    )


class DsnIncomplete(PostgresError):
    code = "LCH-111"
    text = (
        "{system} の外部データベースは owner と app の両方の接続情報が必要です。"
        "{role} の接続情報を追加してください。"
    )


class DsnMalformed(PostgresError):
    code = "LCH-112"
    text = (
        "{system} の接続情報({role})が読めません({reason})。"
        "libpq の形式(host=… dbname=… user=…)で書き直してください。"
    )


class DsnUnprotected(PostgresError):
    code = "LCH-113"
    text = (
        "{system} の接続情報({role})は暗号化も相手の確認もせずに別の機器へつなぎます。"
        "sslmode=verify-full と sslrootcert を指定してください。"
    )


class PrivilegesWrong(PostgresError):
    code = "LCH-114"
    text = "{system} のデータベースの権限が定めと違います:{findings}。示した文を管理者が実行してください。"


class TableUnknown(PostgresError):
    code = "LCH-115"
    text = "追記専用または削除不可とされた表がデータベースにありません:{tables}。移行(migrate)の後に実行してください。"


class AppRoleUnknown(PostgresError):
    code = "LCH-116"
    text = "接続中の役割 {role} から app 役割の名前が決まりません。app_role を指定してください。"
