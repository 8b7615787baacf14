"""FFB uddatasættet (FHIR R4): bundles in and out. FHIR's English names live here and nowhere else.

`laes.read_fhir` fills the model's tables from bundles; `skriv.write_bundles` writes bundles from them.
Source: hl7dk/kl-ffb-reporting 1.0.0; summary in 9-uddatasaet.
"""
