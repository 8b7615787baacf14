/*---
titel = "Ydelserne i Tabel 1, talt efter hvad der er galt med dem"
grain = "kommune, paragraf, enhed, om ydelsen er fra kravets tid, og fejl"
noegle = "kommune_kode, paragraf, enhed, fra_2025, fejl"
enhed = "ydelser startet i perioden"
kilde = "3-rapport, Tabel 1; fra_2025 er gaelder_fra i hovedet på T1-01 til T1-06: før den er en ydelse uden FFB intet fund"
forklaring = "fejl er bits som i ffb_dom. Enheden står kun ud for ydelser med fejl: de andre kan ingen rette."
---*/
SELECT
  y.kommune_kode, y.paragraf,
  CASE WHEN y.fejl <> 0 THEN COALESCE(y.enhed, o.enhed) END AS enhed,
  y.startdato >= DATE '2025-01-01' AS fra_2025,
  y.fejl, COUNT(*) AS antal
FROM ffb_ydelse y
LEFT JOIN opslag_sag o ON y.sagsnummer = o.sagsnummer
GROUP BY
  y.kommune_kode, y.paragraf, CASE WHEN y.fejl <> 0 THEN COALESCE(y.enhed, o.enhed) END,
  y.startdato >= DATE '2025-01-01', y.fejl
