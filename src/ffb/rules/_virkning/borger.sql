/*---
titel = "Borgerne i Tabel 2, der mangler noget, og hvor fundet om dem står"
grain = "kommune og borger, der mangler noget"
noegle = "kommune_kode, borger_id"
kilde = "3-rapport, Tabel 2; fra_2025 er gaelder_fra i hovedet på T2-01 til T2-06 og K25-01"
forklaring = "mangler er bits som i borger_status. Paragraf og enhed er dem på borgerens første ydelse i perioden, hvor fundet står."
---*/
WITH ydelse AS (
  SELECT
    y.kommune_kode, y.borger_id, y.paragraf, COALESCE(y.enhed, o.enhed) AS enhed, y.startdato, b.mangler,
    ROW_NUMBER() OVER (
      PARTITION BY y.kommune_kode, y.borger_id
      ORDER BY y.startdato, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr
    ) AS nr
  FROM ffb_ydelse y
  JOIN borger_status b ON y.kommune_kode = b.kommune_kode AND y.borger_id = b.borger_id
  LEFT JOIN opslag_sag o ON y.sagsnummer = o.sagsnummer
  WHERE b.mangler <> 0
)
SELECT kommune_kode, borger_id, paragraf, enhed, startdato >= DATE '2025-01-01' AS fra_2025, mangler
FROM ydelse
WHERE nr = 1
