export interface AcmeOptions extends CallOptions {
  company: string;
  apiKey: string | (() => string | Promise<string>);
}
