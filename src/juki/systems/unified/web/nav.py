"""The unified addressee system's navigation."""

from juki.oversight.nav import HOUSE_ABOUT, HOUSE_ENTRIES
from juki.screens.nav import Entry
from juki.systems.unified.web.permissions import CANDIDATES, ERRORS, READ, SEARCH

NAV = (
    Entry("宛名番号での照会", "/searches", "search", (SEARCH,)),
    Entry("統合宛名番号での照会", "/persons", "persons", (READ,)),
    Entry("同一人候補", "/candidates", "candidates", (CANDIDATES,)),
    Entry("エラーリスト", "/errors", "errors", (ERRORS,)),
    *HOUSE_ENTRIES,
)
ABOUT = {
    "search": "住民記録の宛名番号から、団体内統合宛名番号と符号の取得状況を調べます。",
    "persons": "団体内統合宛名番号から、基本4情報とその履歴を表示します。",
    "candidates": "同じ人かもしれない二つの番号を見比べて判定します。番号を結び付けることはありません。",
    "errors": "付番できなかった依頼と、符号を取得していない番号を確かめます。",
    **HOUSE_ABOUT,
}
