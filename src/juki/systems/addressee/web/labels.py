"""Codes of this system in words."""

KINDS = {"resident": "住登者", "non_resident": "住登外者"}
SEXES = {"1": "男", "2": "女", "0": "未記載", "9": "不明"}
LABELS = {"kinds": KINDS, "sexes": SEXES}
"""What a template gets."""
