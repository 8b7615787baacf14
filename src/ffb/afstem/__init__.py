"""A kommune's data held against something else: bevillinger, the calendar, an old system, DST's lists.

Every part is a function that takes a prepared engine or a reading and returns an `Opgoerelse`; the command
line and the server call the same ones (ADR 0011).
"""
