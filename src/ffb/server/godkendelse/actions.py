"""Writes of an approval: begin, tick, attach, give, and see whether it still holds."""

from __future__ import annotations

import hashlib
import json
import tempfile
from dataclasses import asdict
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.utils import timezone

from ffb import __version__
from ffb.begreber import find_kommune, katalog_list
from ffb.formats.graenser import vis_sti
from ffb.rapport.resultat import Rapport
from ffb.render import write_rapport
from ffb.rules.hoved import load_regler
from ffb.server.database import skrivning
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.rapporter import load_rapport, pak_ud
from ffb.server.godkendelse.idep import compare, read_ark
from ffb.server.godkendelse.models import Bilag, Godkendelse
from ffb.server.godkendelse.segl import fingeraftryk, seal
from ffb.server.godkendelse.svar import ORDLYD, find_advarsel, read_tal
from ffb.server.godkendelse.tjekliste import PUNKTER, missing_punkter
from ffb.server.krypt import decrypt_bytes, encrypt_bytes
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.leverance.models import Leverance
from ffb.server.noegler import load_noegler
from ffb.server.spor.actions import who, write_spor
from ffb.server.sprog import paa_sprog
from ffb.sprog import _

LISTER = ("cpr_liste_1", "cpr_liste_2")
TALTABELLER = {"tabel1": "paragraf", "tabel2": "raekke"}


class KanIkkeAfgives(Exception):
    """Something the approval needs is not there; `mangler` says each thing."""

    def __init__(self, mangler: list[str]) -> None:
        self.mangler = mangler
        super().__init__("; ".join(mangler))


def begin_godkendelse(opgoerelse: Opgoerelse, *, by: Any) -> Godkendelse:
    """A draft on a count, or the one already begun on it."""
    with skrivning():
        kendt = Godkendelse.objects.filter(opgoerelse=opgoerelse, tilstand="kladde").first()
        if kendt:
            return kendt
        ny = Godkendelse.objects.create(
            kommune=opgoerelse.kommune,
            periode_fra=opgoerelse.periode_fra,
            periode_til=opgoerelse.periode_til,
            opgoerelse=opgoerelse,
            oprettet_af=who(by),
        )
        write_spor("godkendelse.begyndt", by=by, kommune=ny.kommune, genstand=f"godkendelse:{ny.pk}")
    return ny


def tick_punkt(godkendelse: Godkendelse, punkt: str, *, bemaerkning: str, sat: bool, by: Any) -> None:
    """Put one's name to a point of the checklist, or take it off.

    Raises:
        KeyError: no such point.
    """
    PUNKTER[punkt]
    if sat:
        godkendelse.punkter[punkt] = {
            "navn": who(by), "tid": timezone.now().isoformat(), "bemaerkning": bemaerkning.strip()[:500],
        }  # fmt: skip
    else:
        godkendelse.punkter.pop(punkt, None)
    with skrivning():
        godkendelse.save(update_fields=["punkter"])
        write_spor(
            "godkendelse.punkt", by=by, kommune=godkendelse.kommune, genstand=f"godkendelse:{godkendelse.pk}",
            punkt=punkt, sat=sat,
        )  # fmt: skip


def attach_bilag(godkendelse: Godkendelse, slags: str, navn: str, data: bytes, *, by: Any) -> Bilag:
    """Put a file from IDEP with the approval, held against our figures; the former of its kind goes.

    Raises:
        UlaeseligtBilag: the file cannot be taken.
    """
    ark = read_ark(navn, data)
    layout = load_opsaetning(godkendelse.kommune).idep or load_opsaetning("").idep
    with paa_sprog("da"):  # kept with the approval
        svar = compare(ark, load_rapport(godkendelse.opgoerelse), layout.get(slags, {}))
    with skrivning():
        Bilag.objects.filter(godkendelse=godkendelse, slags=slags).delete()
        bilag = Bilag.objects.create(
            godkendelse=godkendelse,
            slags=slags,
            navn=vis_sti(Path(navn.replace("\\", "/")).name)[:200],
            sha256=hashlib.sha256(data).hexdigest(),
            data=encrypt_bytes(data),
            sammenligning=asdict(svar),
            af=who(by),
        )
        write_spor(
            "godkendelse.bilag", by=by, kommune=godkendelse.kommune, genstand=f"godkendelse:{godkendelse.pk}",
            slags=slags, sha256=bilag.sha256,
        )  # fmt: skip
    return bilag


