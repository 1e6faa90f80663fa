import { flat } from "./flat.ts";
import { nested } from "./nested.ts";
import { picture } from "./picture.ts";
import { table } from "./table.ts";
import type { View } from "./view.ts";

/** The values of `?as=`. */
export const FORMS = ["flat", "nested", "csv", "csv-levels", "svg"] as const;

/** The account of a listing, for the names of files. */
export interface Titled {
  provider: string;
  accountId: string;
}

/** Returns the view of a whole listing. With `bom` a table begins with a byte order mark. */
export function viewAs(as: (typeof FORMS)[number], titled: Titled, bom: boolean): View {
  switch (as) {
    case "flat":
      return flat;
    case "nested":
      return nested;
    case "svg":
      return picture(fileName(titled));
    default:
      return table(as, fileName(titled), bom);
  }
}

/** Returns a file name without its ending that every file system accepts, for any account id. */
export function fileName({ provider, accountId }: Titled): string {
  const account = accountId.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return ["business-units", provider, account].filter(Boolean).join("-");
}
