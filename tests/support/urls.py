"""Only the routes that every process has; a system's own are chosen by its tests."""

from juki.links.post import health, views

urlpatterns = [*views.urlpatterns, *health.urlpatterns]
