"""Backup and restore: the whole city as one sealed file, and the way back.

``errors``     what can go wrong (LCH-08xx)
``key``        the key under which backups are sealed
``sealing``    chunks under AES-256-GCM: none altered, missing, or in another place
``parts``      named parts one after another, each with its SHA-256
``manifest``   what a backup says about itself
``contents``   which files of a home belong to it
``positions``  rows, end of the audit chain, and how far each link is, in one database
``servers``    a database server that answers, whether the city runs or not
``cluster``    the embedded server's databases, all at one moment
``dumps``      databases on whatever servers, at one consistent cut
``target``     a file that is there whole or not at all
``making``     ``juki backup``
``examining``  reading a backup from end to end before anything is touched
``placing``    a backup's parts put into an empty place
``restoring``  ``juki restore``
``resuming``   new epochs, audit rows, no sessions: in every restored database
``gaps``       what counterparts say they sent and we no longer have
``drilling``   ``juki drill``

What is guaranteed. The embedded server has one log for all its databases: a copy of it is a moment, and whatever was
acknowledged before that moment is there at the receiver too. On several servers no such moment exists; instead all
outboxes are closed for as long as it takes to open a snapshot in each database (``dumps``). Then no sender counts as
delivered what its receiver has not, and no receiver has what its sender has not sent; what a receiver has although its
sender still wants to send it is sent again under its old id in a new epoch, and dropped. In both cases: nothing inside
the city is lost and nothing is doubled.

What is not. Whatever happened after the moment of the backup is gone. Counterparts outside are not set back with us:
what they sent us since is missing here and their copy may be erased (``gaps`` lists it), and what we sent them since
stands there although we have forgotten it.
"""
