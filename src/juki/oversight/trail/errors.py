"""What the trail refuses."""

from juki.kernel.errors import JukiError


class NothingAsked(JukiError):
    """No condition, or one that is none."""

    code = "OVS-0101"
    text = "調べる期間と条件を確かめてください（{field}）。"


class NoFinding(JukiError):
    """Signed off what is not found (any more)."""

    code = "OVS-0102"
    text = "その点検の対象が見つかりません。期間を選び直して、一覧から開いてください。"
    status = 404


class NoComment(JukiError):
    """Signed off without a word."""

    code = "OVS-0103"
    text = "点検の結果を、1行、1文字以上200文字以内で入力してください。"


class OwnAct(JukiError):
    """Nobody signs off what they did themselves."""

    code = "OVS-0104"
    text = "自分の操作は自分で点検できません。ほかの担当者に点検を依頼してください。"
    status = 403


class ChainBroken(JukiError):
    """The log does not hold, so nothing is built on it."""

    code = "OVS-0106"
    text = "記録の {number} 行目が正しくないため、処理を止めました。「juki audit verify」で確かめてください。"


class RootsUnreadable(JukiError):
    """The file of roots that another body kept."""

    code = "OVS-0107"
    text = "署名済みの記録の控えを読めません（{file}）。「juki audit export」で作ったファイルを指定してください。"
