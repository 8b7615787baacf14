"""Work put off until it is asked for: a table is loaded and a view defined when a text first names it.

Opinion taken: planning a view costs more than most reports' rows, and a question needs a few of the forty.
So an engine notes what it was given, and does it in the order of need. A text names a table by a word equal
to its name; a word too many (a column called as a table) costs a view, never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable

ORD = re.compile(r"\w+")


class Udsat:
    """Steps by the name they make: what the step reads, and how it is done."""

    def __init__(self) -> None:
        self._trin: dict[str, tuple[str, Callable[[], None]]] = {}

    def add(self, navn: str, laeser: str, goer: Callable[[], None]) -> None:
        """`goer` makes `navn`; it is called before the first text naming it. A later one takes its place.

        Args:
            laeser: the SQL it reads, '' for none.
        """
        self._trin[navn] = laeser, goer

    def run(self, sql: str) -> None:
        """Do every step `sql` needs, those it builds on first."""
        for navn in ORD.findall(sql):
            if navn in self._trin:
                laeser, goer = self._trin.pop(navn)
                self.run(laeser)
                goer()
