"""The letters of a case: what is written is in them, word for word, and nothing of what they do not carry."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import save_felter
from ffb.server.sag.bestil import answer_bestilling
from ffb.server.sag.models import Objekt, Udfoererperson
from ffb.server.sag.statusnotat import make_statusnotat
from ffb.server.spor.models import Spor
from server.server_sag import Borger

MARKUP = '#let x = [*fed*] $ "citat" \\ <mærke> @ref'


@pytest.fixture
def b(make_bruger: Any) -> Borger:
    return Borger(make_bruger(Rolle.SAGSBEHANDLER))


def _tekst(svar: Any, navn: str) -> str:
    """The words of a PDF, blanks folded; the file goes to the folder FFB_BILLEDER when it is given."""
    assert svar.status_code == 200 and svar["Content-Type"] == "application/pdf"
    if mappe := os.environ.get("FFB_BILLEDER"):
        (Path(mappe) / f"{navn}.pdf").write_bytes(svar.content)
    laeser = PdfReader(io.BytesIO(svar.content))
    assert laeser.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(s.extract_text() for s in laeser.pages).split())


def _pdf(client: Any, objekt_id: Any, navn: str) -> str:
    return _tekst(client.get(reverse("sag_pdf", args=["9001", objekt_id])), navn)


def test_the_udredning_as_a_letter(b: Borger, client: Any) -> None:
    client.force_login(b.by)
    vurdering = f"Åse kan lave mad, når hun får hjælp til at planlægge.\n\nHun vil gerne selv. {MARKUP}"
    save_felter(b.udredning, {"faglig_vurdering": vurdering, "stoettebehov": [b.behov]}, 99, by=b.by)  # type: ignore[arg-type]
    save_felter(b.tema, {"note": "Bliver træt efter kl. 14"}, 99, by=b.by)  # type: ignore[arg-type]
    tekst = _pdf(client, b.udredning, "udredning")
    for ord_ in ("Udredning: Åse Demo", "DEMO-1", "610181-4321", MARKUP, "Bliver træt", "privat"):
        assert ord_ in tekst
    assert "en privat årsag" not in tekst, "the request is not of the udredning"


def test_the_order_as_a_letter_holds_what_it_carries(b: Borger, client: Any) -> None:
    client.force_login(b.by)
    adgang = b.bestil()
    felter = {
        "formaal": "At Åse kan lave sin egen mad", "besked": "Ring gerne først", "frist": "2026-01-20",
        "kontakt_fornavn": "Bo", "kontakt_efternavn": "Demo", "kontakt_telefon": "00000000",
    }  # fmt: skip
    save_felter(adgang.bestilling_id, felter, 99, by=b.by)
    answer_bestilling(adgang, "accepteret", by="udfører")
    tekst = _pdf(client, adgang.bestilling_id, "bestilling")
    for ord_ in (
        "Bostedet Demo",
        "At Åse kan",
        "Ring gerne",
        "Lave mad selv",
        "20.01.2026",
        "Accepteret",
    ):
        assert ord_ in tekst
    assert "privat" not in tekst
    assert client.get(reverse("sag_pdf", args=["9001", b.tema])).status_code == 404, "a theme is no product"


def test_the_statusnotat_as_a_letter_from_the_provider(b: Borger, make_bruger: Any, client: Any) -> None:
    udfoerer = make_bruger(Rolle.UDFOERER)
    Udfoererperson.objects.create(sted=b.sted, bruger=udfoerer)
    adgang = b.bestil()
    b.add("notat", dato="2026-02-02", temaer=[b.tema], tekst="Købte ind", indsats=b.indsats)
    notat = make_statusnotat(b.sag, b.indsats, by=udfoerer)
    client.force_login(udfoerer)
    adresse = reverse("statusnotat_pdf", args=["9001", adgang.pk, notat.pk])
    kladde = _tekst(client.get(adresse), "statusnotat")
    assert "KLADDE" in kladde and "Købte ind" in kladde and "Bostedet Demo" in kladde
    assert "Lave mad selv" in _tekst(
        client.get(reverse("bestilling_pdf", args=["9001", adgang.pk])), "bestilling-u"
    )
    side = client.get(reverse("bestilling", args=["9001", adgang.pk])).content.decode()
    for url in re.findall(r'href="([^"]+/pdf[^"]*)"', side):
        assert client.get(url).status_code == 200, url
    fremmed = reverse("statusnotat_pdf", args=["9001", adgang.pk, b.udredning])
    assert client.get(fremmed).status_code == 404
    assert client.get(reverse("sag_pdf", args=["9001", b.udredning])).status_code == 403
    set_ = Spor.objects.filter(handling="sag.udskrift").values_list("genstand", flat=True)
    assert set(set_) == {f"statusnotat {notat.pk}", f"bestilling {adgang.bestilling_id}"}
    assert Objekt.objects.get(pk=notat.pk).tilstand == "kladde", "a print changes nothing"
