/*---
id = "SAM-25"
alvor = "advarsel"
kilde = "vores: et tema kan ikke både skulle udvikles og fastholdes fra samme dag; S1: måltype er væsentlig ift. styring og retning"
hvorfor = "Udføreren ved ikke, hvad der skal arbejdes med, og udviklingen kan ikke gøres op."
ejer = "sagsbehandler"
fase = "sagsvurdering"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "To mål på samme tema vil hver sin vej"
besked = "To mål om {tema} fra {dato} har hver sin måltype."
besked_flertal = "{antal} temaer har to mål med hver sin måltype."
goer = "Behold ét mål pr. tema, eller giv det ene mål et andet tema."
[en]
titel = "Two goals on the same theme pull apart"
besked = "Two goals about {tema} from {dato} have different goal types."
besked_flertal = "{antal} themes have two goals with different goal types."
goer = "Keep one goal per theme, or give one of them another theme."
---*/
WITH uenig AS (
  SELECT gruppe_id, borger_id, tema_kode, dato
  FROM gaeldende_indsatsmaal
  GROUP BY gruppe_id, borger_id, tema_kode, dato
  HAVING MIN(maaltype_kode) <> MAX(maaltype_kode)
),
maal AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.maal_id, m.tema_kode, m.dato,
    ROW_NUMBER() OVER (
      PARTITION BY m.gruppe_id, m.borger_id, m.tema_kode, m.dato
      ORDER BY m.leverance_id DESC, m.fil_nr DESC, m.post_nr DESC
    ) AS nr
  FROM gaeldende_indsatsmaal m
  JOIN uenig u
    ON m.gruppe_id = u.gruppe_id AND m.borger_id = u.borger_id AND m.tema_kode = u.tema_kode AND m.dato = u.dato
  WHERE m.maaltype_kode IS NOT NULL
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'MAALTYPE' AS felt, m.tema_kode AS vaerdi, m.dato, t.term AS tema
FROM maal m
JOIN begreb_navn t ON m.tema_kode = t.kode
WHERE m.nr = 1
