"""The trail's navigation."""

from juki.oversight.trail.codes import REVIEW
from juki.screens.nav import Entry

ENTRIES = (Entry("記録の点検", "/trail", "trail", (REVIEW,)),)
ABOUT = {"trail": "誰が、いつ、何を見て何をしたかの記録を調べ、不審な操作を点検します。"}
