/*---
titel = "Borgerne bag hver funktion i regnskabet, år for år, med støttebehovet ved årets slutning"
grain = "funktion, år, ydelse, der tæller, og aktivitet"
noegle = "funktion, aar, ydelse_nr"
gem = true
kilde = "5-viden V13: citizens per støttebehov/målgruppe"
forklaring = "stoettebehov er '0'-'4' eller '9', tomt uden en vurdering på eller før årets sidste dag, dog højst udvalgets dag. En vurdering uden dato er den ældste."
---*/
WITH ydelse AS (
  SELECT
    r.funktion, r.aar, y.ydelse_nr, y.borger_nr,
    LEAST(v.dag, CAST(CAST(r.aar AS VARCHAR) || '-12-31' AS DATE)) AS dag
  FROM analyse_regnskab r
  CROSS JOIN analyse_valg v
  JOIN analyse_ydelse_alle y ON r.kommune_kode = y.kommune_kode AND r.paragraf = y.paragraf
  WHERE EXTRACT(year FROM y.startdato) <= r.aar AND (y.slutdato IS NULL OR EXTRACT(year FROM y.slutdato) >= r.aar)
    AND y.startdato <= v.dag
)
SELECT y.funktion, y.aar, y.ydelse_nr, y.borger_nr, COALESCE(CAST(s.niveau AS VARCHAR), '') AS stoettebehov
FROM ydelse y
LEFT JOIN analyse_stoettebehov_alle s
  ON y.borger_nr = s.borger_nr AND (s.dato IS NULL OR s.dato <= y.dag) AND (s.naeste IS NULL OR s.naeste > y.dag)
