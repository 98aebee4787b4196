"""都道府県サーバ, simulated: keeps the prefecture's 本人確認情報 and passes every accepted update on to the nation.

A simulation with a protocol of our own; the interface of the real server is not public.
Source: 住基法30条の6, 30条の7; document II(2)5 提供先1.
"""
