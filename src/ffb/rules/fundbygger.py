"""From a rule's rows to findings. What all findings of a rule share is worked out once: a rule may find
a hundred thousand rows.

Source: 4-regler, A finding.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from string import Formatter
from typing import Any

from ffb.model.fund import Fund, Sted
from ffb.rules.hoved import Regel
from ffb.rules.raekkekommune import Post, Raekkekommune
from ffb.sprog import _, dato

FASTE = ("leverance_id", "fil_nr", "post_nr", "borger_id", "felt", "vaerdi")
VALGFRI = ("dato", "sagsnummer", "enhed", "forventet", "aarsag")

Raekke = dict[str, Any]
_INTET: Mapping[str, Any] = {}


class Steder:
    """Where rows stand: the leverancer and files of the deliveries, by number."""

    def __init__(self, leverancer: list[Raekke], filer: list[Raekke], kommuner: Raekkekommune) -> None:
        self.leverancer: dict[int, Raekke] = {r["leverance_id"]: r for r in leverancer}
        self._filer = {
            (r["leverance_id"], r["fil_nr"]): (vis_fil(r["sti"] or "", r["ark"]), r["linje"]) for r in filer
        }
        self.kommuner = kommuner

    def leverance(self, leverance_id: int) -> Mapping[str, Any]:
        return self.leverancer.get(leverance_id, _INTET)

    def sted(self, post: Post, felt: str | None, kilde_id: str | None) -> Sted:
        """The locators of a row."""
        leverance_id, fil_nr, post_nr = post
        sti, linje = self._filer.get((leverance_id, fil_nr), ("", None))
        if self.leverance(leverance_id).get("kilde") == "fhir":
            udtryk = f"Bundle.entry[{post_nr - 1}].resource" if post_nr else "Bundle"
            return Sted(sti, linje, None, kilde_id, udtryk)
        return Sted(sti, post_nr, felt, kilde_id, None)


class Fundbygger:
    """Makes the findings of one rule, whose SELECT gave `kolonner`."""

    def __init__(self, regel: Regel, kolonner: Sequence[str], steder: Steder) -> None:
        self._regel, self._steder = regel, steder
        self._tekst = tekst = regel.tekst()
        self._besked, self._goer = _skabelon(tekst.besked), _skabelon(tekst.goer)
        self._egne = [k for k in kolonner if k not in FASTE and k not in VALGFRI]
        self._taelling: Counter[str] = Counter()
        self._stammer: dict[int, str] = {}

    def byg(self, r: Raekke, kilde_id: str | None) -> Fund:
        """The finding of one row; rows are given in the order of their place."""
        regel, steder = self._regel, self._steder
        leverance_id, borger_id = r["leverance_id"], r["borger_id"]
        post = leverance_id, r["fil_nr"], r["post_nr"]
        leverance = steder.leverance(leverance_id)
        r = self._tekst.oversat(r)
        felt, vaerdi = r["felt"], r["vaerdi"]
        return Fund(
            regel=regel.id,
            alvor=regel.alvor,
            titel=self._tekst.titel,
            besked=self._besked(r),
            goer=self._goer(r),
            ejer=regel.ejer,
            fase=regel.fase,
            borger=None if borger_id is None else str(borger_id),
            felt=felt,
            vaerdi=None if vaerdi is None else str(vaerdi),
            noegle=self._noegle(leverance_id, kilde_id, r),
            leverance=leverance.get("fil_id") or "",
            tabel=regel.tabel,
            sted=steder.sted(post, felt, kilde_id),
            dato=r.get("dato"),
            sagsnummer=r.get("sagsnummer"),
            enhed=r.get("enhed"),
            forventet=r.get("forventet"),
            aarsag=r.get("aarsag"),
            kommune=steder.kommuner.find(post, borger_id, r.get("kommune_kode")),
            system=leverance.get("system"),
            detaljer={k: r[k] for k in self._egne},
        )

    def _noegle(self, leverance_id: int, kilde_id: str | None, r: Raekke) -> str:
        """Stable over deliveries: from the source id, else from citizen, value and date; twins numbered."""
        person = kilde_id or f"{r['borger_id']}|{r['vaerdi']}|{r.get('dato')}"
        stamme = f"{self._stamme(leverance_id)}{person}|{'' if r['felt'] is None else r['felt']}"
        return make_noegle(stamme, self._taelling)

    def _stamme(self, leverance_id: int) -> str:
        """What the keys of a leverance's findings begin with: kommune, system and rule."""
        if leverance_id not in self._stammer:
            leverance = self._steder.leverance(leverance_id)
            dele = (leverance.get("kommune_kode"), leverance.get("system"), self._regel.id)
            self._stammer[leverance_id] = "".join(f"{'' if d is None else d}|" for d in dele)
        return self._stammer[leverance_id]


def make_noegle(stamme: str, taelling: Counter[str]) -> str:
    """The key of what a finding is made of; twins, met before in `taelling`, are numbered."""
    taelling[stamme] += 1
    if taelling[stamme] > 1:
        stamme = f"{stamme}|{taelling[stamme]}"
    return hashlib.sha256(stamme.encode()).hexdigest()[:16]


def vis_fil(sti: str, ark: str | None) -> str:
    """A file, with its sheet where it has one."""
    return _("{sti}, ark {ark}", sti=sti, ark=ark) if ark else sti


@cache
def _skabelon(tekst: str) -> Callable[[Raekke], str]:
    """Fills `{navn}` from a row; dates as DD.MM.ÅÅÅÅ, nothing as –."""
    pladser = tuple(navn for _, navn, _, _ in Formatter().parse(tekst) if navn)
    if not pladser:
        uden = tekst.format_map(_INTET)
        return lambda r: uden
    return lambda r: tekst.format_map({navn: _vis(r[navn]) for navn in pladser})


def _vis(vaerdi: Any) -> str:
    if type(vaerdi) is str:
        return vaerdi
    if vaerdi is None:
        return "–"
    return dato(vaerdi) if isinstance(vaerdi, date) else str(vaerdi)
