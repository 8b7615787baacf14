/*---
id = "K25-03"
alvor = "fejl"
kilde = "S1: Tallene er 1:1 de samme for funktionsevnevurderinger; IG condition: severity iff A&D"
hvorfor = "Et tema uden score kan hverken følges eller bruges til mål. Der skal være lige så mange scorer som temaer."
ejer = "sagsbehandler"
fase = "sagsoplysning"
tabel = "aktivitet_deltagelse"
kraever = ["aktivitet_deltagelse"]
[da]
titel = "Temaet har ingen score"
besked = "»{navn}« har intet funktionsevneniveau."
besked_flertal = "{antal} temaer om aktivitet og deltagelse har ingen score."
goer = "Scor temaet, 0–4 eller ikke vurderet. Indgår det ikke i indsatsen, skal det ikke registreres."
[en]
titel = "The theme has no score"
besked = "»{navn}« has no level of functioning."
besked_flertal = "{antal} A&D themes have no score."
goer = "Score the theme, 0–4 or not assessed. If it is no part of the work, do not record it."
---*/
SELECT
  t.leverance_id, t.fil_nr, t.post_nr, t.borger_id, 'FUNKTIONSEVNENIVEAU' AS felt, CAST(NULL AS VARCHAR) AS vaerdi,
  t.dato, b.term AS navn
FROM gaeldende_aktivitet_deltagelse t
JOIN leverance l ON t.leverance_id = l.leverance_id AND l.kilde = 'tabel'
JOIN begreb_navn b ON t.kode = b.kode AND b.art = 'ad_undertema'
LEFT JOIN (
  SELECT DISTINCT leverance_id, fil_nr, post_nr
  FROM formatfund
  WHERE regel = 'TAB-NIVEAU' AND sti = 'FUNKTIONSEVNENIVEAU'
) f ON t.leverance_id = f.leverance_id AND t.fil_nr = f.fil_nr AND t.post_nr = f.post_nr
WHERE t.niveau IS NULL AND t.niveau_kode IS NULL AND f.leverance_id IS NULL
