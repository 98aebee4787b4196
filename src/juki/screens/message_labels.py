"""Names of the stations and of the messages between them, as staff read them."""

from juki.screens.rendering import LABELS

COUNTERPARTS = {
    "prefecture": "都道府県サーバ",
    "nation": "全国サーバ",
    "cards": "個人番号カード管理システム",
    "cities": "他市区町村のCS",
    "centre": "証明書交付センター",
    "jpki": "公的個人認証",
    "nws": "情報提供ネットワークシステム",
    "inquirer": "情報照会者",
    "immigration": "法務省情報連携端末",
    "family": "戸籍システム",
    "portal": "マイナポータル",
    "business": "庁内の業務システム",
}
MESSAGES = {
    "card-serial": "シリアル番号の通知",
    "serial-pair": "シリアル番号と宛名番号の対応",
    "print-result": "印刷の結果",
    "move-out-certificate": "転出証明書情報",
    "processing-number": "処理通番",
    "linkage-code-request": "符号取得要求",
    "move-in-notice": "転入通知",
    "move-in-notice-received": "他市区町村からの転入通知",
    "number-generation-request": "個人番号の生成要求",
    "designated-number": "個人番号の通知",
    "resident-update": "本人確認情報の更新",
    "household-snapshot": "世帯の証明用データ",
    "code-state": "符号の取得状況",
    "numbering-request": "付番依頼",
    "processing-number-assigned": "処理通番の通知",
    "code-acquisition": "符号取得依頼",
    "household-copy": "副本の登録",
    "linkage-code-issued": "符号の発行",
    "processing-number-issued": "処理通番の発行",
    "resident-addressee": "住登内宛名",
    "identification-update": "本人確認情報",
    "linkage-code-seed": "符号生成の基",
    "processing-number-request": "処理通番の発行要求",
    "resident-record": "住民情報の提供",
    "individual-matter": "個別事項",
    "access-grants": "職員の権限",
    "receipt": "受領の知らせ",
}


def station_label(identity: str) -> str:
    """A system or counterpart in words; an unknown one by its own name."""
    return LABELS.get(identity) or COUNTERPARTS.get(identity, identity)


def message_label(name: str) -> str:
    """A message in words; an unknown one, of a newer peer, by its own name."""
    return MESSAGES.get(name, name)
