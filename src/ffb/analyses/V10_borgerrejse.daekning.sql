/*---
titel = "Dækning af V10"
grain = "oplysning"
---*/
WITH ydelse AS (
  SELECT
    y.tilbud_kode,
    CASE WHEN y.slutdato IS NULL OR y.slutdato >= v.dag THEN 1 ELSE 0 END AS loeber,
    CASE WHEN m.leverance_id IS NULL THEN 0 ELSE 1 END AS maalgruppe
  FROM analyse_ydelse_alle y
  CROSS JOIN analyse_valg v
  LEFT JOIN (SELECT DISTINCT leverance_id, fil_nr, post_nr, aktivitet_nr FROM analyse_maalgruppe_alle) m
    ON y.leverance_id = m.leverance_id AND y.fil_nr = m.fil_nr AND y.post_nr = m.post_nr
   AND y.aktivitet_nr = m.aktivitet_nr
  WHERE y.startdato <= v.dag AND (y.slutdato IS NULL OR y.slutdato >= v.periode_fra)
    AND (NOT v.kommune_valgt OR y.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
),
fulgt AS (
  SELECT DISTINCT
    s.kommune_kode, o.borger_id, o.dato, COALESCE(r.navn, '') AS navn, CASE WHEN r.kode IS NULL THEN 0 ELSE 1 END AS resultat
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  CROSS JOIN analyse_valg v
  LEFT JOIN (
    SELECT kode, MIN(kortnavn) AS navn FROM begreb WHERE art = 'opfoelgningsresultat' GROUP BY kode
  ) r ON TRIM(o.resultat_kode) = r.kode
  WHERE o.dato BETWEEN v.periode_fra AND v.dag
    AND (NOT v.kommune_valgt OR s.kommune_kode IN (SELECT kode FROM analyse_filter WHERE dimension = 'kommune'))
),
svar AS (
  SELECT 1 AS nr, 'loeber' AS maal, CAST(COALESCE(SUM(loeber), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM ydelse
  UNION ALL
  SELECT
    2 AS nr,
    'tilbud' AS maal,
    CAST(COUNT(CASE WHEN tilbud_kode <> '' THEN 1 END) AS BIGINT) AS antal,
    CAST(COUNT(*) AS BIGINT) AS af
  FROM ydelse
  UNION ALL
  SELECT
    3 AS nr, 'maalgruppe' AS maal, CAST(COALESCE(SUM(maalgruppe), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM ydelse
  UNION ALL
  SELECT
    4 AS nr, 'fulgt' AS maal, CAST(COALESCE(SUM(resultat), 0) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM fulgt
)
SELECT maal, antal, af
FROM svar
ORDER BY nr
