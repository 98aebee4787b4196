"""The register as it is shown: a person's 住民票, a household, their past, and the メモ of a person.

pages       the record              sections    its items under their headings     remarks     統合記載欄
history     the time line, the 異動履歴, and where an item comes from                asked       of which day, as known when
household   a household, as table and as tree                                      memos       メモ
"""
