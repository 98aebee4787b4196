"""The navigation of the ledger."""

from juki.oversight.output.codes import PLACES, SEE
from juki.screens.nav import Entry

ENTRIES = (
    Entry("出力簿", "/outputs", "outputs", (SEE,)),
    Entry("出力先", "/output-places", "output-places", (PLACES,)),
)
ABOUT = {
    "outputs": "ファイルとして外に出したものを、番号順に調べ、引渡しと破棄を記録します。",
    "output-places": "ファイルを出力してよい媒体と端末を登録します。",
}
