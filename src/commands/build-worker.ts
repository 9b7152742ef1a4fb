import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import type * as Compiled from '../site/write-site.ts'

// A process of its own: the compiled pages read their input once, and keep it. Each build gives everything back at its end.
const [compiled] = process.argv.slice(2)
const { writeSite } = (await import(pathToFileURL(compiled!).href)) as typeof Compiled
await writeSite(join(process.cwd(), 'site'))
