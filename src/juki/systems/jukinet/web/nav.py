"""The CS's navigation."""

from juki.oversight.nav import HOUSE_ABOUT, HOUSE_ENTRIES
from juki.screens.nav import Entry
from juki.systems.jukinet.web.permissions import BAR, RESERVE, SEARCH, SEE, TAKE_MEDIUM

NAV = (
    Entry("本人確認情報の検索", "/searches", "search", (SEARCH,)),
    Entry("住民票コードでの照会", "/record", "record", (SEE,)),
    Entry("更新禁止", "/bars", "bars", (BAR,)),
    Entry("排他", "/reservations", "reservations", (RESERVE,)),
    Entry("媒体からの取込", "/media", "media", (TAKE_MEDIUM,)),
    *HOUSE_ENTRIES,
)
ABOUT = {
    "search": "氏名と住所、または氏名と生年月日から、当市の本人確認情報を探します。",
    "record": "住民票コードが分かっている人の本人確認情報を、全項目表示します。",
    "bars": "本人確認情報管理責任者が、本人確認情報の更新を禁止し、または禁止を解除します。",
    "media": "回線が使えない間、住民記録で作成したファイルを取り込みます。",
    "reservations": "作業している間、本人確認情報が更新されないようにします。",
    **HOUSE_ABOUT,
}
