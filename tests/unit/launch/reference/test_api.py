"""The API page: every route is there, with what a caller must know."""

from types import SimpleNamespace

import pytest
from django.urls import path

from juki.kernel.door.endpoint import PEER, declared
from juki.launch.reference import api_pages, endpoints, reason_pages, writing
from juki.launch.reference.endpoints import UndeclaredRoute
from juki.systems.registry.domain.event_reasons import REASONS
from juki.systems.registry.services.forms import NumberBlockForm

FOUND = endpoints.endpoints()


def _one(system: str, call: str) -> endpoints.Endpoint:
    (found,) = [one for one in FOUND if one.system == system and f"{one.method} {one.path}" == call]
    return found


def test_a_post_says_its_body_key_and_status():
    found = _one("registry", "POST /api/number-blocks")
    assert (found.permission, found.body, found.remembers, found.status) == (
        "registry.number_block.take",
        NumberBlockForm,
        True,
        "201",
    )
    assert found.says == "Take a block of 宛名番号."


def test_one_address_with_two_methods_is_two_calls():
    assert _one("registry", "GET /api/data-use-entries").permission == "registry.data_use.see"
    assert _one("registry", "POST /api/data-use-entries").permission == "registry.data_use.approve"


def test_query_parameters_and_other_types_are_told():
    assert set(_one("registry", "GET /api/residents/{addressee_number}").query) == {
        "as_of", "known_at", "record", "with",
    }  # fmt: skip
    assert "`?known_at=`: what was known" in dict(api_pages.pages())["api.md"]
    assert _one("registry", "POST /api/certificates").content_type == "application/pdf"


def test_a_counterpart_has_its_own_section_and_shared_routes_stand_once():
    assert _one("business", "POST /api/resident-requests")
    assert _one("links", "GET /health").permission == "public"
    assert len({(one.system, one.path, one.method) for one in FOUND}) == len(FOUND)


@pytest.mark.parametrize(
    "one",
    [one for one in FOUND if one.system != "links" and one.permission != PEER],
    ids=lambda one: one.path,
)
def test_every_own_route_says_what_it_does(one: endpoints.Endpoint):
    assert one.says
    assert one.permission.startswith((one.system, "outside"))
    assert one.method == "GET" or one.body is not None


@pytest.mark.parametrize(
    "one", [one for one in FOUND if one.body], ids=lambda one: f"{one.system}-{one.path}"
)
def test_a_body_is_closed_and_linked(one: endpoints.Endpoint):
    pages = dict(api_pages.pages())
    schema = api_pages.body_schema(one.schema, one.body)
    assert schema["$defs"][one.body.__name__]["additionalProperties"] is False
    assert one.schema in pages
    assert f"({one.schema})" in pages["api.md"]


def test_two_bodies_of_one_name_do_not_share_a_page():
    kinds = {}
    for one in FOUND:
        if one.body:
            assert kinds.setdefault(one.schema, one.body) is one.body


def test_a_route_that_says_nothing_is_refused(monkeypatch: pytest.MonkeyPatch):
    def silent() -> None: ...

    for view in (silent, declared(lambda: None, "registry.x")):
        module = SimpleNamespace(urlpatterns=[path("api/<str:x>/y", view)])
        monkeypatch.setattr(endpoints, "import_module", lambda _name, module=module: module)
        with pytest.raises(UndeclaredRoute, match=r"/api/\{x\}/y"):
            endpoints.endpoints()
        monkeypatch.undo()


def test_every_page_is_the_same_again():
    assert writing.pages() == writing.pages()


def test_the_reasons_taken_today_are_the_move_ins():
    text = dict(reason_pages.pages())["event-reasons.md"]
    taken, others = text.split("Every other 異動")
    for reason in REASONS.values():
        here, there = (taken, others) if reason.is_move_in else (others, taken)
        assert f"`{reason.code}`" in here
        assert f"| `{reason.code}` |" not in there
