"""The register's navigation."""

from juki.oversight.nav import HOUSE_ABOUT, HOUSE_ENTRIES
from juki.screens.nav import Entry
from juki.systems.registry.codes import Permission
from juki.systems.registry.services import linkage

NAV = (
    Entry("検索", "/", "search", (Permission.SEARCH,)),
    Entry("受付", "/applications/new", "reception", (Permission.RECEIVE,)),
    Entry("仮登録", "/applications", "applications", (Permission.SEE_APPLICATION,)),
    Entry("審査", "/reviews", "reviews", (Permission.REVIEW,)),
    Entry("異動履歴", "/events", "events", (Permission.LIST_EVENTS,)),
    Entry("夜間処理", "/nightly", "nightly", (Permission.SEE_NIGHTLY,)),
    Entry("一括変更", "/bulk", "bulk", (Permission.SEE_BULK,)),
    Entry("住所マスタ", "/masters", "masters", (Permission.SEE_MASTER,)),
    Entry(
        "通知・コード",
        "/notices",
        "notices",
        (Permission.SEE_MOVE_IN_NOTICE, Permission.SEE_AWAITED, Permission.SEE_CODES),
    ),
    Entry("CS連携", "/linkage", "linkage", (Permission.SEE_LINKAGE,)),
    Entry("入力場所", "/places", "places", (Permission.SEE_PLACE,)),
    *(entry for entry in HOUSE_ENTRIES if entry.key != "acts"),
)
"""Without 電文の行方, for the stations of an act stand on the record that it changed."""


def banner() -> str:
    """What stands on every page while messages to the CS are carried by hand. Source: STD 7.1.1.1."""
    return (
        "CSとの手動連携中：電文はCSへ自動で送られていません。「CS連携」で確かめてください。"
        if linkage.is_manual()
        else ""
    )


ABOUT = {
    "search": "氏名、生年月日、住所、番号から、住民と除票を探します。",
    "reception": "届出を受け付け、届出人の本人確認を記録します。",
    "applications": "受け付けた届出を入力し、審査へ回します。",
    "reviews": "仮登録された届出を確かめ、承認して本登録し、または差し戻します。",
    "events": "異動を、処理日・異動日・事由・処理者などから、市全体で照会します。",
    "nightly": "夜間処理の結果の一覧と警告を確かめ、実行や予定の変更をします。",
    "bulk": "住居表示の実施などで、住所や本籍の表示を一覧によりまとめて変更します。",
    "masters": "住所辞書、国名、方書、地番を探し、直し、新しくします。",
    "notices": "他の市区町村からの転入通知、送り先のない通知、空きコードの残りを確かめます。",
    "linkage": "CSへの送信を待つ電文を確かめ、回線が使えない間は手動連携に切り替えます。",
    "places": "本庁、支所、出張所、利用課と、その端末を登録します。異動と交付の記録に場所が残ります。",
    **HOUSE_ABOUT,
}
"""What each is for, where the first page is not the search."""
