"""Routes of 異動履歴照会, 夜間処理, 住所一括変更, 住所のマスタ, notices, codes and places."""

from django.urls import path

from juki.systems.registry.web.bulk import pages as bulk
from juki.systems.registry.web.linkage import pages as linkage
from juki.systems.registry.web.masters import pages as masters
from juki.systems.registry.web.nightly import pages as nightly
from juki.systems.registry.web.notices import pages as notices
from juki.systems.registry.web.past import events, headless
from juki.systems.registry.web.places import pages as places

urlpatterns = [
    path("events", events.events),
    path("headless-households", headless.show),
    path("nightly", nightly.show),
    path("nightly/runs/<uuid:run>", nightly.show_run),
    path("nightly/runs/<uuid:run>/progress", nightly.show_progress),
    path("nightly/runs/<uuid:run>/acknowledgement", nightly.acknowledge),
    path("nightly/jobs/<str:job>", nightly.show_job),
    path("nightly/jobs/<str:job>/start", nightly.start),
    path("nightly/jobs/<str:job>/setting", nightly.set_job),
    path("bulk", bulk.bulk),
    path("bulk/extract", bulk.take_extract),
    path("bulk/<uuid:run>", bulk.show_run),
    path("bulk/<uuid:run>/progress", bulk.show_progress),
    path("bulk/<uuid:run>/decision", bulk.take_decision),
    path("masters", masters.front),
    path("masters/<str:name>", masters.listing),
    path("masters/<str:name>/file", masters.take_file),
    path("masters/<str:name>/<str:key>", masters.single),
    path("notices", notices.front),
    path("move-in-notices", notices.show_notices),
    path("awaited-messages", notices.show_awaited),
    path("code-stock", notices.codes),
    path("linkage", linkage.show),
    path("linkage/switches", linkage.switch),
    path("linkage/files", linkage.make_file),
    path("linkage/deliveries", linkage.deliver),
    path("linkage/<uuid:message>", linkage.show_message),
    path("places", places.all_places),
    path("places/<str:code>", places.one_place),
    path("places/<str:code>/terminals", places.add_terminal),
    path("terminals/<str:address>", places.one_terminal),
]
