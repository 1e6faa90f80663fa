import { init } from "business-units";
import "./elements/account-entry.ts";
import "./elements/account-picker.ts";
import "./elements/explorer-page.ts";
import "./elements/file-entry.ts";
import "./elements/load-progress.ts";
import "./elements/page-notice.ts";
import "./elements/sign-in.ts";

// The module loads while somebody chooses an account. A failure shows where it is needed: at the first listing.
init().catch(() => {});
