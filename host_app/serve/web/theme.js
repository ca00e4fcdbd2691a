// The chosen colours, before the first paint: a module would run too late and let the page flash.
"use strict";
try {
  const { theme } = JSON.parse(localStorage.getItem("lutcore.settings")) ?? {};
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* no storage, or nonsense in it: the system's colours */ }
