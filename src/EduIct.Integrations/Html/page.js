"use strict";
(() => {
  const root = document.documentElement;
  const language = document.getElementById("language");
  language.addEventListener("click", () => {
    root.lang = root.lang === "vi" ? "en" : "vi";
    language.textContent = root.lang === "vi" ? "English" : "Tiếng Việt";
    language.setAttribute("aria-pressed", String(root.lang === "en"));
    root.dispatchEvent(new Event("languagechange"));
  });
})();
