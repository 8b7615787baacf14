/*---
id = "KOD-25"
alvor = "fejl"
kilde = "3-rapport: Codes are text, never numbers; S0: § 85 – 1.12.0.1 + 1.12.0.2"
hvorfor = "Et regneark gør koder til tal og datoer og taber det, der står efter. Så mangler ydelsen i Tabel 1."
ejer = "it_leverandoer"
fase = "indberetning"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "DST-koden ligner et tal eller en dato"
besked = "DST-koden er skrevet {vaerdi}, og det er et tal eller en dato, ikke en kode vi kender."
besked_flertal = "{antal} DST-koder ligner tal eller datoer."
goer = "Gem kolonnen som tekst, når filen dannes, og send igen."
[en]
titel = "The DST code looks like a number or a date"
besked = "The DST code is written {vaerdi}, which is a number or a date, not a code we know."
besked_flertal = "{antal} DST codes look like numbers or dates."
goer = "Save the column as text when the file is made, and deliver again."
---*/
WITH skrevet AS (
  SELECT y.dst_kode, TRANSLATE(MIN(y.dst_kode), '0123456789', '') AS tegn
  FROM gaeldende_ydelse y
  LEFT JOIN dst_kendt d ON y.dst_kode = d.dst_kode
  WHERE d.dst_kode IS NULL
  GROUP BY y.dst_kode
)
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DST_YDELSE' AS felt, t.dst_kode AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.enhed,
  CONCAT(
    'ydelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':', CAST(t.post_nr AS VARCHAR)
  ) AS aarsag
FROM gaeldende_ydelse t
JOIN skrevet s ON t.dst_kode = s.dst_kode
WHERE s.tegn IN ('--', '//', '.E+', ',E+', 'E+')
  OR (s.tegn IN ('', '.', ',') AND (t.ffb_ydelse_kode IS NOT NULL OR t.ffb_tilbud_kode IS NOT NULL))
