/*---
id = "DAT-13"
alvor = "advarsel"
kilde = "4-regler, family 5; vores: Voksenudredningsmetoden er fra omkring 2010, så ældre datoer er pladsholdere eller konvertering"
hvorfor = "En dato fra før metoden fandtes kan ikke være dagen, oplysningen blev registreret, og ødelægger enhver kurve."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Temaet er usandsynligt gammelt"
besked = "»{navn}« er dateret {dato}, før metoden fandtes."
besked_flertal = "{antal} temaer om aktivitet og deltagelse er dateret før 2010."
goer = "Find den rigtige dato. Er oplysningen konverteret, skal den have konverteringens eller udredningens dato."
[en]
titel = "The A&D theme is improbably old"
besked = "»{navn}« is dated {dato}, before the method existed."
besked_flertal = "{antal} A&D themes are dated before 2010."
goer = "Find the real date. Converted data must carry the date of the assessment or of the conversion."
[en.ord]
"Temaet" = "The theme"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  CONCAT(
    'aktivitet_deltagelse:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':DATO'
  ) AS aarsag,
  COALESCE(b.term, t.kode, 'Temaet') AS navn
FROM gaeldende_aktivitet_deltagelse t
LEFT JOIN begreb_navn b ON t.kode = b.kode
WHERE t.dato < CAST('2010-01-01' AS DATE)
