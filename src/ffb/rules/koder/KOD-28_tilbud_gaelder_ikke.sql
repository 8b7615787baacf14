/*---
id = "KOD-28"
alvor = "advarsel"
kilde = "4-regler, family 4: not valid on its date; 1-system A4: Versions with validity dates; the version in force on the day decides"
hvorfor = "En kode gælder fra og til en dag. Uden for dem betyder den noget andet eller intet."
ejer = "it_leverandoer"
fase = "bestilling"
tabel = "ydelse"
kraever = ["ydelse"]
[da]
titel = "Koden for FFB-tilbud gælder ikke på dagen"
besked = "»{navn}« gælder ikke den {dato}{levetid}."
besked_flertal = "{antal} koder for FFB-tilbud gælder ikke på deres dag."
goer = "Vælg koden fra det katalog, der gælder på dagen, eller ret datoen."
[en]
titel = "The code of an FFB offer is not valid on the day"
besked = "»{navn}« is not valid on {dato}{levetid}."
besked_flertal = "{antal} codes of an FFB offer are not valid on their day."
goer = "Choose the code from the catalogue that holds on the day, or correct the date."
[en.ord]
", udgået i " = ", withdrawn in "
", brug »" = ", use »"
", først med i " = ", first in "
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FFB_TILBUD_UUID' AS felt, t.ffb_tilbud_kode AS vaerdi,
  t.startdato AS dato, t.sagsnummer, t.enhed,
  b.term AS navn,
  COALESCE(
    CASE
      WHEN t.startdato >= u.udgaaet_fra THEN ', udgået i ' || u.udgaaet_i || COALESCE(', brug »' || u.efterfoelger || '«', '')
      WHEN t.startdato < u.foerst_fra THEN ', først med i ' || u.foerst_i
    END, ''
  ) AS levetid,
  CASE WHEN t.startdato >= u.udgaaet_fra THEN u.efterfoelger_kode END AS forventet
FROM gaeldende_ydelse t
JOIN begreb_navn b ON t.ffb_tilbud_kode = b.kode
LEFT JOIN begreb g
  ON t.ffb_tilbud_kode = g.kode
 AND t.startdato >= COALESCE(g.gaelder_fra, t.startdato) AND t.startdato <= COALESCE(g.gaelder_til, t.startdato)
LEFT JOIN begreb_levetid u ON t.ffb_tilbud_kode = u.kode
WHERE t.startdato IS NOT NULL AND g.kode IS NULL
