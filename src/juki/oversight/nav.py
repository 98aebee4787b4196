"""The navigation that every system has after its own: its links, and who supervises it."""

from juki.oversight.approvals.nav import ABOUT as APPROVALS_ABOUT
from juki.oversight.approvals.nav import ENTRIES as APPROVALS
from juki.oversight.output.nav import ABOUT as OUTPUT_ABOUT
from juki.oversight.output.nav import ENTRIES as OUTPUT
from juki.oversight.trail.nav import ABOUT as TRAIL_ABOUT
from juki.oversight.trail.nav import ENTRIES as TRAIL
from juki.screens.first_page import LINK_ENTRIES

HOUSE_ENTRIES = (*LINK_ENTRIES, *APPROVALS, *OUTPUT, *TRAIL)
HOUSE_ABOUT = {**APPROVALS_ABOUT, **OUTPUT_ABOUT, **TRAIL_ABOUT}
