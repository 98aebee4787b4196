"""The nineteen identities that may appear on a link: seven inside the city hall, twelve counterparts."""

from enum import StrEnum


class Identity(StrEnum):
    """An identity has its own key, certificate and address. Source: document I-2; ADR 0008."""

    REGISTRY = "registry"  # 住民記録システム
    JUKINET = "jukinet"  # 住基ネット 市町村CS・GW
    KIOSK = "kiosk"  # 証明書コンビニ交付システム
    UNIFIED = "unified"  # 団体内統合宛名システム
    INTERMEDIARY = "intermediary"  # 中間サーバー
    ADDRESSEE = "addressee"  # 宛名管理システム
    OFFICE = "office"  # 職員認証・ポータル
    PREFECTURE = "prefecture"  # 都道府県サーバ
    NATION = "nation"  # 全国サーバ
    CARDS = "cards"  # 個人番号カード管理システム
    CITIES = "cities"  # 他市町村のCS
    CENTRE = "centre"  # 証明書交付センター・キオスク端末
    JPKI = "jpki"  # 公的個人認証
    NWS = "nws"  # 情報提供ネットワークシステム
    INQUIRER = "inquirer"  # 情報照会者
    IMMIGRATION = "immigration"  # 法務省情報連携端末
    FAMILY = "family"  # 戸籍システム
    PORTAL = "portal"  # マイナポータル・申請管理
    BUSINESS = "business"  # 庁内業務システム


INSIDE = frozenset(list(Identity)[:7])
OUTSIDE = frozenset(Identity) - INSIDE
IN_CITY_HALL = INSIDE | {Identity.FAMILY, Identity.BUSINESS}
"""Personal data that leaves these is encrypted to the receiver."""
