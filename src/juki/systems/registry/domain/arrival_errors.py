"""What is refused of somebody who arrives. Texts name an item or a place on the form, never what stood there."""

from juki.kernel.errors import JukiError


class OtherUnnotified(JukiError):
    """転入未届地 and 転入前住所 name different places: of an 未届転入 they are the same."""

    code = "REG-0660"
    text = (
        "転入未届地と転入前住所が違います。未届転入の転入前住所は、届け出ていない住所のうち直近のものです。"
        "どちらかを空欄にするか、同じ住所を入力してください。"
    )


class NotThatRecord(JukiError):
    """The 除票 that was chosen is none of somebody with this 氏名, 生年月日 and 性別."""

    code = "REG-0661"
    text = (
        "{person}人目に選んだ除票は、氏名・生年月日・性別が一致する方のものではありません。"
        "「除票を探す」で選び直すか、選択を外してください。"
    )


class OtherRecord(JukiError):
    """A number on the form belongs to another 除票 than the one that was chosen."""

    code = "REG-0662"
    text = (
        "{person}人目の番号は、選んだ除票とは別の方の除票と一致します。"
        "個人番号、住民票コード、在留カード等の番号を確かめ、除票の選択を外して入力し直してください。"
    )


class FormerBlank(JukiError):
    """The 転入前住所 is blank where only 30条の46 lets it be."""

    code = "REG-0663"
    text = "転入前住所が空欄です。空欄にできるのは法第30条の46の届出だけです。転入前住所を入力してください。"
