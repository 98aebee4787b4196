"""What passes between systems: who may say what to whom, in which words, and how it arrives exactly once.

``juki.links.<callee>`` is the contract of one callee: the messages it receives and the questions it answers. Only
``peers`` of a system (or of a counterpart) imports it, and only if ``links.toml`` gives that system the link.
``juki.links.wire`` signs, seals and carries; ``juki.links.post`` keeps outbox and inbox in the system's database.
"""
