"""The example community: invented people, believable talk, a history with the right shape.

``plan`` says how large and where, ``history`` and ``weeks`` make who did what and when (numpy
only), ``talk`` holds the words, ``cast`` gives each generated post its words, ``load`` writes it
all into the database. Deterministic by seed; dates end at the "now" one passes.
"""