def give_godkendelse(godkendelse: Godkendelse, svar: str, *, bemaerkning: str, by: Any) -> Godkendelse:
    """Give the answer: the figures are frozen, the package is sealed and kept.

    Raises:
        KanIkkeAfgives: a point of the checklist has no name, no answer is chosen, or it is given already.
    """
    mangler = missing_punkter(godkendelse) if svar != "uenig" else []
    if svar not in ORDLYD:
        mangler.append(_("Vælg et svar."))
    if godkendelse.tilstand != "kladde":
        mangler.append(_("Godkendelsen er afgivet allerede."))
    if mangler:
        raise KanIkkeAfgives(mangler)
    rapport = pak_ud(godkendelse.opgoerelse.rapport)  # a copy of its own: the package takes persons out
    godkendelse.svar, godkendelse.bemaerkning = svar, bemaerkning.strip()
    godkendelse.tilstand, godkendelse.afgivet_tid = "afgivet", timezone.now()
    godkendelse.afgivet_af, godkendelse.celler = who(by), read_celler(rapport)
    with paa_sprog("da"):  # it goes to DST
        pakke = build_pakke(godkendelse, rapport)
    godkendelse.pakke_navn = pakke_navn(godkendelse)
    godkendelse.pakke_sha256 = hashlib.sha256(pakke).hexdigest()
    _keep(godkendelse, pakke)
    with skrivning():
        godkendelse.save()
        write_spor(
            "godkendelse.afgivet", by=by, kommune=godkendelse.kommune,
            genstand=f"godkendelse:{godkendelse.pk}", svar=svar, pakke=godkendelse.pakke_sha256,
        )  # fmt: skip
    return godkendelse


def discard_godkendelse(godkendelse: Godkendelse, *, by: Any) -> None:
    """Throw a draft away; one that is given stays for ever."""
    with skrivning():
        if Godkendelse.objects.filter(pk=godkendelse.pk, tilstand="kladde").update(tilstand="kasseret"):
            write_spor(
                "godkendelse.kasseret", by=by, kommune=godkendelse.kommune,
                genstand=f"godkendelse:{godkendelse.pk}",
            )  # fmt: skip


# -- the package ----------------------------------------------------------------------------------------


def build_pakke(godkendelse: Godkendelse, rapport: Rapport) -> bytes:
    """The sealed ZIP: our report without persons, IDEP's files, and what it was all built on."""
    filer = _rapportfiler(rapport)
    for b in Bilag.objects.filter(godkendelse=godkendelse):
        filer[f"idep/{b.slags}-{b.navn}"] = decrypt_bytes(b.data)
    oplysninger = {
        "format": "ffb-godkendelse/1",
        "kommune": godkendelse.kommune,
        "kommune_navn": rapport.kommune_navn,
        "periode": {"fra": godkendelse.periode_fra, "til": godkendelse.periode_til},
        "svar": godkendelse.svar,
        "ordlyd": ORDLYD[godkendelse.svar],
        "advarsel": find_advarsel(godkendelse.svar, read_tal(rapport)),
        "bemaerkning": godkendelse.bemaerkning,
        "afgivet_af": godkendelse.afgivet_af,
        "afgivet_tid": godkendelse.afgivet_tid,
        "tjekliste": {PUNKTER[p].titel: v for p, v in sorted(godkendelse.punkter.items())},
        "bilag": {
            b.slags: {"navn": b.navn, "sha256": b.sha256, "sammenligning": b.sammenligning}
            for b in Bilag.objects.filter(godkendelse=godkendelse)
        },
        "leverancer": _leverancer(godkendelse.opgoerelse),
        "versioner": {
            "program": __version__,
            "kataloger": [k.id for k in katalog_list()],
            "regler": hashlib.sha256("".join(f"{r.id}{r.sql}" for r in load_regler()).encode()).hexdigest(),
        },
        "indstillinger": rapport.indstillinger,
    }
    return seal(filer, oplysninger, load_noegler().segl)


def _rapportfiler(rapport: Rapport) -> dict[str, bytes]:
    for navn in LISTER:
        rapport.tabeller[navn].raekker.clear()
    with tempfile.TemporaryDirectory() as mappe:
        stier = write_rapport(rapport, Path(mappe), ["pdf", "xlsx", "json"], navn="ffb-rapport")
        return {s.name: s.read_bytes() for s in stier}


def _leverancer(opgoerelse: Opgoerelse) -> list[dict[str, Any]]:
    fundne = Leverance.objects.filter(pk__in=opgoerelse.grundlag).select_related("system")
    return [
        {
            "leverance_id": lev.leverance_id,
            "fil_id": lev.fil_id,
            "system": lev.system.navn,
            "status": lev.system.gaeldende_status,
            "tid": lev.tid,
            "manifest_sha256": lev.manifest_hash,
        }
        for lev in fundne.order_by("leverance_id")
    ]


def pakke_navn(godkendelse: Godkendelse) -> str:
    """The file's name: kommune, period, number."""
    aar = f"{godkendelse.periode_fra:%Y%m%d}-{godkendelse.periode_til:%Y%m%d}"
    return f"ffb-godkendelse-{godkendelse.kommune}-{aar}-{godkendelse.pk}.zip"


def pakke_sti(godkendelse: Godkendelse) -> Path:
    """Where the package lies; it is never changed."""
    return Path(settings.DATA) / "godkendelser" / godkendelse.pakke_navn


def _keep(godkendelse: Godkendelse, pakke: bytes) -> None:
    import os

    sti = pakke_sti(godkendelse)
    sti.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    ny = sti.with_suffix(".ny")
    with ny.open("wb") as fil:
        fil.write(pakke)
        fil.flush()
        os.fsync(fil.fileno())
    ny.replace(sti)


