"""A catalogue as CSV: ours, or any with a column of codes and one of terms (`;`, `,` or tab).

Column names are matched without case, blanks and signs; what is not known is left out and said.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from ffb.begreber import find_art, normaliser_kode
from ffb.begreber.katalog import UDGAAET
from ffb.begreber.udkast import Post, Udkast
from ffb.errors import Exit
from ffb.formats.graenser import filfejl
from ffb.formats.katalog.tegn import decode_tolerant, rens
from ffb.sprog import _, antal_ord

KOLONNER: dict[str, tuple[str, ...]] = {
    "kode": ("kode", "code", "uuid", "id"),
    "term": ("term", "navn", "titel", "display", "betegnelse"),
    "overordnet_kode": ("overordnetkode", "overordnet", "parent", "parentcode", "overordnetuuid"),
    "definition": ("definition", "beskrivelse"),
    "art": ("art", "slags"),
    "vaerdi": ("vaerdi",),
    "kortnavn": ("kortnavn",),
    "lov": ("lov", "paragraf"),
    "erstattes_af": ("erstattesaf", "replacedby"),
    "status": ("status",),
}
GAETTET = frozenset({"niveau", "sti"})  # counted by us
csv.field_size_limit(1_000_000)


def read_csv_fil(sti: Path, navn: str, udkast: Udkast) -> None:
    """Adds the file to the draft. Raises Laesefejl if it has no column of codes or of terms."""
    tekst, noter = decode_tolerant(sti.read_bytes(), navn)
    udkast.noter += noter
    laeser, kolonner, over = _aabn(tekst, navn, udkast)
    blanke = 0
    try:
        for celler in laeser:
            if any(c.strip() for c in celler):
                raekke = {k: celler[i] if i < len(celler) else "" for k, i in kolonner.items()}
                post, blank = _post(raekke, navn, over + laeser.line_num, udkast)
                udkast.poster.append(post)
                blanke += blank
    except csv.Error:
        raise filfejl(
            _("{sti}, linje {linje}", sti=navn, linje=over + laeser.line_num),
            "Linjen kan ikke læses (et anførselstegn lukkes ikke).", "Ret linjen og prøv igen.",
            Exit.BESKADIGET,
        ) from None  # fmt: skip
    if blanke:
        navne = antal_ord(blanke, "navn", "navne")
        udkast.noter.append(_("{sti}: {navne} havde blanktegn om sig; de er fjernet", sti=navn, navne=navne))


def _aabn(tekst: str, navn: str, udkast: Udkast) -> tuple[Any, dict[str, int], int]:
    """The rows below the header, where our columns stand, the header's line; comments (#) may be above."""
    linjer = io.StringIO(tekst, newline="")
    numre = enumerate(linjer, start=1)
    over, hoved = next(((n, x) for n, x in numre if x.strip() and not x.startswith("#")), (0, ""))
    skil = max(";,\t", key=hoved.count)
    overskrift = next(csv.reader([hoved], delimiter=skil), [])
    foldet = [re.sub("[^a-z0-9]", "", _fold(celle)) for celle in overskrift]
    kolonner = {
        felt: next(i for n in navne for i, f in enumerate(foldet) if f == n)
        for felt, navne in KOLONNER.items()
        if not set(navne).isdisjoint(foldet)
    }
    mangler = [felt for felt in ("kode", "term") if felt not in kolonner]
    if mangler:
        hvad = _("Kolonnen {mangler} mangler.", mangler=", ".join(mangler))
        goer = _("Første linje skal være kolonnenavnene: kode;term;overordnet_kode;definition …")
        raise filfejl(navn, hvad, goer, Exit.MANGLER_ARK_ELLER_KOLONNE)
    andre = [o for i, o in enumerate(overskrift) if i not in kolonner.values() and foldet[i] not in GAETTET]
    if any(o.strip() for o in andre):
        udkast.noter.append(_("{sti}: kolonnerne {andre} er ikke læst", sti=navn, andre=", ".join(andre)))
    laeser = csv.reader(linjer, delimiter=skil)
    return laeser, kolonner, over


def _fold(tekst: str) -> str:
    return tekst.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")


def _post(raekke: dict[str, str], navn: str, linje: int, udkast: Udkast) -> tuple[Post, bool]:
    term, blank = rens(raekke["term"])
    post = Post(
        kode=normaliser_kode(raekke["kode"]),
        term=term,
        overordnet_kode=normaliser_kode(raekke.get("overordnet_kode")) or None,
        fil=navn if navn.lower().endswith((".csv", ".txt")) else f"{navn}.csv",
        nr=linje,
        definition=raekke.get("definition", "").strip() or None,
        art=_art(raekke.get("art", "")),
        kortnavn=raekke.get("kortnavn", "").strip() or None,
        lov=_liste(raekke.get("lov", "")),
        erstattes_af=tuple(normaliser_kode(k) for k in _liste(raekke.get("erstattes_af", ""))),
        udgaaet=_fold(raekke.get("status", "")).strip() in (UDGAAET, "inactive", "retired"),
    )
    vaerdi = raekke.get("vaerdi", "").strip()
    if vaerdi and vaerdi not in tuple("012349"):
        hvad = _("Kolonnen vaerdi er hverken tom, 0-4 eller 9.")
        udkast.add_fejl(post.sted, hvad, "Ret linjen og prøv igen.")
    elif vaerdi:
        post.vaerdi = int(vaerdi)
    if raekke.get("art", "").strip() and post.art is None:
        udkast.add_fejl(post.sted, "Arten kendes ikke.", "Arterne ses med: ffb begreber vis")
    return post, blank


def _art(tekst: str) -> str | None:
    return find_art(tekst.strip()) if tekst.strip() else None


def _liste(tekst: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in tekst.split(",") if p.strip())
