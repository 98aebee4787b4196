"""職員認証・ポータル: who may do what, in which system, from when to when, and who decided it.

The directory of staff and programs (clients) and the grants given to them. Rights belong to a person or a program by
organisation and by name, never by rank. Every decision is kept for good; the list in force goes to the system concerned
in the same transaction as the decision, and each system checks its own copy.

Source: document III 3 risk 2; STD 10.3, 10.4.
"""
