"""The citizens of a safe list: a row holds `P` and the pseudonym where the open list holds the CPR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ffb.rapport.resultat import Rapporttabel

PERSONKOLONNE = "cpr"  # cpr, cpr_gammelt, cpr_nyt …


def parse_pseudonym(vaerdi: Any) -> int | None:
    """`P123` -> 123, the borger_id; None where it is no pseudonym."""
    tekst = str(vaerdi or "").removeprefix("P")
    return int(tekst) if tekst.lstrip("-").isdecimal() else None


def borgere_i(raekker: Iterable[Mapping[str, Any]]) -> set[int]:
    """The citizens of rows of safe lists."""
    alle = (parse_pseudonym(v) for r in raekker for k, v in r.items() if k.startswith(PERSONKOLONNE))
    return {b for b in alle if b is not None}


def open_tabel(tabel: Rapporttabel, numre: Mapping[int, str | None]) -> Rapporttabel:
    """The list with numbers in place of pseudonyms; a citizen `numre` does not name keeps hers."""
    navne = [k.navn for k in tabel.kolonner if k.navn.startswith(PERSONKOLONNE)]
    kolonner = tuple(
        replace(k, titel=k.titel.replace("Pseudonym", "CPR")) if k.navn in navne else k
        for k in tabel.kolonner
    )
    raekker = [
        r | {n: numre.get(b, r[n]) for n in navne if (b := parse_pseudonym(r[n])) is not None}
        for r in tabel.raekker
    ]
    return replace(tabel, kolonner=kolonner, raekker=raekker)
