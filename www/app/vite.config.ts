import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  build: {
    outDir: "../dist/app",
    emptyOutDir: true,
    target: "es2022",
    // Inlined assets would be data: addresses, which the page's connect-src refuses.
    assetsInlineLimit: 0,
    // No part has a style of its own or parts of its own that could be fetched ahead.
    modulePreload: false,
    // The copy of the module is for pages that lose the file, which is built and served with this one.
    rollupOptions: { external: /\/bytes\.js$/ },
  },
});
