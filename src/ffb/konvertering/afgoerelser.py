"""Decisions a person has made about terms and posts: kept beside the table, and never asked again.

Opinion taken: a decision on one post goes before one on its term, and both before the table. A decision
without a code says that it is lost. `omskrevet` says a provider has written the delmål anew.
Grain: role, term, post. Source: 6-sag (Conversion: decisions kept).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ffb.begreber import find_begreb, normaliser_kode
from ffb.formats.lille_csv import read_lille_csv
from ffb.konvertering.arter import DELES, ROLLER
from ffb.konvertering.poster import fold_art
from ffb.konvertering.tabel import term_noegle
from ffb.sprog import _

DELMAAL = "delmaal"
OMSKREVET = "omskrevet"
KOLONNER = ("ROLLE", "GAMMEL_TERM", "POST_ID", "FFB_KODE", "NOTE", "AF")
Valgt = Mapping[tuple[str, str, str], tuple[str, ...]]
"""(role, compared term, post id or '') -> codes; empty = lost."""


@dataclass(frozen=True, slots=True)
class Afgoerelse:
    """What a term becomes, everywhere or (with `post_id`) in one post."""

    rolle: str
    term: str
    post_id: str
    koder: tuple[str, ...]
    note: str = ""
    af: str = ""


def index_afgoerelser(afgoerelser: Iterable[Afgoerelse]) -> Valgt:
    """For looking up; of two on the same, the later."""
    return {(a.rolle, term_noegle(a.term), a.post_id): a.koder for a in afgoerelser}


def read_afgoerelser(sti: Path) -> list[Afgoerelse]:
    """Read a list of decisions; several codes of one stand on several lines, or by comma.

    Raises:
        Laesefejl: a missing column, an unknown role, or a code that cannot stand there; every fault told.
    """
    fil = read_lille_csv(sti)
    for navn in [k for k in KOLONNER[:4] if k not in fil.kolonner]:
        hvad = _("Kolonnen {navn} mangler.", navn=navn)
        fil.add_fejl(1, hvad, _("Skriv overskriften {kolonner}.", kolonner=";".join(KOLONNER)))
    fil.raise_fejl()
    samlet: dict[tuple[str, str, str], Afgoerelse] = {}
    for nr, r in fil.raekker:
        rolle = fold_art(r.get("ROLLE", ""))
        koder = tuple(k for t in r.get("FFB_KODE", "").split(",") if (k := normaliser_kode(t)))
        if rolle not in ROLLER and rolle != DELMAAL:
            fil.add_fejl(
                nr,
                "ROLLE er ukendt.",
                _("Skriv en af {roller}.", roller=", ".join([*ROLLER, DELMAAL])),
            )
        elif not check_koder(rolle, koder):
            fil.add_fejl(nr, "FFB_KODE kan ikke bruges i den rolle.", "Slå koden op med ffb begreber find.")
        noegle = rolle, r.get("GAMMEL_TERM", ""), r.get("POST_ID", "")
        foer = samlet[noegle].koder if noegle in samlet else ()
        samlet[noegle] = Afgoerelse(*noegle, (*foer, *koder), r.get("NOTE", ""), r.get("AF", ""))
    fil.raise_fejl()
    return list(samlet.values())


def check_koder(rolle: str, koder: Iterable[str]) -> bool:
    """Every code is one the role may have, and there are no more of them than it may have."""
    koder = list(koder)
    if rolle == DELMAAL:
        return set(koder) <= {OMSKREVET}
    if len(koder) > 1 and rolle not in DELES:
        return False
    return all((b := find_begreb(k)) is not None and b.art in ROLLER[rolle] for k in koder)
