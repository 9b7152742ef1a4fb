import process from 'node:process'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: a browser, an nginx and a Git remote may run beside a test.
    maxWorkers: 2,
    // The deep run counts thousands of cases in one test.
    testTimeout: process.env['CANDOR_DEEP'] ? 900_000 : 30_000,
    hookTimeout: 60_000,
    env: { TZ: 'UTC' },
  },
})
