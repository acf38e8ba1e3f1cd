import type { Plugin, UserConfig } from 'vite';

/**
 * Lazy chunks are fetched when they are needed, without a list of what else to fetch: there is one style sheet, and the
 * code that would manage preloading weighs more than it saves in a shop's network.
 */
const noPreloading: Plugin = {
  name: 'no-preloading',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

/** One build for hub and relay. The target is what cheap tablets and old WebViews in shops still run. */
const config: UserConfig = {
  base: '/',
  plugins: [noPreloading],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: ['chrome87', 'safari14'],
    // An inlined asset would be a data: address, which the page's own rules about origins refuse.
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
  },
};
export default config;
