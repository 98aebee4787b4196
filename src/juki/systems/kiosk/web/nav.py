"""The kiosk system's navigation."""

from juki.oversight.nav import HOUSE_ABOUT, HOUSE_ENTRIES
from juki.screens.nav import Entry
from juki.systems.kiosk.web.permissions import FEED, HOUSEHOLD, ISSUABLE, ISSUES, SERVICE

NAV = (
    Entry("世帯の照会", "/households", "households", (HOUSEHOLD,)),
    Entry("発行可否の確認", "/persons", "issuable", (ISSUABLE,)),
    Entry("交付履歴", "/issues", "issues", (ISSUES,)),
    Entry("障害・停止", "/service", "service", (SERVICE,)),
    Entry("住民記録からの更新", "/feed", "feed", (FEED,)),
    *HOUSE_ENTRIES,
)
ABOUT = {
    "households": "世帯番号から、証明書コンビニ交付ファイルの内容を表示します。",
    "issuable": "宛名番号から、いま証明書を発行できるか、できなければその理由を表示します。",
    "issues": "交付日、端末、発行番号、宛名番号から、コンビニ交付の記録を探します。",
    "service": "交付を停止しているかを確かめ、停止し、再開します。",
    "feed": "住民記録システムからの更新が届いているかを確かめます。",
    **HOUSE_ABOUT,
}
