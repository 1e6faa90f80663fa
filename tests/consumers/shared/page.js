import { check } from "./check.js";

// A page is opened with two addresses: whom to ask for units, and whom to tell how it went.
export async function checkInPage(units) {
  const asked = new URLSearchParams(location.search);
  await tell(await check(units, asked.get("sandbox")));
}

export async function tell(outcome) {
  const to = new URLSearchParams(location.search).get("tell");
  await fetch(to, { method: "POST", mode: "no-cors", body: JSON.stringify(outcome) });
}
