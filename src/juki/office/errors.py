"""What the office refuses. A refusal is logged and changes nothing."""

from typing import ClassVar

from juki.kernel.errors import JukiError


class BadClient(JukiError):
    """An id, kind or section that cannot stand."""

    code: ClassVar[str] = "OFC-0101"
    text: ClassVar[str] = (
        "利用者の{what}が正しくありません。IDは英小文字で始まる63字以内の英小文字・数字・ハイフン、"
        "所属は100字以内で入力してください。"
    )


class ClientExists(JukiError):
    """The id is in use, or was: an id is never given to somebody else."""

    code: ClassVar[str] = "OFC-0102"
    text: ClassVar[str] = "このIDは既に登録されています。別のIDを指定してください。"
    status: ClassVar[int] = 409


class UnknownClient(JukiError):
    """No client of this id."""

    code: ClassVar[str] = "OFC-0103"
    text: ClassVar[str] = "指定された利用者は登録されていません。IDを確かめて、入力し直してください。"
    status: ClassVar[int] = 404


class ClientWithdrawn(JukiError):
    """The client lost every right and gets none again under this id."""

    code: ClassVar[str] = "OFC-0104"
    text: ClassVar[str] = (
        "この利用者の権限は全て失効しています。必要な場合は新しいIDで利用者を登録してください。"
    )
    status: ClassVar[int] = 409


class OwnGrant(JukiError):
    """Nobody grants to himself. Source: document III 3 risk 2."""

    code: ClassVar[str] = "OFC-0105"
    text: ClassVar[str] = "自分自身に権限を付与することはできません。別の権限管理者に依頼してください。"
    status: ClassVar[int] = 403


class BadPermission(JukiError):
    """A system or a permission that cannot stand."""

    code: ClassVar[str] = "OFC-0106"
    text: ClassVar[str] = (
        "{what}が正しくありません。docs/reference の権限の一覧にある名前を指定してください。"
    )


class BadPeriod(JukiError):
    """A period in the past, an empty one, or one that ends before it begins."""

    code: ClassVar[str] = "OFC-0107"
    text: ClassVar[str] = (
        "権限の期間が正しくありません。開始日は本日以降、終了日(翌日から無効)は開始日より後を指定してください。"
    )


class PeriodWithGap(JukiError):
    """A later period that does not join the one in force: one grant holds one period."""

    code: ClassVar[str] = "OFC-0108"
    text: ClassVar[str] = (
        "現在の権限は{ends}に終わり、新しい期間との間が空きます。開始日を終了日以前にするか、終了後に付与してください。"
    )
    status: ClassVar[int] = 409


class NoReason(JukiError):
    """A decision without a reason."""

    code: ClassVar[str] = "OFC-0109"
    text: ClassVar[str] = "理由を200字以内で入力してください。"


class IncompatibleGrant(JukiError):
    """Who does a thing does not also let it through. Source: STD 10.3; document III (in.four_eyes)."""

    code: ClassVar[str] = "OFC-0110"
    text: ClassVar[str] = (
        "この権限は、同じ期間に付与されている{other}と兼ねられません(入力と審査は別の職員が行います)。"
        "期間が重ならないように指定するか、別の職員に付与してください。"
    )
    status: ClassVar[int] = 409


class SignInRefused(JukiError):
    """Unknown id, wrong password, withdrawn, or no password at all: nobody is told which."""

    code: ClassVar[str] = "OFC-0201"
    text: ClassVar[str] = "IDまたはパスワードが正しくありません。確かめて、もう一度入力してください。"
    status: ClassVar[int] = 401


class SignInLocked(JukiError):
    """Too many failures from this account or this place."""

    code: ClassVar[str] = "OFC-0202"
    text: ClassVar[str] = (
        "サインインの失敗が続いたため、{until}まで受け付けません。時間をおいて入力し直すか、"
        "システム管理者にパスワードの初期化を依頼してください。"
    )
    status: ClassVar[int] = 429


class UnfitPassword(JukiError):
    """A password that the city's rules do not admit."""

    code: ClassVar[str] = "OFC-0203"
    text: ClassVar[str] = (
        "新しいパスワードは使用できません({why})。{least}字以上で、IDを含まないものを入力してください。"
    )


class UsedPassword(JukiError):
    """One of the last passwords."""

    code: ClassVar[str] = "OFC-0204"
    text: ClassVar[str] = (
        "最近使用したパスワードは使用できません。直近{count}回と異なるものを入力してください。"
    )


class PasswordsDiffer(JukiError):
    """The new password was typed in two ways."""

    code: ClassVar[str] = "OFC-0205"
    text: ClassVar[str] = "新しいパスワードと確認用の入力が一致しません。両方を入力し直してください。"


