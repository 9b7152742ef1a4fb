import { join } from 'node:path'
import process from 'node:process'
import { getViteConfig } from 'astro/config'
import { build } from 'vite'

// A process of its own: Astro's compiler and Vite hold hundreds of megabytes, which the build then has for itself.
const [engine, out] = process.argv.slice(2) as [string, string]
const ours = {
  root: engine,
  logLevel: 'warn',
  cacheDir: join(out, '.vite'),
  // Astro's own code stays where it is; within the bundle it would look for a server's manifest.
  ssr: { external: ['astro'] },
  build: {
    ssr: join(engine, 'src', 'site', 'every-page.ts'),
    outDir: out,
    emptyOutDir: false,
    target: 'esnext',
    rolldownOptions: { external: [/^astro\//], output: { entryFileNames: '[name].js' } },
  },
}
const make = getViteConfig(ours as never, { root: engine, logLevel: 'warn' })
await build({ ...(await make({ mode: 'production', command: 'build' })), configFile: false })
