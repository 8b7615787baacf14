/*---
id = "DAT-14"
alvor = "advarsel"
kilde = "4-regler, family 5; vores: Voksenudredningsmetoden er fra omkring 2010, så ældre datoer er pladsholdere eller konvertering"
hvorfor = "En dato fra før metoden fandtes kan ikke være dagen, oplysningen blev registreret, og ødelægger enhver kurve."
ejer = "it_leverandoer"
fase = "sagsvurdering"
tabel = "stoettebehov"
kraever = ["stoettebehov"]
[da]
titel = "Støttebehovet er usandsynligt gammelt"
besked = "»{navn}« er dateret {dato}, før metoden fandtes."
besked_flertal = "{antal} støttebehov er dateret før 2010."
goer = "Find den rigtige dato. Er oplysningen konverteret, skal den have konverteringens eller udredningens dato."
[en]
titel = "The need of support is improbably old"
besked = "»{navn}« is dated {dato}, before the method existed."
besked_flertal = "{antal} needs of support are dated before 2010."
goer = "Find the real date. Converted data must carry the date of the assessment or of the conversion."
[en.ord]
"Støttebehovet" = "The need of support"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(t.dato AS VARCHAR) AS vaerdi, t.dato,
  CONCAT(
    'stoettebehov:', CAST(t.leverance_id AS VARCHAR), ':', CAST(t.fil_nr AS VARCHAR), ':',
    CAST(t.post_nr AS VARCHAR), ':DATO'
  ) AS aarsag,
  COALESCE(b.term, t.niveau_kode, 'Støttebehovet') AS navn
FROM gaeldende_stoettebehov t
LEFT JOIN begreb_navn b ON t.niveau_kode = b.kode
WHERE t.dato < CAST('2010-01-01' AS DATE)
