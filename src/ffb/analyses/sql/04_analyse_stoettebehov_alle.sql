/*---
titel = "Hver vurdering af støttebehov, med kommune"
grain = "kommune og vurdering"
noegle = "kommune_kode, leverance_id, fil_nr, post_nr"
kilde = "3-rapport, Tabel 2: 0-4 og 9 (ikke vurderet) er vurderinger; andet er ikke et niveau"
gem = true
fast = true
---*/
SELECT b.kommune_kode, s.leverance_id, s.fil_nr, s.post_nr, s.borger_id, s.niveau, s.dato
FROM gaeldende_stoettebehov s
JOIN leverance_betjener b ON s.leverance_id = b.leverance_id
WHERE s.niveau BETWEEN 0 AND 4 OR s.niveau = 9
