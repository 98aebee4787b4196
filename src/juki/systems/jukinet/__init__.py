"""住基ネット 市町村CS: the city's node of the network on which municipalities prove who lives where.

Keeps the 本人確認情報ファイル (file 2 of the document, 36 items), takes updates from the resident register alone, checks
them, sends the items of 住基法30条の6 up to the prefecture, carries 転入通知 to other cities and 符号取得要求 to the
national server, and relays the check of an individual number against the person. It knows neither 宛名管理 nor any other
system of the city. It stands in for J-LIS's own application; the protocols are ours, not those of the real network.

Source: document I-2 system 2; II(2); III(2); 住基法9条, 14条, 30条の6.
"""
