"""都道府県知事保存本人確認情報: one row per municipality and 住民票コード.

For the loader (COPY): ``prefecture_identification``, ``id`` left out. ``name`` 氏名 in full, ``kana`` as notified,
``birth``/``birth_form``/``birth_text`` and ``event_date``/``…_form``/``…_text`` as stored by ``LegalDate.to_storage``,
``address`` by ``Address.one_line``, ``update_number`` 1, ``living`` true, ``event_class`` 'entry', ``event_reason`` the
same as in the city's file, ``recorded_at`` now.
"""
