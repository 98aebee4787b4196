"""Every 異動事由 from the counter to the record, and what STD 1.2 and 4 ask of each."""

import pytest

from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.records.models import EventRow, ResidentVersion

SAPPORO = {
    "municipality": "011011",
    "prefecture": "北海道",
    "city": "札幌市中央区",
    "town": "仮町",
    "lot": "7番8号",
}
ABROAD = {"town": "架空国仮都", "country": "ZZZ"}
BIRTH = {"name": {"surname": "架空", "given": "新", "kana_surname": "カクウ", "kana_given": "アラタ"}, "sex": "unrecorded",
         "kind": "japanese", "register": {"honseki": "東京都架空市一番地", "head": "架空　一"}}  # fmt: skip
BLOCK = {"nationality": "ZZZ", "nationality_name": "架空国", "category": "special_permanent", "since": "2020-04-01",
         "card_number": "AB12345678CD"}  # fmt: skip


def latest(number):
    return ResidentVersion.objects.filter(addressee_number=number).order_by("-number").first()


def rows(number):
    return list(ResidentVersion.objects.filter(addressee_number=number).order_by("number"))


def of(row, *names):
    return tuple(getattr(row, name) for name in names)


class Case:
    """Three of one household, a foreign resident and their town, and one act about them."""

    def __init__(self, city):
        self.city = city
        result = city.move_in(city.person(), city.person("妻"), city.person("子"))
        self.household = result["household_number"]
        self.head, self.wife, self.child = (one["addressee_number"] for one in result["residents"])
        self.foreigner = city.move_in(city.foreigner())["residents"][0]["addressee_number"]
        self.today = city.today.isoformat()
        city.codes()

    def act(self, reason, *persons, basis="ex_officio", **more):
        """The 異動 and the 宛名番号 of the first person."""
        done = self.city.changed(self.city.change(reason, *persons, basis=basis, **more))
        return EventRow.objects.get(trace=done["trace"]), done["residents"][0]["addressee_number"]

    def items(self, number, reason, basis="ex_officio", **items):
        return self.act(reason, {"addressee_number": number, "items": items}, basis=basis)

    def name(self, number, **changes):
        row = latest(number)
        return {"surname": row.surname, "given": row.given_name, "kana_surname": row.kana_surname,
                "kana_given": row.kana_given, "kana_certified": True, **changes}  # fmt: skip


@pytest.fixture
def case(city):
    return Case(city)


def move_in(case, reason, *persons, **more):
    result = case.city.move_in(*(persons or (case.city.person(),)), reason=reason, **more)
    number = result["residents"][0]["addressee_number"]
    return EventRow.objects.get(pk=latest(number).event_id), number


def cancelled(case, kind, done):
    event, number = done
    return case.act(kind, number, target=str(event.trace))


def former_surname(case, reason, before="", after=""):
    if before:
        former_surname(case, "KYUJI_KISAI", after=before)
    name = case.name(case.head, former_surname=after, former_surname_kana="キュウ" if after else "")
    return case.items(case.head, reason, "request", name=name)


def alias(case, reason):
    if reason == "TSUSHO_SAKUJO":
        alias(case, "TSUSHO_KISAI")
    said = {"alias": "仮名", "alias_kana": "カメイ"} if reason == "TSUSHO_KISAI" else {}
    name = {"full": "SAMPLE PERSON", "kana_surname": "サンプル", **said}
    return case.items(case.foreigner, reason, "petition", name=name)


def entered(case, reason, basis="ex_officio", **items):
    placement = {"where": "join", "number": case.household}
    born = {"birth": case.today} if reason == "SHUSSEI" else {"birth": "昭和55年2月3日"}
    person = {"relationship": "子", "items": {**BIRTH, **born, **items}}
    return case.act(reason, person, basis=basis, placement=placement)


def naturalised(case, reason, **items):
    new = {key: value for key, value in BIRTH.items() if key != "sex"}
    return case.act(
        reason, {"addressee_number": case.foreigner, "items": {**new, **items}}, basis="family_register"
    )


def lost(case):
    items = {"kind": "foreign", "name": {"full": "LOST PERSON", "kana_surname": "ロスト"},
             "foreign": {**BLOCK, "category": "transitional_loss", "card_number": "", "since": case.today}}  # fmt: skip
    return case.act(
        "KOKUSEKI_SOSHITSU_KISAI", {"addressee_number": case.head, "items": items}, basis="family_register"
    )


def number_of(case, reason, basis):
    if reason in ("KOJIN_BANGO_SHITEI", "KOJIN_BANGO_KISAI"):
        _, child = entered(case, "SHUSSEI", "family_register")
        return case.items(child, reason, basis, individual_number=case.city.number())
    return case.items(case.head, reason, basis, individual_number=case.city.number())


def address(case):
    return {**case.city.form()["address"], "town": "南町二丁目", "lot": "9番8号"}


def left(case, reason="TENSHUTSU", where=SAPPORO):
    return case.act(reason, case.child, basis="notification", destination={"address": where})


HEAD = lambda number: {"addressee_number": number, "relationship": "世帯主"}  # noqa: E731


