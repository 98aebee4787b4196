"""Codes of the 証明書コンビニ交付ファイル in words."""

FOREIGN = "2"
KINDS = {"1": "日本人住民", FOREIGN: "外国人住民"}
SEXES = {"1": "男", "2": "女", "0": "未記載", "9": "不明"}
ISSUE_KINDS = {"self": "本人", "some": "世帯の一部", "all": "世帯全員"}
ITEMS = {
    "relationship": "世帯主・続柄", "honseki": "本籍・筆頭者", "nationality": "国籍・地域", "residence_status": "在留資格等",
    "individual_number": "個人番号",
}  # fmt: skip
RESULTS = {"": "全て", "issued": "交付", "refused": "交付不可"}
PRINTED = {"printed": "印刷済み", "not_printed": "印刷されず", "cancelled": "取消し"}
EVENTS = {"stopped": "停止", "resumed": "再開"}
LABELS = {"kinds": KINDS, "sexes": SEXES}
"""What a template gets."""
