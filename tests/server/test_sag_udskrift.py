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

from ffb.begreber import find_begreb
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import confirm_objekt, create_borger, create_objekt, open_sag, save_felter
from ffb.server.sag.bestil import answer_bestilling
from ffb.server.sag.models import Objekt, Udfoererperson
from ffb.server.sag.p82 import begin_p82
from ffb.server.sag.statusnotat import make_statusnotat
from ffb.server.spor.models import Spor
from server.server_sag import Borger

AKUT = "f3edac43-d0d6-4cc3-96c7-4658a557257a"
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


INDSTILLING = {
    "indstilling": "en intern indstilling", "afgoerelse": "Du får støtte til at lave mad.",
    "handleplan": "Du lærer at lave mad selv.", "dato": "2026-01-06",
}  # fmt: skip


def _produkt(client: Any, objekt_id: Any, produkt: str) -> str:
    adresse = reverse("sag_pdf_produkt", args=["9001", objekt_id, produkt])
    return _tekst(client.get(adresse), produkt)


def test_the_decision_as_a_letter_names_law_and_reasons(b: Borger, make_bruger: Any, client: Any) -> None:
    client.force_login(b.by)
    b.add(
        "beslutning", aktivitet="Guidning til madlavning", praktisk=True, afgjort="sel85",
        udmaaling="2 timer", begrundelse="Hun skal lære det", leverandoer="egnet",
    )  # fmt: skip
    begin_p82(b.sag, "sel82c", AKUT, "2026-01-02", by=b.by)
    id_ = b.add("indstilling", **INDSTILLING)
    tekst = _produkt(client, id_, "afgoerelse")
    ydelse = find_begreb(Objekt.objects.get(pk=b.ydelse).kode)
    assert ydelse is not None
    for ord_ in (
        "Afgørelse: Åse Demo", "Du får støtte til at lave mad.", ydelse.term, "Guidning til madlavning",
        f"serviceloven {ydelse.lov[0].replace('§', '§ ')}", "Serviceloven § 85", "Hun skal lære det",
        "2 timer", "Klagevejledning", "er ikke skrevet", "UFÆRDIG", "06.01.2026",
    ):  # fmt: skip
        assert ord_ in tekst, ord_
    for ord_ in ("en intern indstilling", "privat", "§ 82", "Du lærer at"):
        assert ord_ not in tekst, ord_
    client.force_login(make_bruger(Rolle.ADMINISTRATOR))
    felter = {"hvad": "klage", "klagevejledning": "Klag til DEMO."}
    assert client.post(reverse("sag_opsaetning", args=["9001"]), felter).status_code == 302
    client.force_login(b.by)
    tekst = _produkt(client, id_, "afgoerelse")
    assert "Klag til DEMO." in tekst and "UFÆRDIG" not in tekst and "er ikke skrevet" not in tekst
    kort = client.get(reverse("sag_side", args=["9001", b.sag.pk])).content.decode()
    assert "Udskriv afgørelsen" in kort and "Udskriv handleplanen" in kort
    assert client.get(reverse("sag_pdf", args=["9001", id_])).status_code == 404
    assert client.get(reverse("sag_pdf_produkt", args=["9001", id_, "udredning"])).status_code == 404
    assert Spor.objects.filter(handling="sag.udskrift", genstand=f"afgoerelse {id_}").count() == 2


def test_help_under_p82_alone_cannot_be_appealed(make_bruger: Any, client: Any) -> None:
    anna = make_bruger(Rolle.SAGSBEHANDLER)
    client.force_login(anna)
    sag = open_sag(create_borger("9001", "6101814321", "Åse Demo", by=anna), "DEMO-1", by=anna)
    begin_p82(sag, "sel82c", AKUT, "2026-01-02", by=anna)
    objekt = create_objekt(sag, "indstilling", {"afgoerelse": "Du får akut støtte."}, by=anna)
    confirm_objekt(objekt.pk, by=anna)
    assert "kan ikke påklages" in (tekst := _produkt(client, objekt.pk, "afgoerelse"))
    assert "er ikke skrevet" not in tekst and "UFÆRDIG" not in tekst
    assert client.get(reverse("sag_pdf_produkt", args=["9001", objekt.pk, "handleplan"])).status_code == 404


def test_the_handleplan_as_a_letter_has_the_goals(b: Borger, client: Any) -> None:
    client.force_login(b.by)
    tekst = _produkt(client, b.add("indstilling", **INDSTILLING), "handleplan")
    for ord_ in ("Handleplan: Åse Demo", "Du lærer at lave mad selv.", "Lave mad selv", "05.04.2026"):
        assert ord_ in tekst
    assert tekst.count("Planlagt opfølgning") == 1
    assert "Klagevejledning" not in tekst and "en intern indstilling" not in tekst
