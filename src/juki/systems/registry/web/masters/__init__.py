"""Pages of 住所辞書, 国名, 方書 and 地番."""
