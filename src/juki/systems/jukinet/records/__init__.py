"""本人確認情報ファイル: a head row per 住民票コード and an append-only version per 更新順番号.

For the loader (COPY; every column listed in ``items.IdentificationItems``, no column has a database default):

``jukinet_identification`` — primary key ``resident_code``; ``former_resident_code`` empty text when there is none.
``jukinet_identification_version`` — the same columns and an identity ``id`` that is left out of the COPY; one row per
person, equal to the head row (the three flags false).

A person who was here on day one: ``update_number`` 1, ``recovery_number`` null, ``event_class`` 'entry', ``event_reason``
one of the reasons of ``services/parameters.toml``, ``record_state`` 'current', flags false, ``outside_*`` counted by
``domain.characters.outside``, ``has_outside_characters`` their sum > 0, ``name_key`` by ``kana.fold(name_kana)``,
``address`` and ``former_address`` by ``Address.one_line`` (former empty when born here), ``code_used_since`` the day the
person became a resident, ``request_number`` any UUID (one per load), ``operator`` and ``terminal`` not empty.
"""
