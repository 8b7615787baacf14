"""The whole of the FFB guide (uddatasættet) as one thorough check: `validate` finds every fault of a bundle.

Left out: reading into our tables (`formats.fhir.laes`), and what only the tables can show (`rules`).
Source: 9-uddatasaet; FSH and text page of hl7dk/kl-ffb-reporting 1.0.0; HL7 FHIR R4 4.0.1.
"""

from ffb.formats.fhir.regler.brud import Brud
from ffb.formats.fhir.regler.katalog import ALVOR, find_alvor
from ffb.formats.fhir.regler.valider import validate

__all__ = ["ALVOR", "Brud", "find_alvor", "validate"]
