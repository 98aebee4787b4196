"""Codes of this system in words."""

from juki.systems.unified.codes import CodeState, ErrorKind, Verdict
from juki.systems.unified.domain.candidates import Grade

STATES = {
    str(CodeState.NONE): ("未取得", "warning"), str(CodeState.ASKED): ("取得依頼中", "info"),
    str(CodeState.ACQUIRED): ("取得済み", "success"), str(CodeState.FAILED): ("取得失敗", "error"),
}  # fmt: skip
"""符号の取得状況, and the tone it is shown in."""
GRADES = {str(Grade.CLOSE): "4情報が一致", str(Grade.PARTIAL): "住所以外が一致"}
KINDS = {
    str(ErrorKind.INDIVIDUAL_NUMBER): "個人番号", str(ErrorKind.UNIFIED_NUMBER): "団体内統合宛名番号",
    str(ErrorKind.FOUR_ITEMS): "基本4情報",
}  # fmt: skip
VERDICTS = {str(Verdict.SAME): "同じ人である", str(Verdict.DIFFERENT): "別の人である"}
SEXES = {"1": "男", "2": "女", "0": "未記載", "9": "不明"}
LABELS = {"states": STATES, "grades": GRADES, "kinds": KINDS, "verdicts": VERDICTS, "sexes": SEXES}
"""What a template gets."""
