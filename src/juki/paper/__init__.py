"""Certificates on paper: composing, typesetting, signing, checking.

Serves the register's counter and the kiosk alike, which may not import each other. It knows no database,
no clock and no person: it is given worded texts and gives back signed bytes.

    certificate   what is printed, as data          manifest   what the file says about itself, keyed
    fonts         what the font can draw            sign       PAdES with the city's key
    render        typst, PDF/A-2b                   verify     is it ours, whole and untouched
"""
