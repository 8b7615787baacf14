/*---
id = "MEL-13"
alvor = "advarsel"
kilde = "vores; IG: entered-in-error gør en ressource ugyldig; Goal.addresses skal pege på et A&D-tema"
hvorfor = "Temaet er trukket tilbage, men målet står tilbage og peger på ingenting. Målet tæller stadig i Tabel 2."
ejer = "it_leverandoer"
fase = "indberetning"
paa = "leverance"
tabel = "indsatsmaal_tema"
kraever = ["indsatsmaal_tema"]
[da]
titel = "Målet peger på et tema, der er trukket tilbage"
besked = "Målet handler om {tema}, men temaet er trukket tilbage som fejl."
besked_flertal = "{antal} mål peger på et tema, der er trukket tilbage."
goer = "Træk målet tilbage, eller lad det pege på et gyldigt tema."
[en]
titel = "The goal points to a withdrawn theme"
besked = "The goal is about {tema}, but the theme is withdrawn as entered in error."
besked_flertal = "{antal} goals point to a withdrawn theme."
goer = "Withdraw the goal, or let it point to a valid theme."
[en.ord]
"et ukendt tema" = "an unknown theme"
---*/
WITH trukket AS (
  SELECT DISTINCT gruppe_id, kilde_id FROM ressource_alle WHERE type = 'Condition' AND trukket_helt
)
SELECT
  m.leverance_id, m.fil_nr, m.post_nr, m.borger_id, 'FFB_TEMA_UUID' AS felt, m.tema_kode AS vaerdi,
  COALESCE(b.term, 'et ukendt tema') AS tema
FROM gaeldende_indsatsmaal_tema m
JOIN trukket t ON m.gruppe_id = t.gruppe_id AND m.tema_id = t.kilde_id
LEFT JOIN begreb_navn b ON m.tema_kode = b.kode
