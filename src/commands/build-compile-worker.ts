import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { getViteConfig } from 'astro/config'
import { build, type InlineConfig } from 'vite'
import { wholeScripts, yamlFiles } from '../site/vite-plugins.ts'

// A process of its own: Astro's compiler and Vite hold hundreds of megabytes, which the build then has for itself.
const [engine, out] = process.argv.slice(2) as [string, string]
const output = { entryFileNames: '[name].js' }

// First Astro's files alone: its own code must not see Astro's compiler, or it would look for a server's manifest.
const pages = join(out, 'pages')
const ours: InlineConfig = {
  root: engine,
  logLevel: 'warn',
  cacheDir: join(out, '.vite'),
  plugins: [wholeScripts, yamlFiles],
  ssr: { external: ['astro'] },
  build: {
    ssr: join(engine, 'src', 'site', 'write-site.ts'),
    outDir: pages,
    target: 'esnext',
    rolldownOptions: { external: [/^astro\//], output },
  },
}
const make = getViteConfig(ours as never, { root: engine, logLevel: 'warn' })
await build({ ...(await make({ mode: 'production', command: 'build' })), configFile: false })

// Then with every package in it, of which it takes what is used: some dozens of files to load, not hundreds. What is made
// for one kind of machine stays out.
await build({
  configFile: false,
  root: engine,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['sharp'] },
  build: {
    ssr: join(pages, 'write-site.js'),
    outDir: out,
    emptyOutDir: false,
    target: 'esnext',
    minify: true,
    rolldownOptions: { external: ['sharp'], output },
  },
})
// Node need not guess what kind of files these are.
await writeFile(join(out, 'package.json'), '{ "type": "module" }\n')
for (const aside of [pages, join(out, '.vite')]) await rm(aside, { recursive: true, force: true })
