import { defineConfig } from "vite";

/** Where the service answers while the desk is developed with `npm run dev`. */
const service = process.env.BATON_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "/desk/",
  build: {
    outDir: "../dist/desk",
    emptyOutDir: true,
    // Files of their own, cached for good; nothing is packed into the page.
    assetsInlineLimit: 0,
    target: "es2022",
    // The page's policy allows no inline script; every supported browser preloads modules itself.
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": { target: service, ws: true, changeOrigin: true } } },
});
