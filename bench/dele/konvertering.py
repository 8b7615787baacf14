"""Part: a conversion of 100,000 posts beside Python's CSV reader."""

from __future__ import annotations

from bench import konvertering
from bench.maskine import tal
from bench.resultat import Linje, Udbytte

MAAL_S = 10.0  # issue 7


def maal(lille: bool = False) -> Udbytte:
    """`lille`: a hundredth of the posts."""
    k = konvertering.maal(1_000 if lille else 100_000)
    gruppe = f"{tal(k.poster, 0)} poster"
    return Udbytte(
        [
            Linje(gruppe, "Læs, oversæt, planlæg, rapportér", k.i_alt, "CPU s", maal=MAAL_S),
            Linje(gruppe, "Heraf læs", k.laes, "CPU s", "graense", "csv.reader", k.graense),
            Linje(gruppe, "Heraf oversæt og planlæg", k.oversaet, "CPU s"),
            Linje(gruppe, "Heraf rapport", k.rapport, "CPU s"),
        ]
    )
