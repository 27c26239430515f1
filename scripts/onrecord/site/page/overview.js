"use strict";

/** The field of the overview leads to the search page. */

const form = document.getElementById("search");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.assign(`search.html#${new URLSearchParams({ what: "quotes", q: form.elements.q.value })}`);
});
form.hidden = false;
