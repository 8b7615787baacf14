/*---
titel = "Kommuner"
grain = "kommune"
noegle = "kommune_kode"
kilde = "begreber: kommuner og regioner"
[[kolonne]]
navn = "kommune_kode"
type = "VARCHAR"
tekst = "Firecifret kode; ukendt, hvor leverancen ingen har"
[[kolonne]]
navn = "navn"
type = "VARCHAR"
tekst = "Kommunens navn"
[[kolonne]]
navn = "region_kode"
type = "VARCHAR"
tekst = "Regionens kode"
[[kolonne]]
navn = "region"
type = "VARCHAR"
tekst = "Regionens navn"
[[kolonne]]
navn = "demo"
type = "BOOLEAN"
tekst = "Opdigtet kommune"
---*/
SELECT DISTINCT
  b.kommune AS kommune_kode, COALESCE(k.navn, 'Ukendt') AS navn, COALESCE(k.region_kode, '') AS region_kode,
  COALESCE(k.region, '') AS region, COALESCE(k.demo, FALSE) AS demo
FROM eksport_borger b
LEFT JOIN kommune k ON b.kommune_kode = k.kommune_kode
ORDER BY kommune_kode
