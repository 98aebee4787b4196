"""The intermediary server's navigation."""

from juki.oversight.nav import HOUSE_ABOUT, HOUSE_ENTRIES
from juki.screens.nav import Entry
from juki.systems.intermediary.web.permissions import COPIES, ERASE, FLAGS, HELD, RECORDS

NAV = (
    Entry("確認待ちの照会", "/held", "held", (HELD,)),
    Entry("自動応答不可", "/flags", "flags", (FLAGS,)),
    Entry("副本の照会", "/copies", "copies", (COPIES,)),
    Entry("副本の削除", "/erasures", "erasures", (ERASE,)),
    Entry("情報提供等記録", "/records", "records", (RECORDS,)),
    *HOUSE_ENTRIES,
)
ABOUT = {
    "held": "自動応答不可の人についての照会を確かめ、提供するかどうかを判断します。",
    "flags": "ある人についての照会に自動で応答しないようにし、または元に戻します。",
    "copies": "団体内統合宛名番号から、登録された副本の全ての版を表示します。",
    "erasures": "誤って登録された副本の版を、理由を記録して削除します。",
    "records": "どの機関から、いつ、何の事務で照会があり、どう応答したかを調べます。",
    **HOUSE_ABOUT,
}
