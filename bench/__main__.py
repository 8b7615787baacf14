"""Every measurement, one after the other: `make bench`."""

from __future__ import annotations

from bench import analyser, fhir, fhir_peers, konvertering, regler, tabeller

if __name__ == "__main__":
    print("Tabel 1 og 2 over ti gange landet")
    tabeller.main()
    print("\nHver analyse over ti gange landet")
    analyser.main()
    print("\nAlle regler over en million rækker")
    regler.main()
    print("\nKonvertering af 100.000 poster")
    konvertering.main()
    print("\nFHIR: bundter til rækker")
    fhir.main()
    print("\nFHIR: hele tjekket ved siden af andres")
    fhir_peers.main()
