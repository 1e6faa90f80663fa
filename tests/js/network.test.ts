import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { after, test } from "node:test";
import { fetchImochaUnits } from "business-units";

/** A port on which no program can listen: a connection of our own has it at its end. */
async function deadPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  after(() => {
    client.destroy();
    server.close();
  });
  await once(client, "connect");
  return client.localPort ?? 0;
}

test("a connection that is refused is ERR_NETWORK and says so", async () => {
  const baseUrl = `http://127.0.0.1:${await deadPort()}`;
  await assert.rejects(fetchImochaUnits({ apiKey: "k", baseUrl }), {
    code: "ERR_NETWORK",
    message: /fetch failed \(ECONNREFUSED\)/,
  });
});

test("a connection that is cut in the body is ERR_NETWORK and says where", async () => {
  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"businessUnits":[', () =>
        socket.destroy(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await assert.rejects(fetchImochaUnits({ apiKey: "k", baseUrl }), {
      code: "ERR_NETWORK",
      status: 200,
      message: /broke off while the body was read/,
    });
  } finally {
    server.close();
  }
});
