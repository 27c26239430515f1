/** Light or dark: as the system has it, until somebody switches. */

const PLACE = "onrecord-theme";

export function applyTheme() {
  const chosen = localStorage.getItem(PLACE);
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}

export function switchTheme() {
  const dark =
    document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  localStorage.setItem(PLACE, dark === "dark" ? "light" : "dark");
  applyTheme();
}
