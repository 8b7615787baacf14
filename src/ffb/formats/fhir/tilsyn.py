"""Every bundle held against the whole guide: the quick way first, the thorough way where it does not know.

Opinion taken: the quick way tells the same, word for word, as the thorough one (a test proves it), so nobody
can see from the findings which of them looked (ADR 0009).
"""

from __future__ import annotations

from collections.abc import Collection

from ffb.formats.fhir.aabn import Aabner
from ffb.formats.fhir.regler import ALVOR, Brud, validate
from ffb.formats.fhir.regler.hurtig import find_hurtigt
from ffb.formats.fhir.regler.katalog import AFVISER
from ffb.formats.fhir.strukturer import Bundle


class Tilsyn:
    """Finds what the guide says of a bundle.

    Args:
        streng: also what only the guide's text page asks.
        kun_afvisende: only what refuses the bundle.
    """

    regler: Collection[str] = ALVOR.keys()

    def __init__(self, *, streng: bool, kun_afvisende: bool = False) -> None:
        self._streng, self._kun_afvisende, self._aabner = streng, kun_afvisende, Aabner()

    def check(self, data: bytes) -> list[Brud]:
        """Every breach in a file that need not be read into rows."""
        bundle, hel = self._aabner.afkod(data)
        return self.find(data, bundle if hel else None)

    def find(self, data: bytes, bundle: Bundle | None) -> list[Brud]:
        """Every breach in a file. `bundle`: what it holds, if nothing was lost in reading."""
        brud = None if bundle is None else find_hurtigt(bundle, streng=self._streng)
        if brud is None:
            brud = validate(data, streng=self._streng, typet=bundle)
        return [b for b in brud if b.alvor in AFVISER] if self._kun_afvisende else brud
