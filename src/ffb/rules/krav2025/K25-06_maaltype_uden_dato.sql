/*---
id = "K25-06"
alvor = "fejl"
kilde = "S1: DST skal modtage oplysning om måltype, samt dato for registrering"
hvorfor = "Uden dato kan målet ikke placeres i borgerens forløb, og ingen kan se, hvornår det skulle være nået."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Måltypen har ingen dato"
besked = "Indsatsmålet med måltypen »{navn}« har ingen dato."
besked_flertal = "{antal} indsatsmål med måltype har ingen dato."
goer = "Skriv den dag, målet blev sat. Mangler den på alle, er det udtrækket, leverandøren skal rette."
[en]
titel = "The goal type has no date"
besked = "The goal with goal type »{navn}« has no date."
besked_flertal = "{antal} goals with a goal type have no date."
goer = "Enter the day the goal was set. If all lack it, the vendor must mend the extract."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'DATO' AS felt, CAST(NULL AS VARCHAR) AS vaerdi, b.term AS navn
FROM gaeldende_indsatsmaal t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.maaltype_kode = b.kode AND b.art = 'maaltype'
LEFT JOIN dato_ulaeselig f
  ON t.leverance_id = f.leverance_id AND t.fil_nr = f.fil_nr AND t.post_nr = f.post_nr AND f.felt = 'DATO'
WHERE t.dato IS NULL AND f.leverance_id IS NULL
