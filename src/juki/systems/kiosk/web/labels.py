"""Codes of the 証明書コンビニ交付ファイル in words."""

FOREIGN = "2"
KINDS = {"1": "日本人住民", FOREIGN: "外国人住民"}
SEXES = {"1": "男", "2": "女", "0": "未記載", "9": "不明"}
LABELS = {"kinds": KINDS, "sexes": SEXES}
"""What a template gets."""
