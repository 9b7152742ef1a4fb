import { defineConfig } from 'astro/config'

// What never changes from build to build; where the page lives, where it goes and what it shows
// comes from `./candor build` (src/commands/build-worker.ts).
export default defineConfig({
  srcDir: './src/site',
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'always' },
  devToolbar: { enabled: false },
  vite: { build: { cssMinify: true } },
})
