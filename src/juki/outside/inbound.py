"""What each simulated counterpart does with what it receives. One that is not here has no link yet."""

from juki.links.post.inbound import Inbound
from juki.outside.business.inbound import INBOUND as BUSINESS
from juki.outside.cities.inbound import INBOUND as CITIES
from juki.outside.inquirer.inbound import INBOUND as INQUIRER
from juki.outside.jpki.inbound import INBOUND as JPKI
from juki.outside.nation.inbound import INBOUND as NATION
from juki.outside.nws.inbound import INBOUND as NWS
from juki.outside.prefecture.inbound import INBOUND as PREFECTURE

INBOUND: dict[str, Inbound] = {**PREFECTURE, **NATION, **CITIES, **NWS, **INQUIRER, **BUSINESS, **JPKI}