ENTRIES = [
    ("国内転入", lambda case: move_in(case, "TENNYU")),
    ("国外転入等", lambda case: move_in(case, "KOKUGAI_TENNYU", former_address=ABROAD)),
    ("国外転入等", lambda case: move_in(case, "H30_46", case.city.foreigner(), former_address=ABROAD)),
    ("出生", lambda case: entered(case, "SHUSSEI", "family_register")),
    ("職権記載", lambda case: entered(case, "SHOKKEN_KISAI")),
    ("職権記載（帰化等）", lambda case: naturalised(case, "KIKA_KISAI")),
    ("職権記載（帰化等）", lambda case: naturalised(case, "KOKUSEKI_SHUTOKU_KISAI")),
    ("職権記載（国籍喪失）", lost),
    ("改製", lambda case: case.act("KAISEI_KISAI", case.head)),
    ("再製", lambda case: case.act("SAISEI_KISAI", case.head)),
    ("異動の取消し（増）", lambda case: cancelled(case, "TORIKESHI_ZO", left(case))),
]
REMOVALS = [
    ("国内転出", left),
    ("国外転出", lambda case: left(case, "KOKUGAI_TENSHUTSU", ABROAD)),
    ("死亡", lambda case: case.act("SHIBO", case.child, basis="family_register")),
    ("死亡", lambda case: case.act("SHISSO", case.child, basis="family_register")),
    ("職権消除", lambda case: case.act("SHOKKEN_SHOJO", case.child)),
    (
        "異動の取消し（減）",
        lambda case: cancelled(case, "TORIKESHI_GEN", entered(case, "SHUSSEI", "family_register")),
    ),
]
AMENDMENTS = [
    ("転居", lambda case: case.act("TENKYO", case.head, case.wife, case.child, basis="notification", address=address(case))),
    ("軽微な修正", lambda case: case.items(case.head, "KEIBI_SHUSEI", address={**case.city.form()["address"], "lot": "2番4号"})),
    ("職権修正", lambda case: case.items(case.head, "SHOKKEN_SHUSEI", birth="昭和55年2月4日")),
    ("誤記修正", lambda case: case.items(case.head, "GOKI_SHUSEI", birth="昭和55年2月4日")),
    ("異動の取消し（修正）", lambda case: cancelled(
        case, "TORIKESHI_SHUSEI", case.items(case.head, "SHOKKEN_SHUSEI", birth="昭和55年2月4日"))),
]  # fmt: skip
NUMBERS = [
    ("個人番号の変更請求", lambda case: number_of(case, "KOJIN_BANGO_HENKO", "request")),
    ("個人番号の職権修正", lambda case: number_of(case, "KOJIN_BANGO_SHUSEI", "ex_officio")),
    ("個人番号の職権修正", lambda case: number_of(case, "KOJIN_BANGO_SHOKKEN_HENKO", "ex_officio")),
    ("個人番号の職権記載", lambda case: number_of(case, "KOJIN_BANGO_KISAI", "ex_officio")),
    ("個人番号の職権記載", lambda case: number_of(case, "KOJIN_BANGO_SHITEI", "notice")),
    ("住民票コードの変更請求", lambda case: case.act("CODE_HENKO", case.head, basis="request")),
]
HOUSEHOLDS = [
    ("世帯分離", lambda case: case.act("SETAI_BUNRI", HEAD(case.child), basis="notification", placement={"where": "new"})),
    ("世帯変更", lambda case: case.act(
        "SETAI_HENKO", {"addressee_number": case.wife, "relationship": "妻（未届）"}, basis="notification")),
    ("世帯主変更", lambda case: case.act(
        "SETAINUSHI_HENKO", HEAD(case.wife), basis="notification", rest={case.head: "夫", case.child: "子"})),
    ("旧氏の記載", lambda case: former_surname(case, "KYUJI_KISAI", after="旧田")),
    ("旧氏の変更", lambda case: former_surname(case, "KYUJI_HENKO", "旧田", "元田")),
    ("旧氏の削除", lambda case: former_surname(case, "KYUJI_SAKUJO", "旧田")),
    ("通称の記載", lambda case: alias(case, "TSUSHO_KISAI")),
    ("通称の削除", lambda case: alias(case, "TSUSHO_SAKUJO")),
]  # fmt: skip


def marked(cases, *rows_):
    return [
        pytest.param(
            *one, marks=pytest.mark.proves("STD:1.2.2/1", "STD:1.2.2/2", *rows_), id=f"{one[0]}-{at}"
        )
        for at, one in enumerate(cases)
    ]


@pytest.mark.parametrize(
    ("division", "do"),
    [
        *marked(ENTRIES, "STD:1.2.2/3", "S1.01"), *marked(REMOVALS, "STD:1.2.2/4", "S1.03"),
        *marked(AMENDMENTS, "STD:1.2.2/6", "S1.02"), *marked(NUMBERS, "STD:1.2.2/7"),
        *marked(HOUSEHOLDS, "STD:1.2.2/8", "STD:4.1.0.1/1"),
    ],
)  # fmt: skip
def test_every_reason_leaves_its_name_on_the_act_and_the_record(case, settle, division, do):
    event, number = do(case)
    settle()
    reason = REASONS[event.reason]
    assert reason.division == division
    row = latest(number)
    assert of(row, "event_reason", "event_class", "event_day") == (
        reason.code,
        reason.event_class.value,
        event.day,
    )
    assert event.processed_on == case.city.today
    assert (row.state == "1") is (reason.event_class.value != "removal")
    label = f"{case.city.door.get(f'/api/residents/{number}/timeline').json()[0]['label']}"
    assert label == reason.label


@pytest.mark.proves("STD:1.2.2/8")
def test_a_household_joins_another(case, settle):
    _, child = case.act("SETAI_BUNRI", HEAD(case.child), basis="notification", placement={"where": "new"})
    placement = {"where": "join", "number": case.household}
    event, _ = case.act("SETAI_GAPPEI", {"addressee_number": child, "relationship": "子"}, basis="notification",
                        placement=placement)  # fmt: skip
    settle()
    assert REASONS[event.reason].division == "世帯合併"
    assert latest(child).household_number == case.household
