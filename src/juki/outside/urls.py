"""Routes of the counterparts' process: the link door of all, and what the agency's and the business systems' people use."""

from juki.links.post import health, views
from juki.outside.business import urls as business
from juki.outside.inquirer import urls as inquirer

urlpatterns = [*views.urlpatterns, *health.urlpatterns, *inquirer.urlpatterns, *business.urlpatterns]
