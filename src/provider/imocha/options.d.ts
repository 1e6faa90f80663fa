export interface ImochaOptions extends CallOptions {
  apiKey: string | (() => string | Promise<string>);
}
