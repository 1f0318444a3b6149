import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'

/** Workspaces read each other's sources, so that a stale `dist` is never used. */
const source = 'zvonok-source'
const nodeConditions = [source, 'module', 'node', 'development|production']

export default defineConfig({
  root: 'web',
  resolve: { conditions: [source, 'module', 'browser', 'development|production'] },
  plugins: [
    solid(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      strategies: 'injectManifest',
      srcDir: 'src/app',
      filename: 'sw.ts',
      manifest: { id: '/', name: 'Звонок', start_url: '/chats', display: 'standalone', icons: [] },
    }),
  ],
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true },
  test: {
    projects: [
      {
        resolve: { conditions: nodeConditions },
        ssr: { resolve: { conditions: nodeConditions } },
        test: {
          name: 'node',
          root: import.meta.dirname,
          include: ['{schema,api,sync-server,bench}/src/**/*.test.ts', 'web/src/platform/**/*.test.ts'],
          environment: 'node',
        },
      },
      {
        extends: true,
        root: `${import.meta.dirname}/web`,
        test: { name: 'web', include: ['src/{features,ui,app}/**/*.test.ts?(x)'], environment: 'happy-dom' },
      },
    ],
  },
})
