"""Navigation of the test screens."""

from juki.screens.nav import Entry

NAV = (Entry("見る", "/", "see", ("test.see",)), Entry("書く", "/write", "write", ("test.write",)))
