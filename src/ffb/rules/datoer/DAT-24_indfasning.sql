/*---
id = "DAT-24"
alvor = "oplysning"
kilde = "S0: Tilsvarende vil der ved revisitation og opfølgning af aktive ydelser ske en løbende implementering af FFB for alle borgere i en overgangsperiode"
hvorfor = "FFB på en ydelse fra før 2025 er rigtigt: den kommer på ved opfølgning. Tallet viser, hvor langt kommunen er."
ejer = "faglig_ansvarlig"
fase = "opfoelgning"
paa = "leverance"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Indfasning af FFB på ældre ydelser"
besked = "{med} af {alle} løbende FFB-ydelser fra før 2025 har fået FFB-ydelse og FFB-tilbud."
besked_flertal = "{antal} leverancer har løbende FFB-ydelser fra før 2025."
goer = "Sæt FFB på ved næste opfølgning. Der er intet at rette nu."
[en]
titel = "Phasing in FFB on older services"
besked = "{med} of {alle} running FFB services from before 2025 have FFB service and offer codes."
besked_flertal = "{antal} deliveries hold running FFB services from before 2025."
goer = "Add FFB at the next follow-up. Nothing needs correcting now."
---*/
SELECT
  y.leverance_id, CAST(NULL AS INTEGER) AS fil_nr, CAST(NULL AS INTEGER) AS post_nr,
  CAST(NULL AS BIGINT) AS borger_id, 'FFB_YDELSE_UUID' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  SUM(CASE WHEN y.ffb_ydelse_kode IS NOT NULL AND y.ffb_tilbud_kode IS NOT NULL THEN 1 ELSE 0 END) AS med,
  COUNT(*) AS alle
FROM gaeldende_ydelse y
JOIN leverance l ON y.leverance_id = l.leverance_id
CROSS JOIN koersel k
LEFT JOIN dst_kendt d ON y.dst_kode = d.dst_kode
WHERE y.startdato < CAST('2025-01-01' AS DATE)
  AND (y.slutdato IS NULL OR y.slutdato >= COALESCE(k.pr_dato, CAST(l.tid AS DATE)))
  AND COALESCE(d.ffb_relevant, y.ffb_ydelse_kode IS NOT NULL)
GROUP BY y.leverance_id
