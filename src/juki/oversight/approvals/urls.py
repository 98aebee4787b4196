"""Routes of approvals."""

from juki.oversight.approvals.web import mending, pages

urlpatterns = [*pages.urlpatterns, *mending.urlpatterns]
