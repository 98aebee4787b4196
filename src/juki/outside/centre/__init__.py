"""証明書交付センターとキオスク端末, simulated: a resident's card is proved here before the city hears of it.

A simulation with a protocol of our own. The centre knows dialogs and not people: of names, and of the certificate itself, it
keeps what the terminal still has to show, for as long as the dialog lasts.
Source: document I-2 system 3; 公的個人認証法36条, 38条.
"""
