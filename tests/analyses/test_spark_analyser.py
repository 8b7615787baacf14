"""Every text of every analysis and of the star schema gives the same rows, in order, on a Spark cluster."""

from typing import Any

import pytest

from analyses.test_mod_orakel import make_grundlag
from analyses.verden import make_verden
from ffb.analyses import Analysevalg, load_analyser
from ffb.eksport import build_stjerne

pytestmark = pytest.mark.lang
OM_IGEN = {"V03", "V06", "V15"}  # kept views, kept sums and none: a second choice makes them anew


def test_samme_raekker_paa_begge_motorer(spark_klynge: Any) -> None:
    verden = make_verden(4, 40)
    periode = (verden.periode_fra, verden.periode_til)
    duck, paa_spark = make_grundlag(verden), make_grundlag(verden, spark_klynge)
    analyser = load_analyser()
    opgaver = [*((a, ()) for a in analyser), *((a, (("koen", ("K",)),)) for a in analyser if a.id in OM_IGEN)]
    for analyse, filtre in opgaver:
        valg = Analysevalg(*periode, filtre)
        a, b = duck.koer(analyse, valg), paa_spark.koer(analyse, valg)
        assert b.tabel.raekker == a.tabel.raekker, analyse.id
        assert b.daekning == a.daekning, analyse.id
        assert b.saetning == a.saetning
    paa_duck = build_stjerne(duck)
    for navn, tabel in build_stjerne(paa_spark).items():
        assert tabel.equals(paa_duck[navn]), navn
