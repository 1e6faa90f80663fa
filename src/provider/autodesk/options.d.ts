export interface AutodeskOptions extends CallOptions {
  /** The account id, or the hub id with `b.`. */
  accountId: string;
  token:
    | string
    | ((context: {
        signal?: AbortSignal;
        rejected?: string;
        waitUntil?(work: Promise<unknown>): void;
      }) => string | Promise<string>);
  region?: string;
  legacyEuPath?: boolean;
}
