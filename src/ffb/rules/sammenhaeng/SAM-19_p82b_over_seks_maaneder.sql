/*---
id = "SAM-19"
alvor = "advarsel"
kilde = "SEL § 82 b: tidsbegrænset hjælp i op til 6 måneder; S4: Tidsbegrænset, kortere forløb, indenfor 6 mdr."
hvorfor = "Varer hjælpen længere, skal den bevilges, oftest efter § 85, med udredning og klageadgang."
ejer = "sagsbehandler"
fase = "opfoelgning"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Ydelsen efter § 82 b varer længere end fristen"
besked = "{ydelse} begyndte {dato} og varer mere end {maaneder} måneder (slutdato: {slut})."
besked_flertal = "{antal} ydelser efter § 82 b varer længere end fristen."
goer = "Sæt slutdato, hvis ydelsen er slut. Er behovet der stadig, så visitér til § 85."
[en]
titel = "The service under section 82 b lasts longer than the limit"
besked = "{ydelse} began {dato} and lasts more than {maaneder} months (end date: {slut})."
besked_flertal = "{antal} services under section 82 b last longer than the limit."
goer = "Put an end date if the service has ended. If the need remains, assess for section 85."
[norm]
maaneder = {vaerdi = 6, enhed = "måneder", forklaring = "Lovens længste varighed af hjælp efter § 82 b."}
---*/
WITH norm AS (
  SELECT 6 AS maaneder
),
p82b AS (
  SELECT l.kode, b.term
  FROM begreb_lov l
  JOIN begreb_navn b ON l.kode = b.kode
  WHERE l.paragraf = '§82b' AND b.art = 'ydelse'
),
varighed AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.startdato, y.slutdato, y.sagsnummer, y.enhed, p.term,
    y.ffb_ydelse_kode, COALESCE(y.slutdato, d.dag) AS til
  FROM gaeldende_ydelse y
  JOIN p82b p ON y.ffb_ydelse_kode = p.kode
  JOIN leverance_dag d ON y.leverance_id = d.leverance_id
  WHERE COALESCE(y.status, '') <> 'draft'
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'SLUTDATO' AS felt, y.ffb_ydelse_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, y.term AS ydelse, n.maaneder,
  y.slutdato AS slut,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM varighed y
CROSS JOIN norm n
WHERE (extract(year FROM y.til) - extract(year FROM y.startdato)) * 12
    + extract(month FROM y.til) - extract(month FROM y.startdato)
    + CASE WHEN extract(day FROM y.til) > extract(day FROM y.startdato) THEN 1 ELSE 0 END > n.maaneder
