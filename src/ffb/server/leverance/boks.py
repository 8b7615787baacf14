"""The vault of CPR numbers: put in, looked up, opened. Opening is an act: whoever asks writes the trail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from ffb.model.tabeller import TABELLER
from ffb.server.krypt import decrypt_cpr, encrypt_cpr
from ffb.server.leverance.grundlag import indberettere
from ffb.server.leverance.models import Borgernummer

PORTION = 500


def store_cpr(
    kommune: str, par: Iterable[tuple[int, str]], *, klar: Mapping[int, Borgernummer] | None = None
) -> None:
    """Put the citizens of a kommune into the vault, in order, so that two that do it at once wait in one
    queue; those known already stay as they are.

    Args:
        klar: what `prepare_cpr` made of them before the transaction began.
    """
    klar = klar or {}
    nye = [klar.get(b) or _krypter(kommune, b, cpr) for b, cpr in sorted(_uden_kendte(kommune, par))]
    Borgernummer.objects.bulk_create(nye, batch_size=PORTION, ignore_conflicts=True)


def prepare_cpr(kommune: str, par: Iterable[tuple[int, str]]) -> dict[int, Borgernummer]:
    """The citizens that are not in the vault yet, encrypted: a national delivery takes seconds of that, which
    nobody should wait for within a transaction."""
    return {b: _krypter(kommune, b, cpr) for b, cpr in _uden_kendte(kommune, par)}


def _krypter(kommune: str, borger_id: int, cpr: str) -> Borgernummer:
    krypteret, nr = encrypt_cpr(cpr, kommune)
    return Borgernummer(kommune=kommune, borger_id=borger_id, krypteret=krypteret, noegle_nr=nr)


def _uden_kendte(kommune: str, par: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    alle, kendte = list(par), set()
    for i in range(0, len(alle), PORTION):
        ider = [b for b, _ in alle[i : i + PORTION]]
        i_boksen = Borgernummer.objects.filter(kommune=kommune, borger_id__in=ider)
        kendte |= set(i_boksen.values_list("borger_id", flat=True))
    return [p for p in alle if p[0] not in kendte]


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
