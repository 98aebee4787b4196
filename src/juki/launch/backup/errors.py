"""What can go wrong with backups (LCH-08xx). No text carries a key, a password or a whole connection string."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class KeyNeeded(JukiError):
    """Residents' data leaves the house sealed or not at all."""

    code: ClassVar[str] = "LCH-0801"
    text: ClassVar[str] = (
        "封印の鍵が必要です。--key 鍵ファイル を指定してください。"
        "鍵がまだなければ script/juki backup --new-key 鍵ファイル で作れます。"
    )


class KeyUnreadable(JukiError):
    """Not a key file of ours, or one that others may read."""

    code: ClassVar[str] = "LCH-0802"
    text: ClassVar[str] = (
        "{file} を鍵として読めません({why})。backup --new-key で作ったファイルを指定してください。"
    )


class KeyThere(JukiError):
    """A key is never written over another: every backup under it would be lost."""

    code: ClassVar[str] = "LCH-0803"
    text: ClassVar[str] = "{file} は既にあります。鍵は上書きできません。別の名前を指定してください。"
    status: ClassVar[int] = 409


class KeyInsideHome(JukiError):
    """Whoever loses the machine would lose the key with it."""

    code: ClassVar[str] = "LCH-0804"
    text: ClassVar[str] = (
        "{file} は環境のディレクトリの中です。機械とともに失われない別の場所を指定してください。"
    )


class TargetThere(JukiError):
    """A backup is never written over another."""

    code: ClassVar[str] = "LCH-0805"
    text: ClassVar[str] = "{file} は既にあります。バックアップは上書きしません。別の名前を指定してください。"
    status: ClassVar[int] = 409


class NotWritten(JukiError):
    """The disk is full, the place is closed, or gone."""

    code: ClassVar[str] = "LCH-0806"
    text: ClassVar[str] = (
        "{place} に書き込めません({why})。途中のファイルは残していません。空き容量と権限を確かめて、やり直してください。"
    )
    status: ClassVar[int] = 503


class CopyFailed(JukiError):
    """The server could not be copied whole."""

    code: ClassVar[str] = "LCH-0807"
    text: ClassVar[str] = (
        "データベースの複写が終わりませんでした({why})。script/juki status で稼働を確かめて、やり直してください。"
    )
    status: ClassVar[int] = 503


class NotABackup(JukiError):
    """A file that ``juki backup`` did not write."""

    code: ClassVar[str] = "LCH-0808"
    text: ClassVar[str] = (
        "{file} は Juki のバックアップではありません。script/juki backup が作ったファイルを指定してください。"
    )


class WrongKey(JukiError):
    """Sealed under another key."""

    code: ClassVar[str] = "LCH-0809"
    text: ClassVar[str] = (
        "この鍵(番号 {given})では開けません。{file} は鍵 {wanted} で封印されています。その鍵を --key で指定してください。"
    )


class Altered(JukiError):
    """Something in it is not as it was written, is missing, or stands in another place."""

    code: ClassVar[str] = "LCH-0810"
    text: ClassVar[str] = (
        "{file} は作成時の内容と一致しません({what})。何も復元していません。別の複製か、別の日のバックアップを使ってください。"
    )


class ReleaseDiffers(JukiError):
    """Tables of one release are not given to another."""

    code: ClassVar[str] = "LCH-0811"
    text: ClassVar[str] = (
        "このバックアップは版 {found} で作られました。ここは版 {here} です。"
        "版 {found} を入れて復元し、その後に版を上げて script/juki migrate を実行してください。"
    )


class ServerDiffers(JukiError):
    """Files of one major release of PostgreSQL are not readable by another."""

    code: ClassVar[str] = "LCH-0812"
    text: ClassVar[str] = (
        "このバックアップは PostgreSQL {found} のものです。ここは {here} です。"
        "JUKI_PG_BIN で {found} を指定するか、backup --portable で作ったものを使ってください。"
    )


class HomeNotEmpty(JukiError):
    """A restore writes over nothing."""

    code: ClassVar[str] = "LCH-0813"
    text: ClassVar[str] = (
        "{home} は空ではありません。空の場所を --home で指定するか、--over で今の環境を脇へ移してください(削除はしません)。"
    )
    status: ClassVar[int] = 409


class OnlyTogether(JukiError):
    """One system set back alone would miss what its peers have delivered and erased."""

    code: ClassVar[str] = "LCH-0814"
    text: ClassVar[str] = (
        "{name} だけを戻すことはできません。送り手が配達後に消した電文を失うためです。"
        "--only を外し、全システムを一組で復元してください。"
    )


class StepFailed(JukiError):
    """A step of the restore failed; the city that was there before stands as it was."""

    code: ClassVar[str] = "LCH-0815"
    text: ClassVar[str] = (
        "{system} の復元に失敗しました({why})。元の環境には触れていません。原因を除いて、やり直してください。"
    )
    status: ClassVar[int] = 503


class DatabaseNotEmpty(JukiError):
    """An external database is not emptied for anybody."""

    code: ClassVar[str] = "LCH-0816"
    text: ClassVar[str] = (
        "{system} の外部データベースに既に表があります。"
        "空のデータベースを用意し、city.toml か JUKI_DSN_{key} で指定してください。"
    )
    status: ClassVar[int] = 409


class PostBusy(JukiError):
    """Somebody who writes to an outbox did not end in time."""

    code: ClassVar[str] = "LCH-0817"
    text: ClassVar[str] = (
        "{system} の送信箱への書き込みを {seconds} 秒以内に止められません。負荷の低い時に、やり直してください。"
    )
    status: ClassVar[int] = 503


class NowhereToWrite(JukiError):
    """``backup`` was not told where to."""

    code: ClassVar[str] = "LCH-0818"
    text: ClassVar[str] = "保存先がありません。ファイル名か、既にあるディレクトリを指定してください。"


class NotSealed(JukiError):
    """Whoever gives a key wants what was sealed under it, not a file that anybody can write."""

    code: ClassVar[str] = "LCH-0819"
    text: ClassVar[str] = (
        "{file} は封印されていません。--key の鍵で作ったものではないので、復元しません。"
        "封印されたバックアップを指定してください。"
    )


class UnsealedUnasked(JukiError):
    """A file without a seal says nothing about who wrote it."""

    code: ClassVar[str] = "LCH-0820"
    text: ClassVar[str] = (
        "{file} は封印されていないので、誰が作ったものか確かめられません。"
        "自分で作り、ほかの誰も書き換えられない場所に置いたものに限り、--unsealed を付けて実行してください。"
    )


class UnsealedInEarnest(JukiError):
    """A city in earnest is never backed up in the clear: this is no backup of one."""

    code: ClassVar[str] = "LCH-0821"
    text: ClassVar[str] = (
        "{file} は本番(production)を名乗るのに封印されていません。本番のバックアップは必ず封印されます。"
        "封印されたバックアップを --key とともに指定してください。"
    )


class NotOfABackup(JukiError):
    """A part that no backup has: it would steer how the restored city is started."""

    code: ClassVar[str] = "LCH-0822"
    text: ClassVar[str] = (
        "{file} に、バックアップには入らないもの({what})があります。何も復元していません。"
        "script/juki backup が作ったままのファイルを使ってください。"
    )
