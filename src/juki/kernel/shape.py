"""Saying where a body has the wrong shape without repeating what stood there."""


def place_of(error: Exception) -> str:
    """The JSON path in a decoding error's text, never the value found at it."""
    text = str(error)
    return text.rpartition(" - at ")[2].strip("`") if " - at " in text else "JSON"
