/*---
id = "MAP-10"
alvor = "oplysning"
kilde = "S0, Tabel 1: Værdien N/A og n/a indgår ikke i DST's værdisæt og bliver ikke mappet til en DST-værdi; 3-rapport: et par med kun N/A er ikke FFB-relevant"
hvorfor = "Ydelsen ser FFB-registreret ud, men tæller ikke i rapporten. Er parret valgt ved en fejl, mangler borgeren i tallene."
ejer = "faglig_ansvarlig"
fase = "bestilling"
gaelder_fra = 2025-01-01
tabel = "ydelse"
kraever = ["ydelse", "mapning"]
[da]
titel = "Ydelsen tæller ikke med i FFB-rapporten"
besked = "{ydelse} i {tilbud} har kun N/A i vejledningen og ingen DST-kode, så ydelsen tæller ikke."
besked_flertal = "{antal} ydelser tæller ikke med, fordi deres par kun har N/A i vejledningen."
goer = "Kontrollér tilbuddet. Er parret rigtigt, skal der ikke gøres mere."
[en]
titel = "The service does not count in the FFB report"
besked = "{ydelse} in {tilbud} has only N/A in the guide and no DST code, so the service does not count."
besked_flertal = "{antal} services do not count because their pair has only N/A in the guide."
goer = "Check the tilbud. If the pair is right, nothing more is to be done."
---*/
SELECT
  y.leverance_id, y.fil_nr, y.post_nr, y.borger_id, 'FFB_TILBUD_UUID' AS felt, y.ffb_tilbud_kode AS vaerdi,
  y.startdato AS dato, y.sagsnummer, y.enhed, ty.term AS ydelse, tt.term AS tilbud,
  'ydelse:' || CAST(y.leverance_id AS VARCHAR) || ':' || CAST(y.fil_nr AS VARCHAR) || ':'
    || CAST(y.post_nr AS VARCHAR) AS aarsag
FROM gaeldende_ydelse y
JOIN mapning_par p
  ON y.ffb_tilbud_kode = p.tilbud_kode AND y.ffb_ydelse_kode = p.ydelse_kode AND p.dst_antal = 0
JOIN begreb_navn ty ON y.ffb_ydelse_kode = ty.kode
JOIN begreb_navn tt ON y.ffb_tilbud_kode = tt.kode
WHERE y.dst_kode IS NULL AND COALESCE(y.hensigt, 'order') = 'order'
  AND COALESCE(y.status, '') NOT IN ('draft', 'revoked', 'entered-in-error')
