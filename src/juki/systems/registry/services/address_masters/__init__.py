"""住所辞書, 国名, 方書 and 地番: kept by staff, renewed from files, looked up while somebody types. Source: STD 1.3.2–1.3.4.

masters      what each master is made of; listing, adding, correcting
intake       a file as the new state of 住所辞書 or 国名
layouts      columns of the files as data
dictionary   by postal code, by reading, from the prefecture down
buildings    方書 of an address, never an address of a 方書
honseki      本籍 to choose from
"""
