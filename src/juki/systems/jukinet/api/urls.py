"""All routes of the CS."""

from juki.links.interface import door as interface
from juki.links.post import health, mending, views
from juki.systems.jukinet.api import holds, identification, media, searches

urlpatterns = [
    *views.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
    *mending.urlpatterns,
    *searches.urlpatterns,
    *identification.urlpatterns,
    *holds.urlpatterns,
    *media.urlpatterns,
]
