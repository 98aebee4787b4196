"""A bar on a terminal, ten lines elsewhere."""

from io import StringIO

from juki.launch.loading.meter import Meter


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def test_elsewhere_there_is_a_line_per_tenth_at_most():
    stream = StringIO()
    meter = Meter(stream)
    for done in range(1, 1001):
        meter(done, 1000)
    lines = stream.getvalue().splitlines()
    assert len(lines) == 10
    assert "\r" not in stream.getvalue()
    assert "1,000 / 1,000" in lines[-1]


def test_a_terminal_sees_one_line_that_is_gone_at_the_end():
    stream = Terminal()
    meter = Meter(stream)
    meter(50, 100)
    assert stream.getvalue().count("█") == 16
    meter(100, 100)
    assert "\n" not in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")