class NoPasswordHolder(JukiError):
    """Programs show a certificate; only persons have passwords."""

    code: ClassVar[str] = "OFC-0206"
    text: ClassVar[str] = (
        "この利用者は職員ではないため、パスワードを設定できません。職員のIDを指定してください。"
    )


class OwnCredential(JukiError):
    """Nobody resets his own password past the question for the present one."""

    code: ClassVar[str] = "OFC-0207"
    text: ClassVar[str] = (
        "自分自身のパスワードは初期化できません。パスワード変更画面を使うか、別の管理者に依頼してください。"
    )
    status: ClassVar[int] = 403


class BadName(JukiError):
    """A name that cannot stand on a screen."""

    code: ClassVar[str] = "OFC-0208"
    text: ClassVar[str] = "職員の氏名は100字以内の1行で入力してください。"


class BadAuthorization(JukiError):
    """A request to sign in that no system of ours would send; the browser is led nowhere."""

    code: ClassVar[str] = "OFC-0211"
    text: ClassVar[str] = (
        "サインインの要求が正しくありません({what})。ポータルからシステムを選び直してください。"
    )
    status: ClassVar[int] = 400


class UnreachableAssurance(JukiError):
    """A way of showing who one is that is not installed yet."""

    code: ClassVar[str] = "OFC-0212"
    text: ClassVar[str] = (
        "この操作に必要な認証の方法がまだ登録されていません。システム管理者に登録を依頼してください。"
    )
    status: ClassVar[int] = 403


class NoRightThere(JukiError):
    """The person holds no right at the system today. Source: document III 3 risk 2."""

    code: ClassVar[str] = "OFC-0213"
    text: ClassVar[str] = (
        "このシステムを利用する権限がありません。必要な場合は、所属を通じてシステム管理者に申請してください。"
    )
    status: ClassVar[int] = 403


class PasskeyRefused(JukiError):
    """What an authenticator said does not hold; ``why`` is for the log."""

    code: ClassVar[str] = "OFC-0301"
    text: ClassVar[str] = (
        "認証器(パスキー)による確認ができませんでした({why})。この職員の認証器を接続し、PINや生体による本人確認をして、"
        "もう一度試してください。続くときはシステム管理者に連絡してください。"
    )
    status: ClassVar[int] = 401


class NoPasskey(JukiError):
    """The person has no second factor, and the system demands one. Source: document III 2 risk 2."""

    code: ClassVar[str] = "OFC-0302"
    text: ClassVar[str] = (
        "このシステムを利用するには認証器(パスキー)の登録が必要です。システム管理者に登録用リンクの発行を依頼してください。"
    )
    status: ClassVar[int] = 403


class PasswordTooLongAgo(JukiError):
    """The passkey must follow on the password within minutes."""

    code: ClassVar[str] = "OFC-0303"
    text: ClassVar[str] = "パスワードの入力から時間がたちました。サインインの最初からやり直してください。"
    status: ClassVar[int] = 401


class EnrolmentOver(JukiError):
    """No such link, or it was used, replaced or ran out: nobody is told which."""

    code: ClassVar[str] = "OFC-0304"
    text: ClassVar[str] = (
        "この登録用リンクは使えません。使用済みか、期限が過ぎています。システム管理者に新しいリンクを依頼してください。"
    )
    status: ClassVar[int] = 410


class BadLabel(JukiError):
    """A passkey's label that cannot stand."""

    code: ClassVar[str] = "OFC-0305"
    text: ClassVar[str] = "認証器の名前を40字以内の1行で入力してください。"


class TooManyPasskeys(JukiError):
    """Enough."""

    code: ClassVar[str] = "OFC-0306"
    text: ClassVar[str] = "登録できる認証器は{most}個までです。使わないものを削除してから登録してください。"
    status: ClassVar[int] = 409


class PasskeyExists(JukiError):
    """The authenticator's key is somebody's already."""

    code: ClassVar[str] = "OFC-0307"
    text: ClassVar[str] = "この認証器は既に登録されています。別の認証器を使ってください。"
    status: ClassVar[int] = 409


class NoSuchPasskey(JukiError):
    """Not one of the person's."""

    code: ClassVar[str] = "OFC-0308"
    text: ClassVar[str] = "指定された認証器は登録されていません。一覧から選び直してください。"
    status: ClassVar[int] = 404


class LastPasskey(JukiError):
    """Without one nobody gets in."""

    code: ClassVar[str] = "OFC-0309"
    text: ClassVar[str] = "最後の認証器は削除できません。先に別の認証器を登録してください。"
    status: ClassVar[int] = 409


class UnknownFilter(JukiError):
    """The list of rights was asked for a system or a section that is none."""

    code: ClassVar[str] = "OFC-0401"
    text: ClassVar[str] = "その業務又は所属はありません。一覧から選び直してください。"
    status: ClassVar[int] = 400
