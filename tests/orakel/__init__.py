"""The report computed a second time, in plain Python: what the SQL is held up against.

Opinion taken: loops and dicts, one sentence of 3-rapport per function, no cleverness. Nothing here reads
ffb's SQL or ffb.begreber; the catalogue files are read with csv.
"""
