"""住民記録システム: the register of residents (住民票), their households, events and certificates.

Everything downstream hears of a resident from here: 住基ネット through the city's CS, 団体内統合宛名, 証明書コンビニ交付,
宛名管理 and the business systems with an approved data-use entry. A record is never overwritten: each 異動 appends a
full version (legal day × recorded time).

    domain    the rules, pure        records   the tables        services  operations and queries
    peers     what is said to whom   api       machine doors     jobs      work on the clock

Source: document I-2 system 1; 住基法5条, 7条; STD 1.1, 1.2, 4.1.1.
"""
