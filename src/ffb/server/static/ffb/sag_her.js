// Who else is on the case. A save is answered with it; an open page that is looked at asks every 20 seconds; one that is hidden, or that nobody
// has touched for ten minutes, asks nothing until it is looked at or touched again. Without this file the page says
// who was there when it was made.
const SPOERG = 20_000, HVILER = 600_000, LAENGST = 160_000;
const her = document.querySelector("[data-her]");
const nyt = document.querySelector("[data-nyt]");

if (her) {
  let sidst = Date.now(), pause = SPOERG, ur = 0, skriver = "", skrevet = 0;

  const spoerg = async () => {
    clearTimeout(ur);
    if (document.hidden || Date.now() - sidst > HVILER) { ur = 0; return; }
    const data = new FormData();
    data.set("sagsversion", her.dataset.version);
    if (Date.now() - skrevet < 2 * SPOERG) data.set("objekt", skriver);
    try {
      const hoved = { ...JSON.parse(document.body.getAttribute("hx-headers")), "FFB-Baggrund": "1" };
      const svar = await fetch(her.dataset.her, { method: "POST", body: data, headers: hoved, redirect: "manual" });
      if (svar.type === "opaqueredirect" || svar.status === 403 || svar.status === 404) return; // signed out: the form tells
      vis(await svar.json());
      pause = SPOERG;
    } catch {
      pause = Math.min(2 * pause, LAENGST);
    }
    ur = setTimeout(spoerg, pause);
  };

  const vis = (svar) => {
    const kun = new DOMParser().parseFromString(svar.andre, "text/html").body.textContent.trim();
    her.hidden = !kun;
    if (her.textContent.trim() !== kun) her.textContent = kun; // only what is new is said aloud
    nyt.hidden = !svar.nyt;
    if (nyt.textContent !== svar.nyt) nyt.textContent = svar.nyt;
  };

  const roert = () => {
    const hvilede = Date.now() - sidst > HVILER;
    sidst = Date.now();
    if (hvilede || !ur) ur = setTimeout(spoerg, 0);
  };
  document.addEventListener("ffb:skriver", (e) => {
    const ny = skriver !== e.detail || Date.now() - skrevet > SPOERG;
    skriver = e.detail;
    skrevet = Date.now();
    if (ny) { clearTimeout(ur); ur = setTimeout(spoerg, 200); }
  });
  document.addEventListener("ffb:her", (e) => vis(e.detail)); // a save has told
  for (const navn of ["pointerdown", "keydown", "visibilitychange"]) document.addEventListener(navn, roert);
  ur = setTimeout(spoerg, 3000);
}
