"""The register's navigation."""

from juki.screens.first_page import LINK_ENTRIES
from juki.screens.nav import Entry
from juki.systems.registry.codes import Permission

NAV = (
    Entry("検索", "/", "search", (Permission.SEARCH,)),
    Entry("受付", "/applications/new", "reception", (Permission.RECEIVE,)),
    Entry("仮登録", "/applications", "applications", (Permission.SEE_APPLICATION,)),
    Entry("審査", "/reviews", "reviews", (Permission.REVIEW,)),
    Entry("異動履歴", "/events", "events", (Permission.LIST_EVENTS,)),
    Entry("夜間処理", "/nightly", "nightly", (Permission.SEE_NIGHTLY,)),
    Entry("一括変更", "/bulk", "bulk", (Permission.SEE_BULK,)),
    Entry(
        "通知・コード",
        "/notices",
        "notices",
        (Permission.SEE_MOVE_IN_NOTICE, Permission.SEE_AWAITED, Permission.SEE_CODES),
    ),
    *(entry for entry in LINK_ENTRIES if entry.key != "acts"),
)
"""Without 電文の行方, for the stations of an act stand on the record that it changed."""
ABOUT = {
    "search": "氏名、生年月日、住所、番号から、住民と除票を探します。",
    "reception": "届出を受け付け、届出人の本人確認を記録します。",
    "applications": "受け付けた届出を入力し、審査へ回します。",
    "reviews": "仮登録された届出を確かめ、承認して本登録し、または差し戻します。",
    "events": "異動を、処理日・異動日・事由・処理者などから、市全体で照会します。",
    "nightly": "夜間処理の結果の一覧と警告を確かめ、実行や予定の変更をします。",
    "bulk": "住居表示の実施などで、住所や本籍の表示を一覧によりまとめて変更します。",
    "notices": "他の市区町村からの転入通知、送り先のない通知、空きコードの残りを確かめます。",
}
"""What each is for, where the first page is not the search."""
