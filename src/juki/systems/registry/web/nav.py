"""The register's navigation."""

from juki.links.post.mending import SEE
from juki.screens.nav import Entry
from juki.systems.registry.codes import Permission

NAV = (
    Entry("検索", "/", "search", (Permission.SEARCH,)),
    Entry("受付", "/applications/new", "reception", (Permission.RECEIVE,)),
    Entry("仮登録", "/applications", "applications", (Permission.SEE_APPLICATION,)),
    Entry("審査", "/reviews", "reviews", (Permission.REVIEW,)),
    Entry("保留電文", "/parked", "parked", (SEE,)),
    Entry("連携の状態", "/links", "links", (SEE,)),
)
