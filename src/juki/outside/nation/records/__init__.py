"""機構保存本人確認情報 of the simulated country.

For the loader (COPY), residents of the city and people elsewhere (movers) alike:

``nation_person`` — primary key ``resident_code``; ``individual_number`` unique; ``name`` 氏名 in full exactly as the
register writes it; ``kana``; ``birth``/``birth_form``/``birth_text`` as ``LegalDate.to_storage`` gives them; ``sex``;
``municipality`` where the person lives (six digits); ``postal_code``; ``address`` by ``Address.one_line``; ``living``
true; ``recorded_at`` now.
``nation_registration`` — ``municipality``, ``resident_code``, ``update_number`` (``id`` left out): one row per person that
a city will send further updates of, with the number it sent last (1 on day one). People elsewhere need none.
``nation_secret`` is filled by the server itself.
"""
