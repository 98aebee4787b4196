"""The addressee system's navigation."""

from juki.oversight.nav import HOUSE_ABOUT, HOUSE_ENTRIES
from juki.screens.nav import Entry
from juki.systems.addressee.web.permissions import HISTORY, HOUSEHOLD, SEE

NAV = (
    Entry("宛名の照会", "/addressees", "addressees", (SEE,)),
    Entry("宛名履歴の確認", "/histories", "histories", (HISTORY,)),
    Entry("世帯の照会", "/households", "households", (HOUSEHOLD,)),
    *HOUSE_ENTRIES,
)
ABOUT = {
    "addressees": "宛名番号から、現在の宛名（氏名・住所など）を表示します。",
    "histories": "宛名番号から、宛名がいつ、どう変わったかを表示します。",
    "households": "世帯番号から、現在その世帯に属する住民を表示します。",
    **HOUSE_ABOUT,
}
