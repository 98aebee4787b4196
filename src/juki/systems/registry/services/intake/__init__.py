"""CSV of documents brought to the counter, turned into forms that are filled in and not saved. Source: STD 10.8.

``layouts`` are the columns as data, ``reading`` makes forms of rows; a row that cannot be read is reported by code and
column while the others are taken.
"""
