"""Alerts: lawful but unusual. Somebody confirms each with a reason, which is kept with the event. Source: STD 11.1."""

from enum import Enum


class Alert(Enum):
    """Code and text of an alert."""

    LATE = ("REG-0181", "届出期間(14日)を過ぎています。届出期間経過通知の対象かどうかを確かめてください。")
    HEADLESS = ("REG-0182", "世帯主がいない世帯になります。世帯主変更の届出を促してください。")
    RELATIONSHIP_AND_SEX = ("REG-0183", "続柄と性別の組み合わせを確かめてください。")
    YOUNG_HEAD = ("REG-0184", "世帯主が15歳未満です。届出の内容を確かめてください。")
    STAY_EXPIRED = (
        "REG-0185",
        "在留期間の満了の日を過ぎています。在留カードと更新申請の有無を確かめてください。",
    )
    LAST_REGISTERED_ELSEWHERE = (
        "REG-0186",
        "最終住民登録地が転入前住所と違います。転入通知は最終住民登録地の市区町村に送ります。経過を確かめてください。",
    )
    FORMERLY_HERE = (
        "REG-0187",
        "氏名・生年月日・性別が同じ除票があります。再転入の方かどうかを確かめてください。",
    )
    SHARED_ADDRESS = (
        "REG-0188",
        "同じ住所に別の世帯があります。加わる世帯でないか、方書に誤りがないかを確かめてください。",
    )

    def __init__(self, code: str, text: str) -> None:
        self.code = code
        self.text = text
