"""Reading stays within a factor of plain decoding, and far from the usual library. Ratios, not seconds."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from bench.fhir import maal, syntetiske
from fhir_eksempel import NOEGLE, bundle, laes, officielle

from ffb.formats.fhir.laes import read_fhir
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler


def test_rows_cost_a_few_times_plain_decoding_and_a_fraction_of_the_library() -> None:
    """Floors far under what a quiet machine gives (`python -m bench.fhir`): other work must not fail this."""
    m = maal(officielle(), runder=12)
    afkodning, _, bibliotek, _ = m.forhold(m.raekker)
    assert afkodning >= 0.2, m
    assert bibliotek >= 15, m
    assert m.forhold_tjek >= 0.06, m
    assert m.raekker_tjek / m.bibliotek >= 8, m


def test_the_synthetic_bundles_are_all_different_and_without_faults() -> None:
    bundles = syntetiske(300)
    assert len(set(bundles)) == 300
    assert laes(*bundles).fund() == set()


@pytest.mark.parametrize("foer", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(foer: bool) -> None:
    def filer() -> Iterator[Fil]:
        yield Fil("1.json", b"{}")
        assert not gc.isenabled()
        raise OSError

    var = gc.isenabled()
    try:
        (gc.enable if foer else gc.disable)()
        laes(bundle())
        assert gc.isenabled() is foer
        with pytest.raises(OSError):
            read_fhir(filer(), Leverancehoved(), 1, Raekkesamler(), Laesevalg(Identitet(NOEGLE)))
        assert gc.isenabled() is foer
    finally:
        (gc.enable if var else gc.disable)()
