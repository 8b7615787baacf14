/*---
titel = "Borgere med mindst én FFB-relevant ydelse startet i perioden"
grain = "kommune"
noegle = "kommune_kode"
enhed = "borgere"
kilde = "S0, Tabel 2; mangler_alle og heraf ikke vurderet er vores"
---*/
SELECT
  kommune_kode,
  COUNT(*) AS borgere,
  CAST(SUM(CASE WHEN mangler = 31 THEN 1 ELSE 0 END) AS BIGINT) AS mangler_alle,
  CAST(SUM(CASE WHEN kun_ikke_vurderet_niveau THEN 1 ELSE 0 END) AS BIGINT) AS funktionsevneniveau,
  CAST(SUM(CASE WHEN kun_ikke_vurderet_stoette THEN 1 ELSE 0 END) AS BIGINT) AS stoettebehov
FROM borger_status
GROUP BY kommune_kode
ORDER BY kommune_kode
