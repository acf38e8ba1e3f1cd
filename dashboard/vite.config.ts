import type { UserConfig } from 'vite';

/** One build for hub and relay. The target is what cheap tablets and old WebViews in shops still run. */
const config: UserConfig = {
  base: '/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: ['chrome87', 'safari14'],
    // An inlined asset would be a data: address, which the page's own rules about origins refuse.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
};
export default config;
