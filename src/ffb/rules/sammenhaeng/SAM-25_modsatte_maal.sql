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
WITH maal AS (
  SELECT
    m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, m.maal_id, m.tema_kode, m.dato,
    MIN(m.maaltype_kode) OVER (PARTITION BY m.gruppe_id, m.borger_id, m.tema_kode, m.dato) AS en,
    MAX(m.maaltype_kode) OVER (PARTITION BY m.gruppe_id, m.borger_id, m.tema_kode, m.dato) AS anden,
    ROW_NUMBER() OVER (
      PARTITION BY m.gruppe_id, m.borger_id, m.tema_kode, m.dato
      ORDER BY m.leverance_id DESC, m.fil_nr DESC, m.post_nr DESC
    ) AS nr
  FROM gaeldende_indsatsmaal m
  WHERE m.maaltype_kode IS NOT NULL AND m.dato IS NOT NULL
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'MAALTYPE' AS felt, m.tema_kode AS vaerdi, m.dato, t.term AS tema
FROM maal m
JOIN begreb_navn t ON m.tema_kode = t.kode
WHERE m.nr = 1 AND m.en <> m.anden
