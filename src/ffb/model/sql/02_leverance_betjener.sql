/*---
titel = "Hvilke kommuner en leverance tæller for"
grain = "leverance og kommune"
noegle = "leverance_id, kommune_kode"
kilde = "3-rapport, Gældende data 3: Ishøj for Vallensbæk, Tårnby for Dragør; en leverance uden kommune tæller for de kommuner, dens rækker nævner"
gem = true
forklaring = "kommune_nr er kommunens nummer i denne kørsel: et heltal er billigere at gruppere millioner af rækker på end en tekst."
---*/
WITH betjener AS (
  SELECT leverance_id, kommune_kode
  FROM leverance_brugt
  UNION
  SELECT l.leverance_id, f.for_kode AS kommune_kode
  FROM leverance_brugt l
  JOIN faelles_indberetter f ON l.kommune_kode = f.handlende_kode
  WHERE (f.gaelder_fra IS NULL OR CAST(l.tid AS DATE) >= f.gaelder_fra)
    AND (f.gaelder_til IS NULL OR CAST(l.tid AS DATE) <= f.gaelder_til)
  UNION
  SELECT l.leverance_id, y.kommune_kode
  FROM leverance_brugt l
  JOIN ydelse_version y ON l.leverance_id = y.leverance_id
  WHERE l.kommune_kode = '' AND y.kommune_kode IS NOT NULL
)
SELECT leverance_id, kommune_kode, CAST(DENSE_RANK() OVER (ORDER BY kommune_kode) AS INTEGER) AS kommune_nr
FROM betjener
