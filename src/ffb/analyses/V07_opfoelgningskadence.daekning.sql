/*---
titel = "Dækning af V07"
grain = "oplysning"
---*/
SELECT d.maal, d.antal, d.af
FROM (
  SELECT 1 AS nr, 'fulgt' AS maal, CAST(f.borgere AS BIGINT) AS antal, CAST(i.borgere AS BIGINT) AS af
  FROM (SELECT COUNT(DISTINCT borger_nr) AS borgere FROM analyse_opfoelgning) f
  CROSS JOIN (SELECT COUNT(*) AS borgere FROM analyse_borger) i
  UNION ALL
  SELECT 2 AS nr, 'dateret' AS maal, CAST(COUNT(o.dato) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM gaeldende_opfoelgning o
  JOIN leverance_betjener s ON o.leverance_id = s.leverance_id
  JOIN analyse_borger_alle a ON s.kommune_kode = a.kommune_kode AND o.borger_id = a.borger_id
  JOIN analyse_borger b ON a.borger_nr = b.borger_nr
  UNION ALL
  SELECT 3 AS nr, 'planlagt' AS maal, CAST(COUNT(dage_over) AS BIGINT) AS antal, CAST(COUNT(*) AS BIGINT) AS af
  FROM analyse_planlagt
) d
ORDER BY d.nr
