/**
 * Returns the form of a caller's address that limits count by: IPv4 as it is, of IPv6 the network, because one customer
 * has 2^64 addresses. Cloudflare sets the header and overwrites a caller's; elsewhere the server does.
 */
export function callerAddress(connectingIp: string | undefined): string {
  // A dual-stack server writes IPv4 addresses as IPv6.
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
