/**
 * What stands for a caller's address in limits: IPv4 as it is, and the network of an IPv6 address, since whoever has
 * one has 2^64 of them. Cloudflare sets the header and lets no caller set it; elsewhere the adapter has to.
 */
export function callerAddress(connectingIp: string | undefined): string {
  // A server for both kinds of address writes the old ones in the manner of the new ones.
  const ip = (connectingIp ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(ip)) return ip;
  return /^[0-9a-f:]{2,39}$/i.test(ip) ? networkOf(ip.toLowerCase()) : "unknown";
}

function networkOf(ip: string): string {
  const [left = [], right = []] = ip.split("::").map((part) => part.split(":").filter(Boolean));
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => "0");
  const groups = [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ""));
  return `${groups.slice(0, 4).join(":")}::/64`;
}
