/*---
titel = "Tabel 2: Antal borgere med mindst én FFB-ydelse, og hvad der mangler"
grain = "kommune og række"
noegle = "kommune_kode, raekke"
enhed = "borgere"
kilde = "S0, Tabel 2"
---*/
SELECT kommune_kode, raekke, COUNT(*) AS antal
FROM borger_mangel
GROUP BY kommune_kode, raekke
ORDER BY kommune_kode, raekke
