"""The store's work in the background: reading what was received, sealing, expiry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from ffb.server.fund.opgoer import Frem
from ffb.server.leverance.aaben import seal_leverancer
from ffb.server.leverance.grundlag import lager, load_opsaetning
from ffb.server.leverance.models import Leverance
from ffb.server.leverance.modtag import read_modtagelse
from ffb.server.opgave.koe import arbejde, sweep_faerdige
from ffb.server.spor.actions import write_spor


@arbejde("modtag")
def modtag(*, uuid: str, frem: Frem) -> None:
    """Read the files of a receipt."""
    read_modtagelse(uuid, frem)


# more of what time asks for; apps that stand on ours add themselves
PASNING: list[Callable[[], object]] = []


@arbejde("pasning")
def pasning(*, frem: Frem) -> None:
    """What time asks for: open leverancer of earlier days are sealed; old received bytes and done jobs go."""
    seal_leverancer()
    frem(50, "Fjerner modtagne filer, der er for gamle")
    expire_bytes()
    sweep_faerdige()
    for pas in PASNING:
        pas()


def expire_bytes() -> int:
    """Remove received bytes past the kommune's limit (12-model: 90 days); returns how many leverancer."""
    antal = 0
    nu = timezone.now()
    for kommune in Leverance.objects.values_list("kommune", flat=True).distinct().order_by():
        graense = nu - timedelta(days=load_opsaetning(kommune).bytes_dage)
        for lev in Leverance.objects.filter(
            kommune=kommune, aaben=False, bytes_slettet_tid=None, modtaget_tid__lt=graense
        ):
            lager().drop_bytes(lev.leverance_id)
            lev.bytes_slettet_tid = nu
            lev.save(update_fields=["bytes_slettet_tid"])
            write_spor(
                "bytes.udloebet", by="program", kommune=kommune, genstand=f"leverance:{lev.leverance_id}"
            )
            antal += 1
    return antal
