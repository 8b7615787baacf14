"""The page of the handover: what it shows is what is sent, what holds back is said, what is done is done."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse

from ffb.server.adgang.roller import Rolle
from ffb.server.krypt import decrypt_bytes
from ffb.server.leverance.models import AabenPost
from ffb.server.sag.actions import create_borger, create_objekt, open_sag, save_felter
from ffb.server.sag.indberet import find_changed
from ffb.server.sag.models import Objekt, Sag, Sagsopsaetning
from server.server_sag import Borger

SIDE = reverse("sag_indberet", args=["9001"])


@pytest.fixture
def b(make_bruger: Any) -> Borger:
    return Borger(make_bruger(Rolle.SAGSBEHANDLER))


@pytest.fixture
def browser(som: Any) -> Any:
    return som(Rolle.FAGLIG_ANSVARLIG)


def _uden(bundle: dict[str, Any]) -> list[Any]:
    return sorted((e["resource"] for e in bundle["entry"]), key=lambda r: str(r["id"]))


def _aflever(browser: Any) -> str:
    return str(browser.post(SIDE, follow=True).content.decode())


def test_what_is_shown_is_what_is_sent(b: Borger, browser: Any) -> None:
    assert "Kan ikke indberettes endnu" in browser.get(SIDE).content.decode()
    assert "Kommunens UUID" in _aflever(browser) and not AabenPost.objects.exists()
    Sagsopsaetning.objects.create(kommune="9001", sts_uuid="d4e3f4fb-0000-4000-8000-000000000000")
    side = browser.get(SIDE).content.decode()
    assert "1 borger er ændret" in side and "Åse Demo" in side and "DEMO-1" in side
    nr = b.sag.borger_id
    ord_ = browser.get(reverse("sag_udsendelse", args=["9001", nr])).content.decode()
    assert (
        "Indgå i samspil og kontakt" in ord_ and "en privat årsag" not in ord_ and "Lave mad selv" not in ord_
    )
    vist = json.loads(browser.get(reverse("sag_udsendelse_bundle", args=["9001", nr])).content)
    assert "Afleveret: 1." in _aflever(browser)
    sendt = json.loads(decrypt_bytes(AabenPost.objects.get().data))
    assert _uden(sendt) == _uden(vist)
    assert "Alt er afleveret" in browser.get(SIDE).content.decode()
    assert browser.get(reverse("sag_udsendelse_bundle", args=["9001", nr])).status_code == 404
    save_felter(b.tema, {"note": "kun til sagen"}, 99, by=b.by)  # type: ignore[arg-type]
    assert "Afleveret: 0. Uændret: 1." in _aflever(browser)
    assert not find_changed("9001").exists(), "a note that never leaves the case is looked at once"


def test_what_is_held_back_is_said_and_stays(b: Borger, browser: Any) -> None:
    Sagsopsaetning.objects.create(kommune="9001", sts_uuid="d4e3f4fb-0000-4000-8000-000000000000")
    save_felter(b.indsats, {"maalgrupper": []}, 99, by=b.by)  # type: ignore[arg-type]
    side = browser.get(SIDE).content.decode()
    assert "Holdes tilbage" in side and "målgruppe" in side.split("Holdes tilbage")[1], "and why, in words"
    print(side[side.index("Holdes") :][:900])
    ord_ = browser.get(reverse("sag_udsendelse", args=["9001", b.sag.borger_id])).content.decode()
    assert "Det skal rettes" in ord_
    assert "Holdt tilbage: 1." in _aflever(browser) and not AabenPost.objects.exists()
    save_felter(b.indsats, {"maalgrupper": [b.maalgruppe]}, 99, by=b.by)  # type: ignore[arg-type]
    assert "Afleveret: 1." in _aflever(browser)
    Sag.objects.update(udsendt_version=-1)  # as after a change of the kommune's identity
    assert "Afleveret: 0. Uændret: 1." in _aflever(browser)


def test_a_training_case_is_never_there(b: Borger, browser: Any) -> None:
    Sagsopsaetning.objects.create(kommune="9001", sts_uuid="d4e3f4fb-0000-4000-8000-000000000000")
    oevelse = create_borger("9001", "6201814329", "Øvelse Hansen", by="test", oevelse=True)
    create_objekt(open_sag(oevelse, "DEMO-9", by="test"), "sagsaabning", {"dato": "2026-01-05"}, by="test")
    Objekt.objects.filter(sag__borger=oevelse).update(tilstand="gaeldende")
    assert "Øvelse Hansen" not in browser.get(SIDE).content.decode()
    for navn in ("sag_udsendelse", "sag_udsendelse_bundle"):
        assert browser.get(reverse(navn, args=["9001", oevelse.pk])).status_code == 404
    browser.force_login(b.by)
    assert browser.get(SIDE).status_code == 403
