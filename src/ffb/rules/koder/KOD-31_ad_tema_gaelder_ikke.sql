/*---
id = "KOD-31"
alvor = "advarsel"
kilde = "4-regler, family 4: not valid on its date; 1-system A4: Versions with validity dates; the version in force on the day decides"
hvorfor = "En kode gælder fra og til en dag. Uden for dem betyder den noget andet eller intet."
ejer = "it_leverandoer"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Koden for tema om aktivitet og deltagelse gælder ikke på dagen"
besked = "»{navn}« gælder ikke den {dato}{levetid}."
besked_flertal = "{antal} koder for tema om aktivitet og deltagelse gælder ikke på deres dag."
goer = "Vælg koden fra det katalog, der gælder på dagen, eller ret datoen."
[en]
titel = "The code of an A&D theme is not valid on the day"
besked = "»{navn}« is not valid on {dato}{levetid}."
besked_flertal = "{antal} codes of an A&D theme are not valid on their day."
goer = "Choose the code from the catalogue that holds on the day, or correct the date."
[en.ord]
", udgået i " = ", withdrawn in "
", brug »" = ", use »"
", først med i " = ", first in "
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TEMA_UUID' AS felt, t.kode AS vaerdi,
  t.dato,
  b.term AS navn,
  COALESCE(
    CASE
      WHEN t.dato >= u.udgaaet_fra THEN ', udgået i ' || u.udgaaet_i || COALESCE(', brug »' || u.efterfoelger || '«', '')
      WHEN t.dato < u.foerst_fra THEN ', først med i ' || u.foerst_i
    END, ''
  ) AS levetid,
  CASE WHEN t.dato >= u.udgaaet_fra THEN u.efterfoelger_kode END AS forventet
FROM gaeldende_aktivitet_deltagelse t
JOIN begreb_navn b ON t.kode = b.kode
LEFT JOIN begreb g
  ON t.kode = g.kode
 AND t.dato >= COALESCE(g.gaelder_fra, t.dato) AND t.dato <= COALESCE(g.gaelder_til, t.dato)
LEFT JOIN begreb_levetid u ON t.kode = u.kode
WHERE t.dato IS NOT NULL AND g.kode IS NULL
