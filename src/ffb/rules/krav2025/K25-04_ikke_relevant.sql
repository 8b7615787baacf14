/*---
id = "K25-04"
alvor = "advarsel"
kilde = "S1: Kan også skyldes registrering af ”ikke relevant” (A&D)-tema; Kun A&D-temaer, der indgår i den sociale indsats skal registreres"
hvorfor = "»Ikke relevant« er ikke en score. Temaet tæller ikke, men gør det svært at se, hvad indsatsen handler om."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Temaet er sat til »ikke relevant«"
besked = "»{navn}« er registreret som ikke relevant."
besked_flertal = "{antal} temaer er registreret som ikke relevante."
goer = "Fjern temaet. Sætter systemet alle temaer til »ikke relevant«, skal leverandøren lade dem ude af udtrækket."
[en]
titel = "The theme is set to \"not relevant\""
besked = "»{navn}« is recorded as not relevant."
besked_flertal = "{antal} themes are recorded as not relevant."
goer = "Remove the theme. If the system sets all themes to \"not relevant\", the vendor must leave them out."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, '8' AS vaerdi,
  t.dato, COALESCE(b.term, t.kode) AS navn
FROM gaeldende_aktivitet_deltagelse t
LEFT JOIN begreb_navn b ON t.kode = b.kode
WHERE t.niveau = 8
