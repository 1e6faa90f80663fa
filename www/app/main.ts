import { init } from "business-units/tree";
import "./elements/account-entry.ts";
import "./elements/account-picker.ts";
import "./elements/explorer-page.ts";
import "./elements/file-entry.ts";
import "./elements/load-progress.ts";
import "./elements/page-notice.ts";
import "./elements/sign-in.ts";
import { fetchAhead } from "./parts.ts";

// The module loads while the user chooses an account, and after it the parts that come later: a file can be read even
// where the connection is gone by then. A failure shows where the part is needed.
init()
  .then(fetchAhead)
  .catch(() => {});
