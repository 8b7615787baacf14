/*---
id = "MEL-16"
alvor = "advarsel"
kilde = "vores; S0: fra nuværende systemer anvendes den senest modtagne dataleverance, fra hvert af dem; System_status skal fremstå korrekt"
hvorfor = "Begge systemer er nuværende, så ydelsen tæller to gange. Ofte skulle det ene have været tidligere anvendt."
ejer = "faglig_ansvarlig"
fase = "indberetning"
paa = "flere"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Den samme ydelse kommer fra to nuværende systemer"
besked = "Ydelsen fra {dato} er også sendt fra {andet_system}, så den tæller to gange."
besked_flertal = "{antal} ydelser er sendt fra to nuværende systemer."
goer = "Fjern ydelsen fra det ene system. Er det ene system holdt op, så bed DST om at sætte det til tidligere anvendt."
[en]
titel = "The same service comes from two current systems"
besked = "The service starting {dato} is also sent from {andet_system}, so it counts twice."
besked_flertal = "{antal} services are sent from two current systems."
goer = "Remove the service from one of the systems. If one system has stopped, ask DST to set it to formerly used."
---*/
WITH nuvaerende AS (
  SELECT
    y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, y.kommune_kode, y.gruppe_id, y.ydelse_id, y.startdato,
    y.sagsnummer, y.enhed, l.system,
    COALESCE(y.dst_kode, '') || '|' || COALESCE(y.ffb_ydelse_kode, '') || '|'
    || COALESCE(y.ffb_tilbud_kode, '') AS indhold
  FROM gaeldende_ydelse y
  JOIN leverance_brugt l ON y.leverance_id = l.leverance_id AND NOT l.tidligere
  WHERE COALESCE(y.dst_kode, y.ffb_ydelse_kode) IS NOT NULL
),
par AS (
  SELECT
    b.leverance_id, b.fil_nr, b.post_nr, b.borger_id, b.ydelse_id, b.startdato, b.sagsnummer, b.enhed,
    MIN(a.system) AS andet_system
  FROM nuvaerende b
  JOIN nuvaerende a
    ON b.kommune_kode = a.kommune_kode AND b.borger_id = a.borger_id AND b.startdato = a.startdato
   AND b.indhold = a.indhold AND b.gruppe_id > a.gruppe_id
  GROUP BY b.leverance_id, b.fil_nr, b.post_nr, b.borger_id, b.ydelse_id, b.startdato, b.sagsnummer, b.enhed
)
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'YDELSE_ID' AS felt, y.ydelse_id AS vaerdi, y.startdato AS dato,
  y.sagsnummer, y.enhed, y.andet_system,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM par y
