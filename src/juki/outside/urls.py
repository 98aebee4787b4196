"""Routes of the counterparts' process: the link door of all, and what the people behind them use."""

from juki.links.interface import door as interface
from juki.links.post import health, views
from juki.outside.business import urls as business
from juki.outside.cards import urls as cards
from juki.outside.centre import urls as centre
from juki.outside.cities import urls as cities
from juki.outside.inquirer import urls as inquirer

urlpatterns = [
    *views.urlpatterns,
    *health.urlpatterns,
    *interface.urlpatterns,
    *cities.urlpatterns,
    *inquirer.urlpatterns,
    *business.urlpatterns,
    *cards.urlpatterns,
    *centre.urlpatterns,
]
