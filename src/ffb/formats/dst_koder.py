"""The installation's own DST codes: DST_KODE;PARAGRAF;FFB_RELEVANT (`--dst-koder`).

Codes are text: `1.12.0.1` and `01` stay what they are. Source: 3-rapport, 8-graenseflader.
"""

from __future__ import annotations

from pathlib import Path

from ffb.formats.lille_csv import LilleCsv, read_lille_csv
from ffb.sprog import _

KOLONNER = ("DST_KODE", "PARAGRAF", "FFB_RELEVANT")
JA_NEJ = {"ja": True, "nej": False}


def read_dst_koder(sti: Path) -> list[tuple[str, str, bool]]:
    """(dst_kode, paragraf, ffb_relevant) in the file's order; an equal row twice counts once.

    Raises:
        Laesefejl: every missing column, empty field, word that is not ja/nej, and code told two ways.
    """
    fil = read_lille_csv(sti)
    for navn in [k for k in KOLONNER if k not in fil.kolonner]:
        fil.add_fejl(
            1,
            _("Kolonnen {navn} mangler.", navn=navn),
            _("Skriv overskriften {kolonner}.", kolonner=";".join(KOLONNER)),
        )
    fil.raise_fejl()
    fundet: dict[str, tuple[str, str, bool]] = {}
    for linje, raekke in fil.raekker:
        post = _read_raekke(fil, linje, raekke)
        if post and fundet.setdefault(post[0], post) != post:
            hvad = "Samme DST_KODE står med to forskellige betydninger."
            fil.add_fejl(linje, hvad, "Behold den ene linje.")
    fil.raise_fejl()
    return list(fundet.values())


def _read_raekke(fil: LilleCsv, linje: int, raekke: dict[str, str]) -> tuple[str, str, bool] | None:
    kode, paragraf, relevant = (raekke.get(navn, "") for navn in KOLONNER)
    for navn, vaerdi in zip(KOLONNER, (kode, paragraf, relevant), strict=True):
        if not vaerdi:
            fil.add_fejl(linje, _("{navn} er tom.", navn=navn), "Udfyld feltet.")
    if relevant and relevant.lower() not in JA_NEJ:
        fil.add_fejl(linje, "FFB_RELEVANT er hverken ja eller nej.", "Skriv ja eller nej.")
    if not (kode and paragraf and relevant.lower() in JA_NEJ):
        return None
    return kode, paragraf, JA_NEJ[relevant.lower()]
