"""Every text of every analysis and of the star schema gives the same rows, in order, on a Spark cluster."""

from typing import Any

from analyses.test_mod_orakel import make_grundlag
from analyses.verden import make_verden
from ffb.analyses import Analysevalg, load_analyser
from ffb.eksport import build_stjerne


def test_samme_raekker_paa_begge_motorer(spark_klynge: Any) -> None:
    verden = make_verden(4, 40)
    periode = (verden.periode_fra, verden.periode_til)
    duck, paa_spark = make_grundlag(verden), make_grundlag(verden, spark_klynge)
    # the second choice proves that kept views are made anew
    opgaver = [
        (a, f) for f in ((), (("koen", ("K",)),)) for a in load_analyser() if not f or "koen" in a.filtre
    ]
    for analyse, filtre in opgaver:
        valg = Analysevalg(*periode, filtre)
        a, b = duck.koer(analyse, valg), paa_spark.koer(analyse, valg)
        assert b.tabel.raekker == a.tabel.raekker, analyse.id
        assert b.daekning == a.daekning, analyse.id
        assert b.saetning == a.saetning
    paa_duck = build_stjerne(duck)
    for navn, tabel in build_stjerne(paa_spark).items():
        assert tabel.equals(paa_duck[navn]), navn
