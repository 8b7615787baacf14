"""Our own one-line explanation of a concept, for the one who is choosing.

Opinion taken: it helps to choose and defines nothing. The official definition is KL's, and stands with the
concept when it has been imported (`Begreb.definition`). A code of a later catalogue has none until someone
writes it. Source: `data/vejledning.csv`, written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ffb.begreber.katalog import Begreb
from ffb.begreber.kommune import DATA_ROD
from ffb.begreber.laes import read_csv
from ffb.sprog import sprog

FIL = DATA_ROD / "vejledning.csv"
FORKLARES = (
    "ff_undertema",
    "omgivelse_undertema",
    "ad_undertema",
    "funktionsevneniveau",
    "stoettebehovsniveau",
    "ydelse",
    "tilbud",
    "maaltype",
    "opfoelgningsresultat",
)


def find_vejledning(begreb: Begreb) -> str:
    """The line in the language in use; "" for a concept without one."""
    return load_vejledninger().get(begreb.kode, {}).get(sprog(), "")


@cache
def load_vejledninger() -> Mapping[str, Mapping[str, str]]:
    """code -> language -> line."""
    return {r["kode"]: {"da": r["da"], "en": r["en"]} for _, r in read_csv(FIL, ("kode", "da", "en"))}
