/*---
id = "K25-07"
alvor = "advarsel"
kilde = "S2: indsatsmål, måltype; S1: Måltype angiver forventning til borgers indsatsmål (udvikl, fasthold, begræns)"
hvorfor = "Kravet er mindst én måltype pr. borger, men et mål uden måltype siger ikke, hvad der forventes, og kan ikke vurderes bagefter."
ejer = "sagsbehandler"
fase = "bestilling"
tabel = "indsatsmaal"
kraever = ["indsatsmaal"]
[da]
titel = "Indsatsmålet har ingen måltype"
besked = "Indsatsmålet om »{navn}« har ingen måltype."
besked_flertal = "{antal} indsatsmål har ingen måltype."
goer = "Vælg udvikle, fastholde eller begrænse tab."
[en]
titel = "The goal has no goal type"
besked = "The goal about »{navn}« has no goal type."
besked_flertal = "{antal} goals have no goal type."
goer = "Choose develop, maintain or limit loss."
[en.ord]
"et ukendt tema" = "an unknown theme"
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'MAALTYPE' AS felt, CAST(NULL AS VARCHAR) AS vaerdi, t.dato,
  COALESCE(b.term, 'et ukendt tema') AS navn
FROM gaeldende_indsatsmaal t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
LEFT JOIN begreb_navn b ON t.tema_kode = b.kode
LEFT JOIN (
  SELECT DISTINCT leverance_id, fil_nr, post_nr
  FROM formatfund
  WHERE regel = 'TAB-MAALTYPE'
) f ON t.leverance_id = f.leverance_id AND t.fil_nr = f.fil_nr AND t.post_nr = f.post_nr
WHERE TRIM(COALESCE(t.maaltype_kode, '')) = '' AND f.leverance_id IS NULL
