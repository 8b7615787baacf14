"""The vault of CPR numbers: put in, looked up, opened. Opening is an act: whoever asks writes the trail."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from ffb.model.tabeller import TABELLER
from ffb.server.krypt import decrypt_cpr, encrypt_cpr
from ffb.server.leverance.grundlag import indberettere
from ffb.server.leverance.models import Borgernummer

PORTION = 500


def store_cpr(kommune: str, par: Iterable[tuple[int, str]]) -> None:
    """Put the citizens of a kommune into the vault; those known already stay as they are."""
    nye = []
    for borger_id, cpr in par:
        krypteret, nr = encrypt_cpr(cpr, kommune)
        nye.append(Borgernummer(kommune=kommune, borger_id=borger_id, krypteret=krypteret, noegle_nr=nr))
    Borgernummer.objects.bulk_create(nye, batch_size=PORTION, ignore_conflicts=True)


def open_cpr(kommune: str, borger_ider: Iterable[int]) -> dict[int, str]:
    """borger_id -> CPR of these citizens, also those a joint reporter sent; one not in the vault is left
    out."""
    ider, koder = sorted(set(borger_ider)), indberettere(kommune)
    ud = {}
    for i in range(0, len(ider), PORTION):
        for b in Borgernummer.objects.filter(kommune__in=koder, borger_id__in=ider[i : i + PORTION]):
            ud[b.borger_id] = decrypt_cpr(b.krypteret, b.kommune, b.noegle_nr)
    return ud


def cpr_tabel(kommune: str, borger_ider: Iterable[int]) -> pa.Table:
    """The model's table `cpr` for these citizens."""
    fundne = open_cpr(kommune, borger_ider)
    return pa.table(
        {"borger_id": list(fundne), "cpr": list(fundne.values())}, schema=TABELLER["cpr"].schema()
    )
