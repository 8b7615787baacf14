// A key that was refused or cancelled: say so on the page.
document.addEventListener("allauth.error", () => {
  const besked = document.getElementById("noeglefejl");
  if (besked) besked.hidden = false;
});
