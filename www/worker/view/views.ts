import { flat } from "./flat.ts";
import { nested } from "./nested.ts";
import { picture } from "./picture.ts";
import { table } from "./table.ts";
import type { View } from "./view.ts";

/** What `?as=` can be. */
export const FORMS = ["flat", "nested", "csv", "csv-levels", "svg"] as const;

/** Whose listing it is, for the names of files. */
export interface Titled {
  provider: string;
  accountId: string;
}

/** The view of a whole listing. */
export function viewAs(as: (typeof FORMS)[number], titled: Titled): View {
  switch (as) {
    case "flat":
      return flat;
    case "nested":
      return nested;
    case "svg":
      return picture(fileName(titled));
    default:
      return table(as, fileName(titled));
  }
}

/** A name that every file system takes, whatever an account's id holds; without its ending. */
export function fileName({ provider, accountId }: Titled): string {
  const account = accountId.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return ["business-units", provider, account].filter(Boolean).join("-");
}
