"""New keys: everything written with the old is written anew, then the old key goes. Can be stopped and run
again.

The key of pseudonyms is not among them: changing it changes every borger_id (12-model).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ffb.server.database import skrivning
from ffb.server.godkendelse.models import Bilag
from ffb.server.konvertering.models import Gammelborger
from ffb.server.krypt import MAERKE, decrypt_bytes, decrypt_cpr, encrypt_bytes, encrypt_cpr
from ffb.server.leverance.grundlag import lager
from ffb.server.leverance.models import AabenPost, Borgernummer, Leverance
from ffb.server.noegler import drop_noegle, load_noegler, rotate_noegle
from ffb.server.redskaber.models import Redskabssvar
from ffb.server.sag.models import Aendring, Objekt, Sagsborger
from ffb.server.spor.actions import write_spor
from ffb.server.udgivelse.models import Udgivelse

PORTION = 500
Frem = Callable[[str], None]


def rotate(slags: str, *, by: Any, frem: Frem = lambda _: None) -> int:
    """A new key of `slags` (boks or fil), everything moved to it, the old ones dropped; returns its number.

    Stopped half way: run it again, and it goes on with the newest key instead of making one more.

    Raises:
        Beskadiget: something cannot be opened with its old key; that key is kept.
    """
    noegler: dict[int, bytes] = getattr(load_noegler(), slags)
    nr = max(noegler) if len(noegler) > 1 else rotate_noegle(slags)
    (_move_cpr if slags == "boks" else _move_filer)(nr, frem)
    gamle = [n for n in getattr(load_noegler(), slags) if n != nr]
    for gammel in gamle:
        drop_noegle(slags, gammel)
    write_spor("noegler.skiftet", by=by, slags=slags, nummer=nr)
    return nr


def _move_cpr(nr: int, frem: Frem) -> None:
    """Kommune by kommune, some rows at a time."""
    while raekker := list(Borgernummer.objects.exclude(noegle_nr=nr)[:PORTION]):
        for b in raekker:
            b.krypteret, b.noegle_nr = encrypt_cpr(
                decrypt_cpr(b.krypteret, b.kommune, b.noegle_nr), b.kommune
            )
        Borgernummer.objects.bulk_update(raekker, ["krypteret", "noegle_nr"])
        frem(f"{len(raekker)} numre flyttet")


def _move_filer(nr: int, frem: Frem) -> None:
    for model in (AabenPost, Bilag):
        for raekke in model.objects.order_by("pk").iterator(chunk_size=50):
            if key_number(bytes(raekke.data)) != nr:
                raekke.data = encrypt_bytes(decrypt_bytes(raekke.data))
                raekke.save(update_fields=["data"])
    for model, felt in (
        (Sagsborger, "navn"),
        (Objekt, "felter"),
        (Aendring, "vaerdi"),
        (Gammelborger, "data"),
    ):
        _move_felt(model, felt, nr)
    _move_felt(Udgivelse, "husket", nr)
    Redskabssvar.objects.all().delete()  # they live some hours and can be made again
    for lev in Leverance.objects.filter(aaben=False).order_by("pk"):
        fil = lager().bytes_fil(lev.leverance_id)
        if fil is not None and _key_of(fil) != nr:
            with skrivning():
                lev.manifest_hash = lager().rewrite_bytes(lev.leverance_id)
                lev.save(update_fields=["manifest_hash"])
            frem(f"Leverance {lev.leverance_id} flyttet")


def _move_felt(model: Any, felt: str, nr: int) -> None:
    """One encrypted column."""
    for raekke in model.objects.order_by("pk").iterator(chunk_size=500):
        gemt = bytes(getattr(raekke, felt))
        if gemt and key_number(gemt) != nr:
            model.objects.filter(pk=raekke.pk).update(**{felt: encrypt_bytes(decrypt_bytes(gemt))})


def _key_of(fil: Any) -> int:
    with fil.open("rb") as ind:
        return key_number(ind.read(8))


def key_number(hoved: bytes) -> int:
    """The number of the key an encrypted thing was written with; 0 when it is not one of ours."""
    return int.from_bytes(hoved[4:8], "big") if hoved[:4] == MAERKE else 0
