"""A citizen with one indsats for one goal, entered through the same acts as a case worker's."""

from __future__ import annotations

from typing import Any

from ffb.begreber import load_katalog
from ffb.server.sag.actions import confirm_objekt, create_borger, create_objekt, open_sag
from ffb.server.sag.bestil import send_bestilling
from ffb.server.sag.models import Objekt, Sag, Udfoerersted

KATALOG = load_katalog("ffb/2023-05")
DAG = "2026-01-05"


def kode(art: str, nr: int = 0, kortnavn: str = "") -> str:
    return [b for b in KATALOG.art(art) if not kortnavn or b.kortnavn == kortnavn][nr].kode


class Borger:
    """A case with one indsats for one goal, and what stands beside it."""

    def __init__(self, by: Any) -> None:
        self.by = by
        borger = create_borger("9001", "6101814321", "Åse Demo", by=by)
        self.sag: Sag = open_sag(borger, "DEMO-1", by=by)
        self.sted = Udfoerersted.objects.create(kommune="9001", navn="Bostedet Demo")
        self.aabning = self.add("sagsaabning", dato=DAG, aarsag="en privat årsag")
        niveau = kode("funktionsevneniveau", 3)
        self.tema = self.add("tema", kode=kode("ad_undertema"), dato=DAG, niveau=niveau)
        self.andet = self.add("tema", kode=kode("ad_undertema", 1), dato=DAG, niveau=niveau)
        self.ff = self.add("tema", kode=kode("ff_undertema"), dato=DAG)
        self.udredning = self.add(
            "udredning", dato=DAG, tilstand="afsluttet", perspektiv="privat",
            temaer=[self.tema, self.andet],
        )  # fmt: skip
        self.behov = self.add("stoettebehov", niveau=kode("stoettebehovsniveau", 2), dato=DAG)
        self.maalgruppe = self.add("maalgruppe", kode=kode("maalgruppe"), rang="1", dato=DAG)
        self.maal = self.add(
            "indsatsmaal", maalformulering="Lave mad selv", maaltype=kode("maaltype", 0, "udvikle"),
            tema=self.tema, forventet=kode("funktionsevneniveau", 1),
        )  # fmt: skip
        tilbud = self.add("tilbud", kode=kode("tilbud"))
        planlagt = self.add("planlagt", dato="2026-04-05")
        self.indsats = self.add(
            "indsats", hensigt="bestilt", tilstand="aktiv", start=DAG, tilbud=tilbud, planlagt=planlagt,
            maalgrupper=[self.maalgruppe], stoettebehov=[self.behov], maal=[self.maal],
        )  # fmt: skip
        self.ydelse = self.add("ydelse", indsats=self.indsats, kode=kode("ydelse"), start=DAG, oprettet=DAG)

    def add(self, slags: str, *, kladde: bool = False, **felter: Any) -> str:
        objekt = create_objekt(self.sag, slags, felter, by=self.by)
        return str((objekt if kladde else confirm_objekt(objekt.pk, by=self.by)).pk)

    def bestil(self) -> Any:
        id_ = self.add("bestilling", kladde=True, indsats=self.indsats, udfoerer=str(self.sted.pk))
        return send_bestilling(Objekt.objects.get(pk=id_), by=self.by)
