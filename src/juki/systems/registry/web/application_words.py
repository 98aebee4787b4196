"""The words of 異動 on screens: choices with the digit that picks them, and how states and steps are called."""

from juki.kernel.values.relationship import Kin
from juki.systems.registry.domain.event_reasons import REASONS, EventClass, Family, Origin
from juki.systems.registry.domain.resident import Basis, Category

Options = tuple[tuple[str, str], ...]

SPECIAL = "TOKUREI_TENNYU"
MOVE_IN_REASONS = tuple(reason for reason in REASONS.values() if reason.is_move_in)
ABROAD = frozenset(reason.code for reason in MOVE_IN_REASONS if reason.origin is Origin.ABROAD)


def _numbered(options: Options) -> Options:
    """Options that their digits pick: as many for each, or ``1`` would also stand for ``10``."""
    width = len(str(len(options)))
    return tuple((value, f"{place:0{width}} {text}") for place, (value, text) in enumerate(options, start=1))


KINDS = _numbered((("japanese", "日本人"), ("foreign", "外国人")))
SEXES = _numbered((("male", "男"), ("female", "女"), ("unrecorded", "記載なし")))
REASON_OPTIONS = _numbered(tuple((reason.code, reason.label) for reason in MOVE_IN_REASONS))
BASES = _numbered(tuple((str(one), one.label) for one in Basis))
CAUSES = _numbered(tuple(
    (one.code, one.label)
    for one in REASONS.values()
    if one.family is Family.MOVE or (one.event_class is EventClass.ENTRY and one.family is not Family.CANCELLING)
))  # fmt: skip
"""異動事由 by which somebody became a resident or settled at an address."""
CATEGORIES = _numbered(tuple((str(one), one.label) for one in Category))
IN_TWO_STEPS = (
    "妻の子", "夫の子", "妻（未届）の子", "夫（未届）の子", "子の妻", "子の夫", "子の子", "妻の父", "妻の母", "夫の父", "夫の母",
)  # fmt: skip
"""続柄 through another member that are common enough to stand in the list; any other is typed. Source: STD 1.1.11."""
RELATIONSHIPS = _numbered(tuple((word, word) for word in (*map(str, Kin), *IN_TWO_STEPS)))
CAPACITIES = _numbered(
    (
        ("self", "本人"),
        ("head", "世帯主"),
        ("member", "世帯員"),
        ("legal_agent", "法定代理人"),
        ("agent", "任意代理人"),
        ("ex_officio", "職権"),
    )
)
CAPACITY_WORDS = {value: text.partition(" ")[2] for value, text in CAPACITIES}

ONE_SUFFICES = (
    "個人番号カード",
    "運転免許証",
    "旅券",
    "在留カード・特別永住者証明書",
    "住民基本台帳カード（写真付き）",
)
TWO_NEEDED = ("資格確認書", "年金手帳等", "社員証・学生証", "預金通帳")
"""Documents by which an identity is usually established. Source: 住基法27条3項; 住民基本台帳事務処理要領第4."""

STATES = {
    "received": ("受付済み", "neutral"),
    "provisional": ("仮登録", "info"),
    "in_review": ("審査中", "info"),
    "returned": ("差戻し", "warning"),
    "recorded": ("本登録", "success"),
    "withdrawn": ("取消", "neutral"),
}
"""Label and tone."""
STEP_WORDS = {
    "received": "受付",
    "entered": "仮登録",
    "changed": "修正",
    "checked": "番号の照会",
    "held": "番号の照会ができず保留",
    "submitted": "審査へ回した",
    "returned": "差戻し",
    "approved": "承認（本登録）",
    "withdrawn": "取消",
}
DIFFERING = {
    "name": "氏名",
    "full_name": "氏名",
    "birth": "生年月日",
    "sex": "性別",
    "address": "住所",
    "individual_number": "個人番号",
}


def reason_words(code: str) -> tuple[str, str]:
    """Division and label of an 異動事由; blank for an unknown one. Source: STD 1.2.2, 2.3.1."""
    reason = REASONS.get(code)
    return (reason.division, reason.label) if reason else ("", "")


def titled(code: str) -> str:
    """The notification with its 異動事由, said once: of a 転入 the division where the 異動事由 is 転入 itself."""
    reason = REASONS.get(code)
    if reason is not None and not reason.is_move_in:
        return reason.label
    division, label = reason_words(code)
    kind = division if label == "転入" else label
    return f"転入（{kind}）" if kind else "転入"
