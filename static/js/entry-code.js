// A personal QR code carries the code behind the #, which no server and no log ever sees.
const codeField = document.querySelector("input.code");
if (codeField && !codeField.value && location.hash.length > 1) {
  codeField.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
