"""Routes of supervision, the same in every system."""

from juki.oversight.approvals.urls import urlpatterns as approvals
from juki.oversight.output.urls import urlpatterns as output
from juki.oversight.trail.urls import urlpatterns as trail

urlpatterns = [*approvals, *output, *trail]