def vores_fingeraftryk() -> str:
    """The fingerprint of the key that seals here."""
    privat = Ed25519PrivateKey.from_private_bytes(load_noegler().segl)
    return fingeraftryk(privat.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def build_mail(godkendelse: Godkendelse) -> bytes:
    """The draft to DST: the answer word for word and the two files from IDEP; never a list of persons."""
    kommune = find_kommune(godkendelse.kommune)
    navn = kommune.navn if kommune else godkendelse.kommune
    mail = EmailMessage()
    mail["To"] = load_opsaetning(godkendelse.kommune).dst_mail
    mail["Subject"] = f"{navn}: godkendelse af FFB-rapport og ydelsesrapport {godkendelse.periode_fra.year}"
    mail["X-Unsent"] = "1"  # mail programs open it as a draft
    mail.set_content(
        f"Til Danmarks Statistik\n\n{ORDLYD[godkendelse.svar]}.\n\n"
        + (f"{godkendelse.bemaerkning}\n\n" if godkendelse.bemaerkning else "")
        + f"Gælder FFB-rapport og ydelses-/godkendelsesrapport for {navn}, perioden "
        f"{godkendelse.periode_fra:%d.%m.%Y} til {godkendelse.periode_til:%d.%m.%Y}. Begge er vedlagt.\n\n"
        f"Godkendt af {godkendelse.afgivet_af}, {timezone.localtime(godkendelse.afgivet_tid):%d.%m.%Y}.\n"
    )
    for b in Bilag.objects.filter(godkendelse=godkendelse):
        mail.add_attachment(
            decrypt_bytes(b.data), maintype="application", subtype="octet-stream", filename=b.navn
        )
    return bytes(mail)


# -- does it still hold? --------------------------------------------------------------------------------


def read_celler(rapport: Rapport) -> dict[str, Any]:
    """The cells an approval is about, and a fingerprint of each list row; never a row itself."""
    celler: dict[str, Any] = {}
    for navn, noegle in TALTABELLER.items():
        tabel = rapport.tabeller[navn]
        tal = [k.navn for k in tabel.kolonner if k.type == "antal"]
        for r in tabel.raekker:
            celler |= {f"{navn}|{r[noegle]}|{k}": r[k] for k in tal}
    for navn in LISTER:
        celler[navn] = sorted(_aftryk(r) for r in rapport.tabeller[navn].raekker)
    return celler


def _aftryk(raekke: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(raekke, sort_keys=True, default=str).encode()).hexdigest()[:20]


def review_godkendelser(opgoerelse: Opgoerelse) -> None:
    """Hold the newest approval of the period against a new count: outdated, or unchanged after which
    delivery."""
    g = Godkendelse.objects.filter(
        kommune=opgoerelse.kommune, periode_fra=opgoerelse.periode_fra, periode_til=opgoerelse.periode_til,
        tilstand="afgivet",
    ).first()  # fmt: skip
    if g is None or g.opgoerelse_id == opgoerelse.pk:
        return
    aendringer = find_aendringer(g.celler, read_celler(pak_ud(opgoerelse.rapport)))
    nyeste = Leverance.objects.filter(pk__in=opgoerelse.grundlag).order_by("-modtaget_tid").first()
    g.aendringer = aendringer
    if aendringer:
        g.foraeldet_tid = g.foraeldet_tid or timezone.now()
    else:
        g.foraeldet_tid = None
        g.uaendret_efter = (
            f"{nyeste.fil_id}, {timezone.localtime(nyeste.modtaget_tid):%d.%m.%Y}" if nyeste else ""
        )
    with skrivning():
        g.save(update_fields=["aendringer", "foraeldet_tid", "uaendret_efter"])
        if aendringer:
            write_spor(
                "godkendelse.foraeldet", by="program", kommune=g.kommune, genstand=f"godkendelse:{g.pk}",
                celler=len(aendringer),
            )  # fmt: skip


def find_aendringer(foer: dict[str, Any], nu: dict[str, Any]) -> list[str]:
    """What changed, in words: each cell from what to what; for the lists how many rows came and went."""
    ud = []
    for noegle in sorted(set(foer) | set(nu)):
        a, b = foer.get(noegle), nu.get(noegle)
        if a == b:
            continue
        if noegle in LISTER:
            kom, gik = len(set(b or []) - set(a or [])), len(set(a or []) - set(b or []))
            ud.append(
                _(
                    "CPR-liste {nr}: {kom} rækker er nye eller ændret, {gik} er væk eller ændret",
                    nr=noegle[-1],
                    kom=kom,
                    gik=gik,
                )
            )
        elif (a or 0) != (b or 0) or (a is None) != (b is None and noegle in nu):
            tabel, raekke, kolonne = noegle.split("|")
            ud.append(f"{tabel.replace('tabel', 'Tabel ')}, {raekke}, {kolonne}: {_vis(a)} → {_vis(b)}")
    return ud


def _vis(vaerdi: Any) -> str:
    return "–" if vaerdi is None else str(vaerdi)
