import process from 'node:process'
import { defineConfig } from 'vitest/config'
import { yamlFiles } from './src/site/vite-plugins.ts'

export default defineConfig({
  plugins: [yamlFiles],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/compiled-pages.ts'],
    // Of two cores: most of these tests wait for a browser, an nginx or a Git remote a third of their time.
    maxWorkers: 4,
    // The deep run counts thousands of cases in one test.
    testTimeout: process.env['CANDOR_DEEP'] ? 900_000 : 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})
