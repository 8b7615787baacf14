/*---
titel = "Borgerne bag hver funktion i regnskabet, år for år, med støttebehovet ved årets slutning"
grain = "funktion, år, ydelse, der tæller, og aktivitet"
noegle = "funktion, aar, leverance_id, fil_nr, post_nr, aktivitet_nr"
kilde = "5-viden V13: citizens per støttebehov/målgruppe"
forklaring = "stoettebehov er '0'-'4' eller '9', tomt uden en vurdering på eller før årets sidste dag, dog højst udvalgets dag. En vurdering uden dato er den ældste."
---*/
WITH ydelse AS (
  SELECT
    r.funktion, r.aar, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.kommune_kode, y.borger_id,
    LEAST(v.dag, CAST(CAST(r.aar AS VARCHAR) || '-12-31' AS DATE)) AS dag
  FROM analyse_regnskab r
  CROSS JOIN analyse_valg v
  JOIN analyse_ydelse_alle y ON r.kommune_kode = y.kommune_kode AND r.paragraf = y.paragraf
  WHERE EXTRACT(year FROM y.startdato) <= r.aar AND (y.slutdato IS NULL OR EXTRACT(year FROM y.slutdato) >= r.aar)
    AND y.startdato <= v.dag
),
borger AS (
  SELECT DISTINCT aar, dag, kommune_kode, borger_id FROM ydelse
),
nummereret AS (
  SELECT
    b.aar, b.kommune_kode, b.borger_id, s.niveau,
    ROW_NUMBER() OVER (
      PARTITION BY b.aar, b.kommune_kode, b.borger_id
      ORDER BY COALESCE(s.dato, DATE '1900-01-01') DESC, s.leverance_id DESC, s.fil_nr DESC, s.post_nr DESC
    ) AS nr
  FROM borger b
  JOIN analyse_stoettebehov_alle s ON b.kommune_kode = s.kommune_kode AND b.borger_id = s.borger_id
  WHERE s.dato IS NULL OR s.dato <= b.dag
)
SELECT
  y.funktion, y.aar, y.leverance_id, y.fil_nr, y.post_nr, y.aktivitet_nr, y.kommune_kode, y.borger_id,
  COALESCE(CAST(n.niveau AS VARCHAR), '') AS stoettebehov
FROM ydelse y
LEFT JOIN nummereret n ON y.aar = n.aar AND y.kommune_kode = n.kommune_kode AND y.borger_id = n.borger_id AND n.nr = 1
