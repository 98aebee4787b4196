"""What a certificate refuses to be."""

from collections.abc import Callable

import msgspec
import pytest

from juki.paper.certificate import Certificate, Certifier, Change, Foreign, Form, Japanese, Person
from juki.paper.errors import BlankCertifier, BlankItem, KanaNotKatakana, WrongForm

CHANGE = Change(
    day="平成２０年　１月　１日", notified="平成２０年　１月１０日", reason="転居", text="泉町から転居"
)


class TestPerson:
    @pytest.mark.parametrize(
        "item",
        ["birth", "became_resident", "address", "resident_code"],
    )
    @pytest.mark.parametrize("blank", ["", "　"])
    def test_refuses_a_blank_that_the_register_does_not_allow(
        self, person: Callable[..., Person], item: str, blank: str
    ):
        with pytest.raises(BlankItem):
            person(**{item: blank})

    def test_may_be_nameless(self, person: Callable[..., Person]):
        assert person(name="", kana="").name == ""

    def test_may_lack_days_and_previous_address(self, person: Callable[..., Person]):
        assert person(address_since="", notified="", previous_address="").notified == ""

    def test_refuses_hiragana(self, person: Callable[..., Person]):
        with pytest.raises(KanaNotKatakana):
            person(kana="みほん　タロウ")


class TestOrigin:
    @pytest.mark.parametrize("blank", [{"honseki": ""}, {"register_head": " "}])
    def test_japanese_refuses_blank_family_register(self, blank: dict[str, str]):
        with pytest.raises(BlankItem):
            Japanese(**({"honseki": None, "register_head": None} | blank))

    def test_readings_of_former_surname_and_alias_are_katakana(self):
        with pytest.raises(KanaNotKatakana):
            Japanese(honseki=None, register_head=None, former_surname="試験", former_surname_kana="しけん")
        stay = dict.fromkeys(("nationality", "category", "status", "period", "expires", "card_number"))
        with pytest.raises(KanaNotKatakana):
            Foreign(**stay, alias="見本", alias_kana="みほん")

    def test_foreign_refuses_blank_category(self):
        with pytest.raises(BlankItem):
            Foreign(nationality="", category="", status="", period="", expires="", card_number="")


class TestCertifier:
    @pytest.mark.parametrize("blank", ["prefecture", "office", "name"])
    @pytest.mark.parametrize("nothing", ["", "　", " "])
    def test_is_never_blank(self, blank: str, nothing: str):
        parts = {"prefecture": "東京都", "office": "西東京市長", "name": "架空　市太郎"} | {blank: nothing}
        with pytest.raises(BlankCertifier):
            Certifier(**parts)


class TestForm:
    @pytest.mark.parametrize(
        ("form", "persons", "changes"),
        [
            (Form.HOUSEHOLD, 0, 0),
            (Form.HOUSEHOLD, 1, 1),
            (Form.INDIVIDUAL, 0, 0),
            (Form.INDIVIDUAL, 2, 0),
        ],
    )
    def test_refuses(
        self,
        person: Callable[..., Person],
        certificate: Callable[..., Certificate],
        form: Form,
        persons: int,
        changes: int,
    ):
        with pytest.raises(WrongForm):
            certificate(*[person()] * persons, form=form, history=(CHANGE,) * changes)

    def test_individual_may_show_history(
        self, person: Callable[..., Person], certificate: Callable[..., Certificate]
    ):
        assert certificate(person(), form=Form.INDIVIDUAL, history=(CHANGE,)).history == (CHANGE,)

    def test_refuses_an_empty_issue_number(
        self, person: Callable[..., Person], certificate: Callable[..., Certificate]
    ):
        good = certificate(person())
        with pytest.raises(BlankItem):
            certificate(person(), manifest=msgspec.structs.replace(good.manifest, issue_number=""))


class TestWire:
    def test_survives_json(
        self,
        person: Callable[..., Person],
        foreigner: Callable[..., Person],
        certificate: Callable[..., Certificate],
    ):
        made = certificate(person(), foreigner())
        assert msgspec.json.decode(msgspec.json.encode(made), type=Certificate) == made
