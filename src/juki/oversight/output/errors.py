"""What the way out refuses."""

from juki.kernel.errors import JukiError


class NoPlace(JukiError):
    """Not on the list, not for this, or not this terminal."""

    code = "OVS-0301"
    text = "出力先として許可されていません。許可された媒体又はこの端末を選ぶか、ネットワーク統括管理者に登録を依頼してください。"
    status = 403


class NoWitness(JukiError):
    """Nobody else stands by."""

    code = "OVS-0302"
    text = "媒体への出力には、別の職員の立会いが必要です。立ち会う職員のIDを入力してください。"


class NoBasis(JukiError):
    """None of the grounds on which this may leave."""

    code = "OVS-0303"
    text = "出力の根拠を、示された中から選んでください。"


class WeakPassphrase(JukiError):
    """Too easily found."""

    code = "OVS-0304"
    text = "パスフレーズは、{least}文字以上{most}文字以内で、同じ文字の繰返しを避けて入力してください。"


class NoSuchOutput(JukiError):
    """No entry of that number."""

    code = "OVS-0305"
    text = "その番号の出力はありません。出力簿の一覧から選び直してください。"
    status = 404


class NotAnOutput(JukiError):
    """A file of something else."""

    code = "OVS-0306"
    text = "出力簿を通して作られたファイルではありません。ファイルを確かめてください。"


class NotOpened(JukiError):
    """Another passphrase, or a changed file."""

    code = "OVS-0307"
    text = "ファイルを開けません。パスフレーズが違うか、ファイルが壊れ、又は書き換えられています。"


class OutsideLedger(JukiError):
    """A program would have let a file out past the ledger."""

    code = "OVS-0308"
    text = "出力簿に載らないファイルの出力を止めました。システム管理者に連絡してください。"
    status = 403


class NotInOrder(JukiError):
    """Delivered twice, destroyed before it was delivered, or again."""

    code = "OVS-0309"
    text = "この出力については、既に記録されています。出力簿を開き直して確かめてください。"
    status = 409


class PlaceKnown(JukiError):
    """The same medium or terminal is on the list."""

    code = "OVS-0310"
    text = "この出力先は既に登録されています。一覧を確かめてください。"
    status = 409
