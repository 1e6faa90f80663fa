import { type ImochaRow, imochaListing } from "./listing.ts";

const LARGEST_ID = "9223372036854775807";
const PLACES = ["Pune", "London", "Toronto", "São Paulo", "Zürich", "Bengaluru", "Kraków", "Sydney"];
const FUNCTIONS = ["Engineering", "Talent Acquisition", "Site Supervision", "Customer Care / Support", "R&D"];

/** A creation time with as many fraction digits as the service happens to send. */
function createdOn(nth: number): string {
  const day = String((nth % 28) + 1).padStart(2, "0");
  const fraction = ["", ".1", ".04", ".763"][nth % 4];
  return `2024-0${(nth % 9) + 1}-${day}T06:${10 + nth}:18${fraction}`;
}

function* rows(): Generator<ImochaRow> {
  const names = PLACES.flatMap((place) => FUNCTIONS.map((work) => `${work} – ${place}`));
  for (const [nth, name] of names.entries()) {
    const id = nth === names.length - 1 ? LARGEST_ID : String(164_373 + nth * 7);
    yield { id, name, createdOn: createdOn(nth) };
  }
}

/** Forty units, the last with the largest id of 64 bits. */
export const listing = (): Iterable<string> => imochaListing(rows(), PLACES.length * FUNCTIONS.length);
