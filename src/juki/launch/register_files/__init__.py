"""First data: the whole register with its history as CSV files in the layout of existing registers, in and out.

    data/layout.toml  columns of the files as data      data/codes_*.toml  codes as data
    layout    the two as objects                        kinds, name_kinds, place_kinds     cells into columns and back
    versions  a row of the standard file and of ours    plain      files of events, households, update numbers
    supposed  what follows where only the standard file is there
    exporting, importing   the two commands             report     every field that could not be carried

What is exported, imported into an empty city and exported again is the same to the byte.
"""
